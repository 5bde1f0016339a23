package org.portcullis.attestation.bootkeys;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.portcullis.attestation.internal.JsonException;
import org.portcullis.attestation.internal.JsonValue;
import org.portcullis.attestation.internal.ObjectReader;
import org.portcullis.attestation.internal.TimeOfUse;
import org.portcullis.attestation.key.SecurityLevel;
import org.portcullis.attestation.key.Sha256;

/**
 * Reads entries: {@code {"sha256", "models", "levels", "from", "until", "builds": [{"name",
 * "sha256", "withdrawn"}]}}.
 */
final class BootKeyJson {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}|[0-9A-F]{64}");
  private static final String DIGEST_FORM = "64 hexadecimal digits of one case, not all zero";

  private BootKeyJson() {}

  static BootKey read(ObjectReader reader, String vendor) throws JsonException {
    Sha256 key = digest(reader);
    Set<String> models = models(reader);
    Set<SecurityLevel> levels = levels(reader);
    TimeOfUse time = TimeOfUse.read(reader);
    List<BootBuild> builds = new ArrayList<>();
    for (JsonValue item : reader.items("builds")) {
      builds.add(build(ObjectReader.of(item, "a build"), builds));
    }
    reader.finish();
    return new BootKey(vendor, models, levels, key, time.from(), time.until(), builds);
  }

  private static Set<String> models(ObjectReader reader) throws JsonException {
    Set<String> models = new HashSet<>();
    for (JsonValue item : reader.items("models")) {
      String model = ObjectReader.text(item, "a model", BootKeyJson::text, BootKey.TEXT_FORM);
      if (!models.add(model)) {
        throw JsonException.at(item, "the model is there twice");
      }
    }
    requireSome(reader, "models", models);
    return models;
  }

  private static Set<SecurityLevel> levels(ObjectReader reader) throws JsonException {
    Set<SecurityLevel> levels = EnumSet.noneOf(SecurityLevel.class);
    for (JsonValue item : reader.items("levels")) {
      SecurityLevel level =
          ObjectReader.text(
              item, "a level", BootKeyJson::level, "one of [TRUSTED_ENVIRONMENT, STRONG_BOX]");
      if (!levels.add(level)) {
        throw JsonException.at(item, "the level " + level + " is there twice");
      }
    }
    requireSome(reader, "levels", levels);
    return levels.isEmpty() ? BootKey.HARDWARE : levels;
  }

  /** A list of none would read as "none" and mean "any". */
  private static void requireSome(ObjectReader reader, String name, Set<?> values)
      throws JsonException {
    if (reader.has(name) && values.isEmpty()) {
      throw JsonException.at(
          reader.required(name), "`" + name + "` has one or more, or is left out");
    }
  }

  private static BootBuild build(ObjectReader reader, List<BootBuild> before) throws JsonException {
    String name = reader.text("name", BootKeyJson::text, BootKey.TEXT_FORM);
    BootBuild build = new BootBuild(name, digest(reader), reader.truth("withdrawn"));
    if (before.stream().anyMatch(other -> other.hash().equals(build.hash()))) {
      throw JsonException.at(reader.object(), "the build is there twice");
    }
    reader.finish();
    return build;
  }

  private static Sha256 digest(ObjectReader reader) throws JsonException {
    return reader.text("sha256", BootKeyJson::digest, DIGEST_FORM);
  }

  static Sha256 digest(JsonValue value) throws JsonException {
    return ObjectReader.text(value, "a key", BootKeyJson::digest, DIGEST_FORM);
  }

  private static Optional<Sha256> digest(String text) {
    return Optional.of(text)
        .filter(t -> HEX.matcher(t).matches())
        .map(Sha256::ofHex)
        .filter(digest -> !digest.value().isAllZero());
  }

  private static Optional<String> text(String text) {
    return Optional.of(text).filter(BootKey::isText);
  }

  private static Optional<SecurityLevel> level(String name) {
    return BootKey.HARDWARE.stream().filter(level -> level.name().equals(name)).findFirst();
  }
}
