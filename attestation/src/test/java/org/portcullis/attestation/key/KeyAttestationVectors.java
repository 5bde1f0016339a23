package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every recorded chain gets its verdict, with its root and without, and its recorded values. */
class KeyAttestationVectors {
  private static final KeyAttestationVerifier VERIFIER = KeyAttestationVerifier.builder().build();

  @TestFactory
  Stream<DynamicTest> verify_recordedChain_hasRecordedVerdictAndValues() {
    return manifest().map(v -> DynamicTest.dynamicTest(v.path(), () -> check(v)));
  }

  @TestFactory
  Stream<DynamicTest> verify_googleSample_parsesToGooglesValues() {
    return manifest()
        .filter(v -> Files.exists(v.googleJson()))
        .map(
            v ->
                DynamicTest.dynamicTest(
                    v.path(),
                    () ->
                        GoogleValues.compare(
                            RecordedVectors.json(v.googleJson()), description(v))));
  }

  @Test
  void verify_revokedRetailDevice_isRejectedAtTheAttestationCertificate() {
    Vector vector = named("samples/vivo-1807/tee.pem");
    byte[] json =
        RecordedVectors.bytes(vector.folder().resolve("status").resolve("status-2025-01.json"));
    StatusList list = StatusList.parse(json, vector.instant()).orElseThrow();
    KeyAttestationResult result =
        KeyAttestationVerifier.builder()
            .statusList(RevocationSource.of(list))
            .build()
            .verify(vector.chain(), vector.expectation(), vector.instant());

    assertThat(list.size()).isEqualTo(467);
    KeyAttestationResult.Rejected rejected = rejected(result);
    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.CERTIFICATE_REVOKED);
    assertThat(rejected.where().certificate()).isEqualTo(1);
  }

  @Test
  void verify_lockedUnderLooseTrue_isVerifiedAsLocked() {
    Vector vector = named("invalid/malformed_rot_device_locked.pem");
    KeyAttestationResult result = verify(vector, vector.chain());

    assertThat(result.oddities())
        .contains(
            new Oddity(Oddity.Kind.BOOLEAN_NOT_DER, new Where(0, "hardware.rootOfTrust")));
  }

  @Test
  void verify_tagsOutOfOrder_isParsedAndRefusedForTheSignatureAlone() {
    Vector vector = named("invalid/tags_not_in_ascending_order.pem");
    KeyAttestationResult.Rejected rejected = rejected(verify(vector, vector.chain()));

    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.SIGNATURE_INVALID);
    assertThat(rejected.where().certificate()).isZero();
    assertThat(rejected.oddities())
        .extracting(Oddity::kind)
        .contains(Oddity.Kind.TAGS_OUT_OF_ORDER);
  }

  private static Stream<Vector> manifest() {
    return RecordedVectors.keyAttestation().stream()
        .flatMap(
            folder ->
                StreamSupport.stream(
                        RecordedVectors.json(folder.resolve("manifest.json")).spliterator(), false)
                    .map(node -> new Vector(folder, node)));
  }

  private static Vector named(String path) {
    Assumptions.assumeTrue(RecordedVectors.keyAttestation().isPresent(), "no recorded chains");
    return manifest().filter(v -> v.path().equals(path)).findFirst().orElseThrow();
  }

  private static void check(Vector vector) {
    KeyAttestationResult result = verify(vector, vector.chain());
    if (vector.text("expected").equals("verified")) {
      assertThat(result).isInstanceOf(KeyAttestationResult.Verified.class);
      RecordedValues.compare(vector.node(), (KeyAttestationResult.Verified) result);
    } else {
      assertThat(rejected(result).reason()).isEqualTo(expectedReason(vector));
    }
    if (vector.chain().size() > 1) {
      checkWithoutRoot(vector, result);
    }
  }

  private static void checkWithoutRoot(Vector vector, KeyAttestationResult withRoot) {
    KeyAttestationResult rootless =
        verify(vector, RecordedVectors.withoutLast(vector.chain()));
    if (withRoot instanceof KeyAttestationResult.Verified verified) {
      assertThat(rootless).isInstanceOf(KeyAttestationResult.Verified.class);
      RecordedValues.compare(vector.node(), (KeyAttestationResult.Verified) rootless);
      KeyAttestationResult.Verified same = (KeyAttestationResult.Verified) rootless;
      assertThat(same.oddities()).isEqualTo(verified.oddities());
      assertThat(same.chain().anchor()).isEqualTo(verified.chain().anchor());
    } else {
      assertThat(rejected(rootless).reason()).isEqualTo(rejected(withRoot).reason());
    }
  }

  /** The manifest says "rejected"; why follows from what it says of root and flags. */
  private static KeyAttestationReason expectedReason(Vector vector) {
    if (vector.text("flags").contains("extension is a stub")) {
      return KeyAttestationReason.STATEMENT_MALFORMED;
    }
    if (vector.text("flags").contains("leaf signature does not verify")) {
      return KeyAttestationReason.SIGNATURE_INVALID;
    }
    return switch (vector.text("root")) {
      case "software" -> KeyAttestationReason.ROOT_SOFTWARE;
      case "other" -> KeyAttestationReason.ROOT_NOT_PERMITTED;
      default -> KeyAttestationReason.ROOT_UNKNOWN;
    };
  }

  private static KeyDescription description(Vector vector) {
    KeyAttestationResult result = verify(vector, vector.chain());
    return result instanceof KeyAttestationResult.Verified verified
        ? verified.description()
        : rejected(result).claims().description().orElseThrow();
  }

  private static KeyAttestationResult verify(Vector vector, CertificateChain chain) {
    return VERIFIER.verify(chain, vector.expectation(), vector.instant());
  }

  private static KeyAttestationResult.Rejected rejected(KeyAttestationResult result) {
    assertThat(result).isInstanceOf(KeyAttestationResult.Rejected.class);
    return (KeyAttestationResult.Rejected) result;
  }

  private record Vector(Path folder, JsonNode node) {
    String path() {
      return text("path");
    }

    String text(String field) {
      JsonNode value = node.path(field);
      return value.isTextual() ? value.textValue() : value.toString();
    }

    Instant instant() {
      return Instant.parse(text("instant"));
    }

    CertificateChain chain() {
      return RecordedVectors.chain(folder.resolve(path()));
    }

    Path googleJson() {
      return folder.resolve(path().replaceFirst("\\.pem$", ".json"));
    }

    KeyAttestationExpectation expectation() {
      String challenge = node.path("challengeHex").asText("");
      return challenge.isEmpty() || challenge.equals("null")
          ? KeyAttestationExpectation.anyChallenge().build()
          : KeyAttestationExpectation.challenge(HexFormat.of().parseHex(challenge)).build();
    }
  }

  /** The values of the manifest. */
  private static final class RecordedValues {
    static void compare(JsonNode expected, KeyAttestationResult.Verified actual) {
      KeyDescription description = actual.description();
      AuthorizationList hardware = description.hardware();
      assertThat(description.attestationVersion()).isEqualTo(number(expected, "attestationVersion"));
      assertThat(description.keyMintVersion()).isEqualTo(number(expected, "keyMintVersion"));
      assertThat(description.attestationSecurityLevel().ordinal())
          .isEqualTo(number(expected, "attestationSecurityLevel"));
      assertThat(description.keyMintSecurityLevel().ordinal())
          .isEqualTo(number(expected, "keyMintSecurityLevel"));
      assertThat(description.challenge().toHex()).isEqualTo(expected.path("challengeHex").asText());
      assertThat(actual.key().name()).isEqualTo(expected.path("leafKey").asText());
      assertThat(actual.chain().root()).isEqualTo(expected.path("root").asText());
      Provisioning provisioning =
          expected.path("provisioning").asText().equals("rkp")
              ? Provisioning.REMOTE
              : Provisioning.FACTORY;
      assertThat(actual.chain().provisioning()).isEqualTo(provisioning);
      compareSerials(expected, actual.chain());
      compareRootOfTrust(
          expected.path("rootOfTrust"),
          hardware.get(AuthorizationTag.ROOT_OF_TRUST).value().orElseThrow());
      assertThat(hardware.get(AuthorizationTag.OS_VERSION).value().orElse(-1L))
          .isEqualTo(expected.path("osVersion").asLong(-1));
      assertThat(hardware.get(AuthorizationTag.ORIGIN).value()).hasValue(KeyOrigin.GENERATED);
      compareLevel(expected.path("osPatchLevel"), hardware.get(AuthorizationTag.OS_PATCH_LEVEL));
      compareLevel(
          expected.path("vendorPatchLevel"), hardware.get(AuthorizationTag.VENDOR_PATCH_LEVEL));
      compareLevel(
          expected.path("bootPatchLevel"), hardware.get(AuthorizationTag.BOOT_PATCH_LEVEL));
    }

    private static int number(JsonNode node, String field) {
      return node.path(field).asInt(-1);
    }

    private static void compareSerials(JsonNode expected, ChainSummary chain) {
      List<String> actual =
          chain.serials().reveal().stream().map(serial -> serial.toString(16)).toList();
      List<String> recorded =
          StreamSupport.stream(expected.path("serials").spliterator(), false)
              .map(JsonNode::asText)
              .toList();
      assertThat(actual).isEqualTo(recorded.subList(0, actual.size()));
    }

    private static void compareRootOfTrust(JsonNode expected, RootOfTrust actual) {
      assertThat(actual.verifiedBootKey().toHex())
          .isEqualTo(expected.path("verifiedBootKey").asText());
      assertThat(actual.deviceLocked()).isEqualTo(expected.path("deviceLocked").asBoolean());
      assertThat(actual.verifiedBootState().ordinal())
          .isEqualTo(expected.path("verifiedBootState").asInt(-1));
      String hash = expected.path("verifiedBootHash").asText("");
      assertThat(actual.verifiedBootHash().toHex()).isEqualTo(hash.equals("null") ? "" : hash);
    }

    private static void compareLevel(JsonNode expected, Member<PatchLevel> actual) {
      if (expected.isNull() || expected.isMissingNode()) {
        assertThat(actual.isAbsent()).isTrue();
      } else if (actual instanceof Member.Malformed<PatchLevel> malformed) {
        byte[] raw = malformed.raw().toArray();
        assertThat(new BigInteger(1, java.util.Arrays.copyOfRange(raw, 2, raw.length)))
            .isEqualTo(expected.bigIntegerValue());
      } else {
        assertThat(digits(actual.value().orElseThrow(), expected.asLong()))
            .isEqualTo(expected.asLong());
      }
    }

    private static long digits(PatchLevel level, long like) {
      return like > 999_999 ? level.yearMonth() * 100L + level.day() : level.yearMonth();
    }
  }

  /** The values of the JSON files that Google publishes beside its samples. */
  private static final class GoogleValues {
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
      assertThat(base64(actual.uniqueId())).isEqualTo(expected.path("uniqueId").asText());
      compareList(expected.path("softwareEnforced"), actual.software());
      compareList(expected.path("hardwareEnforced"), actual.hardware());
    }

    private static String base64(Bytes bytes) {
      return java.util.Base64.getEncoder().encodeToString(bytes.toArray());
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
        assertThat(render(content.orElseThrow(), tag)).as(tag.name()).isEqualTo(plain(value));
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
        return StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).sorted().toList();
      }
      return value.isObject() ? value.toString() : value.asText();
    }

    private static Object render(Object value, AuthorizationTag<?> tag) {
      if (value instanceof java.util.Set<?> set) {
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
            : new String(bytes.toArray(), java.nio.charset.StandardCharsets.UTF_8);
      }
      if (value instanceof PatchLevel level) {
        boolean month = tag == AuthorizationTag.OS_PATCH_LEVEL || level.day() == 0;
        return String.valueOf(
            month ? level.yearMonth() : level.yearMonth() * 100L + level.day());
      }
      return String.valueOf(code(value));
    }

    private static String application(AttestationApplicationId id) {
      List<String> packages =
          id.packages().stream()
              .map(
                  p ->
                      String.format(
                          Locale.ROOT,
                          "{\"name\":\"%s\",\"version\":\"%d\"}",
                          p.name(),
                          p.version()))
              .toList();
      List<String> signatures =
          id.signatureDigests().stream().map(digest -> "\"" + base64(digest) + "\"").toList();
      return "{\"packages\":["
          + String.join(",", packages)
          + "],\"signatures\":["
          + String.join(",", signatures)
          + "]}";
    }

    private static Object code(Object value) {
      if (value instanceof KeyPurpose purpose) {
        return purpose.ordinal() + (purpose.compareTo(KeyPurpose.VERIFY) > 0 ? 1 : 0);
      }
      if (value instanceof KeyAlgorithm algorithm) {
        return algorithm == KeyAlgorithm.RSA ? 1 : algorithm == KeyAlgorithm.EC ? 3 : 4;
      }
      return value instanceof EcCurve curve ? curve.ordinal() : value;
    }
  }
}
