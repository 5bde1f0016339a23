package org.portcullis.cli;

import java.util.Locale;
import java.util.Optional;
import org.portcullis.engine.intake.BootKeys;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Identifiers;
import org.portcullis.facts.SecurityLevel;
import org.portcullis.rules.json.JsonValue;
import org.portcullis.rules.json.JsonValue.JsonArray;
import org.portcullis.rules.json.JsonValue.JsonObject;
import org.portcullis.rules.json.ObjectReader;
import org.portcullis.rules.json.Printable;
import org.portcullis.rules.json.Problems;
import org.portcullis.rules.json.Reading;

/**
 * Pinned boot keys: an object whose members are products, each with an array of {@code {"sha256":
 * HEX}}, and {@code "level"} where a key counts for one security level alone.
 */
final class BootKeysFile {
  private final Problems problems;
  private final BootKeys.Builder keys = BootKeys.builder();

  private BootKeysFile(Problems problems) {
    this.problems = problems;
  }

  static Reading<BootKeys> read(String file, byte[] content) {
    return JsonInput.read(
        file, content, (object, problems) -> new BootKeysFile(problems).products(object));
  }

  private Optional<BootKeys> products(JsonObject object) {
    object
        .members()
        .forEach(
            (product, member) -> {
              if (!Identifiers.isIdentifier(product)) {
                problems.error(
                    member.position(),
                    "bad-value",
                    "`" + Printable.of(product) + "` is no product: an identifier is expected");
              } else if (member.value() instanceof JsonArray array) {
                array.items().forEach(item -> key(product, item));
              } else {
                wrongType(member.value(), "an array of keys");
              }
            });
    return problems.isEmpty() ? Optional.of(keys.build()) : Optional.empty();
  }

  private void key(String product, JsonValue item) {
    if (!(item instanceof JsonObject object)) {
      wrongType(item, "an object with `sha256`");
      return;
    }
    ObjectReader reader = new ObjectReader(object, problems);
    Optional<Digest> digest = JsonInput.text(reader, problems, "sha256", BootKeysFile::digest);
    Optional<SecurityLevel> level =
        JsonInput.optionalText(reader, problems, "level", BootKeysFile::level);
    reader.finish();
    if (digest.isPresent() && level.isPresent()) {
      keys.pin(product, level.get(), digest.get());
    } else if (digest.isPresent()) {
      keys.pin(product, digest.get());
    }
  }

  private void wrongType(JsonValue value, String expected) {
    problems.error(value.position(), "wrong-type", expected + " expected, not " + value.kind());
  }

  private static Digest digest(String hex) {
    try {
      return Digest.fromHex(hex.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new Complaint("`sha256` has 64 hexadecimal digits");
    }
  }

  private static SecurityLevel level(String name) {
    return switch (name) {
      case "TRUSTED_ENVIRONMENT" -> SecurityLevel.TRUSTED_ENVIRONMENT;
      case "STRONG_BOX" -> SecurityLevel.STRONG_BOX;
      default -> throw new Complaint("`level` is `TRUSTED_ENVIRONMENT` or `STRONG_BOX`");
    };
  }
}
