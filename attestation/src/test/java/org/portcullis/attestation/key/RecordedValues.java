package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/** The values of the manifest. */
final class RecordedValues {
  private RecordedValues() {}

  static void compare(JsonNode expected, KeyAttestationResult.Verified actual) {
    KeyDescription description = actual.description();
    AuthorizationList hardware = description.hardware();
    assertThat(description.attestationVersion()).isEqualTo(number(expected, "attestationVersion"));
    assertThat(description.keyMintVersion()).isEqualTo(number(expected, "keyMintVersion"));
    assertThat(description.attestationSecurityLevel())
        .isEqualTo(Codes.SECURITY_LEVELS.get((long) number(expected, "attestationSecurityLevel")));
    assertThat(description.keyMintSecurityLevel())
        .isEqualTo(Codes.SECURITY_LEVELS.get((long) number(expected, "keyMintSecurityLevel")));
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
    compareLevel(expected.path("bootPatchLevel"), hardware.get(AuthorizationTag.BOOT_PATCH_LEVEL));
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
    assertThat(actual.verifiedBootState())
        .isEqualTo(Codes.BOOT_STATES.get(expected.path("verifiedBootState").asLong(-1)));
    String hash = expected.path("verifiedBootHash").asText("");
    assertThat(actual.verifiedBootHash().toHex()).isEqualTo(hash.equals("null") ? "" : hash);
  }

  private static void compareLevel(JsonNode expected, Member<PatchLevel> actual) {
    if (expected.isNull() || expected.isMissingNode()) {
      assertThat(actual.isAbsent()).isTrue();
    } else if (actual instanceof Member.Malformed<PatchLevel> malformed) {
      byte[] raw = malformed.raw().toArray();
      assertThat(new BigInteger(1, Arrays.copyOfRange(raw, 2, raw.length)))
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
