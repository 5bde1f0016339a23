package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The values of the JSON files that Google publishes beside its samples. */
final class GoogleValues {
  private GoogleValues() {}

  static void compare(JsonNode expected, KeyDescription actual) {
    assertThat(String.valueOf(actual.attestationVersion()))
        .isEqualTo(expected.path("attestationVersion").asText());
    assertThat(actual.attestationSecurityLevel().name())
        .isEqualTo(expected.path("attestationSecurityLevel").asText());
    assertThat(String.valueOf(actual.keyMintVersion()))
        .isEqualTo(expected.path("keyMintVersion").asText());
    assertThat(actual.keyMintSecurityLevel().name())
        .isEqualTo(expected.path("keyMintSecurityLevel").asText());
    assertThat(base64(actual.challenge()))
        .isEqualTo(expected.path("attestationChallenge").asText());
    assertThat(actual.hasUniqueId()).isEqualTo(!expected.path("uniqueId").asText().isEmpty());
    compareList(expected.path("softwareEnforced"), actual.software());
    compareList(expected.path("hardwareEnforced"), actual.hardware());
  }

  private static String base64(Bytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.toArray());
  }

  private static void compareList(JsonNode expected, AuthorizationList actual) {
    long named =
        expected.properties().stream().filter(e -> !e.getKey().equals("areTagsOrdered")).count();
    assertThat((long) actual.tags().size()).isEqualTo(named);
    for (AuthorizationTag<?> tag : actual.tags()) {
      JsonNode value = expected.path(googleName(tag));
      assertThat(value.isMissingNode()).as(tag.name()).isFalse();
      Optional<?> content = actual.get(tag).value();
      assertThat(content).as(tag.name()).isPresent();
      if (content.orElseThrow() != Withheld.PRESENT) {
        assertThat(render(content.orElseThrow(), tag)).as(tag.name()).isEqualTo(plain(value));
      }
    }
  }

  private static String googleName(AuthorizationTag<?> tag) {
    return switch (tag.name()) {
      case "purpose" -> "purposes";
      case "algorithm" -> "algorithms";
      case "digest" -> "digests";
      case "padding" -> "paddings";
      default -> tag.name();
    };
  }

  private static Object plain(JsonNode value) {
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(JsonNode::asText)
          .sorted()
          .toList();
    }
    return value.isObject() ? value.toString() : value.asText();
  }

  private static Object render(Object value, AuthorizationTag<?> tag) {
    if (value instanceof Set<?> set) {
      return set.stream().map(v -> String.valueOf(code(v))).sorted().toList();
    }
    if (value instanceof RootOfTrust root) {
      return String.format(
          Locale.ROOT,
          "{\"verifiedBootKey\":\"%s\",\"deviceLocked\":%s,\"verifiedBootState\":\"%s\","
              + "\"verifiedBootHash\":\"%s\"}",
          base64(root.verifiedBootKey()),
          root.deviceLocked(),
          root.verifiedBootState(),
          base64(root.verifiedBootHash()));
    }
    if (value instanceof AttestationApplicationId id) {
      return application(id);
    }
    if (value instanceof Bytes bytes) {
      return tag == AuthorizationTag.MODULE_HASH
          ? base64(bytes)
          : new String(bytes.toArray(), StandardCharsets.UTF_8);
    }
    if (value instanceof PatchLevel level) {
      boolean month = tag == AuthorizationTag.OS_PATCH_LEVEL || level.day() == 0;
      return String.valueOf(month ? level.yearMonth() : level.yearMonth() * 100L + level.day());
    }
    return String.valueOf(code(value));
  }

  private static String application(AttestationApplicationId id) {
    List<String> packages =
        id.packages().stream()
            .map(
                p ->
                    String.format(
                        Locale.ROOT, "{\"name\":\"%s\",\"version\":\"%d\"}", p.name(), p.version()))
            .toList();
    List<String> signatures =
        id.signatureDigests().stream().map(digest -> "\"" + base64(digest) + "\"").toList();
    return "{\"packages\":["
        + String.join(",", packages)
        + "],\"signatures\":["
        + String.join(",", signatures)
        + "]}";
  }

  /** The number of an enumeration's value, other values as they are. */
  private static Object code(Object value) {
    return Stream.of(Codes.PURPOSES, Codes.ALGORITHMS, Codes.CURVES)
        .flatMap(codes -> codes.entrySet().stream())
        .filter(code -> code.getValue().equals(value))
        .<Object>map(Map.Entry::getKey)
        .findFirst()
        .orElse(value);
  }
}
