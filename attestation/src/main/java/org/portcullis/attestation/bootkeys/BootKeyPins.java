package org.portcullis.attestation.bootkeys;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.attestation.internal.JsonException;
import org.portcullis.attestation.internal.JsonValue;
import org.portcullis.attestation.internal.ObjectReader;
import org.portcullis.attestation.internal.StrictJson;
import org.portcullis.attestation.key.Reading;

/**
 * What a host says of boot keys in its own configuration: the keys that it pins, and the vendors
 * whose lists it takes.
 *
 * @param keys the pinned keys
 * @param vendors the pinned vendors, each name once
 */
public record BootKeyPins(List<BootKey> keys, List<BootKeyVendor> vendors) {
  /** How long a list may be used if the pin doesn't say: 400 days after its making. */
  public static final Duration DEFAULT_MAX_AGE = Duration.ofDays(400);

  private static final List<BootKeyVendor.Form> FORMS = List.of(BootKeyVendor.Form.values());

  /**
   * Copies keys and vendors.
   *
   * @param keys the pinned keys
   * @param vendors the pinned vendors, each name once
   */
  public BootKeyPins {
    keys = List.copyOf(keys);
    vendors = List.copyOf(vendors);
  }

  /**
   * Reads pins:
   *
   * <pre>{@code
   * {
   *   "keys": [
   *     {
   *       "sha256": "4ab52825...",
   *       "vendor": "acme",
   *       "models": ["slate"],
   *       "levels": ["TRUSTED_ENVIRONMENT"],
   *       "from": "2026-01-01T00:00:00Z",
   *       "until": "2031-01-01T00:00:00Z",
   *       "builds": [{"name": "2026-11", "sha256": "9e6a...", "withdrawn": false}]
   *     }
   *   ],
   *   "vendors": [
   *     {
   *       "name": "grapheneos",
   *       "form": "GRAPHENEOS",
   *       "signer": "ssh-ed25519 AAAA...",
   *       "maxAge": "P400D"
   *     }
   *   ]
   * }
   * }</pre>
   *
   * <p>Of a key all but {@code sha256} may be left out: any model, both levels, any time, builds
   * not tracked. No unknown member, and no member twice.
   *
   * @param json the text, UTF-8, at most 1 MiB
   * @return the pins, or line, column and cause of the error
   */
  public static Reading<BootKeyPins> read(byte[] json) {
    try {
      ObjectReader reader = new ObjectReader(StrictJson.read(json));
      List<BootKey> keys = new ArrayList<>();
      for (JsonValue item : reader.items("keys")) {
        keys.add(key(ObjectReader.of(item, "a key")));
      }
      List<BootKeyVendor> vendors = new ArrayList<>();
      for (JsonValue item : reader.items("vendors")) {
        vendors.add(vendor(ObjectReader.of(item, "a vendor"), vendors));
      }
      reader.finish();
      return new Reading.Read<>(new BootKeyPins(keys, vendors));
    } catch (JsonException e) {
      return new Reading.Unreadable<>(e.line(), e.column(), e.detail());
    }
  }

  private static BootKey key(ObjectReader reader) throws JsonException {
    String vendor = reader.has("vendor") ? reader.name("vendor") : BootKeyCatalogue.Builder.HOST;
    return BootKeyJson.read(reader, vendor);
  }

  private static BootKeyVendor vendor(ObjectReader reader, List<BootKeyVendor> before)
      throws JsonException {
    String name = reader.name("name");
    if (before.stream().anyMatch(other -> other.name().equals(name))) {
      throw JsonException.at(reader.object(), "there are two vendors `" + name + "`");
    }
    BootKeyVendor.Form form = reader.text("form", BootKeyPins::form, "one of " + FORMS);
    Duration maxAge =
        reader
            .optionalText("maxAge", BootKeyPins::age, "a duration such as `P400D`")
            .orElse(DEFAULT_MAX_AGE);
    BootKeyVendor vendor =
        reader.text(
            "signer",
            line -> pin(name, form, line, maxAge),
            "the one line of an ssh public key, `ssh-ed25519` or `ecdsa-sha2-nistp256`");
    reader.finish();
    return vendor;
  }

  private static Optional<BootKeyVendor> pin(
      String name, BootKeyVendor.Form form, String signer, Duration maxAge) {
    try {
      return Optional.of(BootKeyVendor.of(name, form, signer, maxAge));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<BootKeyVendor.Form> form(String name) {
    return FORMS.stream().filter(form -> form.name().equals(name)).findFirst();
  }

  private static Optional<Duration> age(String text) {
    try {
      return Optional.of(Duration.parse(text)).filter(BootKeyVendor::isMaxAge);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
