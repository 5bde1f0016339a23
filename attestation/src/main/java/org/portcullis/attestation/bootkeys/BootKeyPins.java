package org.portcullis.attestation.bootkeys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
   *       "signers": [{"key": "ssh-ed25519 AAAA...", "until": "2028-01-01T00:00:00Z"}],
   *       "maxAge": "P400D"
   *     }
   *   ]
   * }
   * }</pre>
   *
   * <p>Of a key all but {@code sha256} may be left out: any model, both levels, any time, builds
   * not tracked. A vendor has one signer or more, of which {@code from} and {@code until} may be
   * left out: any time. No unknown member, no member twice, and of a vendor no key.
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
    BootKeyVendor vendor = BootKeyVendorJson.read(reader);
    if (before.stream().anyMatch(other -> other.name().equals(vendor.name()))) {
      throw JsonException.at(reader.object(), "there are two vendors `" + vendor.name() + "`");
    }
    return vendor;
  }
}
