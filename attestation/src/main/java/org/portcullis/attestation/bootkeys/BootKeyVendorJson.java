package org.portcullis.attestation.bootkeys;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.attestation.internal.JsonException;
import org.portcullis.attestation.internal.JsonValue;
import org.portcullis.attestation.internal.ObjectReader;
import org.portcullis.attestation.internal.TimeOfUse;

/**
 * Reads pinned vendors: {@code {"name", "form", "signers": [{"key", "from", "until"}], "maxAge"}}.
 */
final class BootKeyVendorJson {
  private static final List<BootKeyVendor.Form> FORMS = List.of(BootKeyVendor.Form.values());
  private static final String KEY_FORM =
      "the one line of an ssh public key, `ssh-ed25519` or `ecdsa-sha2-nistp256`";

  private BootKeyVendorJson() {}

  static BootKeyVendor read(ObjectReader reader) throws JsonException {
    String name = reader.name("name");
    BootKeyVendor.Form form = reader.text("form", BootKeyVendorJson::form, "one of " + FORMS);
    Duration maxAge =
        reader
            .optionalText("maxAge", BootKeyVendorJson::age, "a duration such as `P400D`")
            .orElse(BootKeyPins.DEFAULT_MAX_AGE);
    List<BootKeySigner> signers = signers(reader);
    reader.finish();
    return BootKeyVendor.of(name, form, signers, maxAge);
  }

  private static List<BootKeySigner> signers(ObjectReader reader) throws JsonException {
    JsonValue array = reader.required("signers");
    List<BootKeySigner> signers = new ArrayList<>();
    for (JsonValue item : reader.items("signers")) {
      signers.add(signer(ObjectReader.of(item, "a signer"), signers));
    }
    if (signers.isEmpty()) {
      throw JsonException.at(array, "`signers` has one or more");
    }
    return signers;
  }

  private static BootKeySigner signer(ObjectReader reader, List<BootKeySigner> before)
      throws JsonException {
    BootKeySigner key = reader.text("key", BootKeyVendorJson::key, KEY_FORM);
    if (before.stream().anyMatch(other -> other.key().equals(key.key()))) {
      throw JsonException.at(reader.required("key"), "the key is there twice");
    }
    TimeOfUse time = TimeOfUse.read(reader);
    reader.finish();
    return new BootKeySigner(key.key(), time.from(), time.until());
  }

  private static Optional<BootKeySigner> key(String line) {
    try {
      return Optional.of(BootKeySigner.atAnyTime(line));
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
