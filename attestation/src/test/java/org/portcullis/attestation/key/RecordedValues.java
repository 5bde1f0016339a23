package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.ParsedCertificate;

/** The values of the manifest. */
final class RecordedValues {
  private RecordedValues() {}

  static void compare(JsonNode expected, KeyAttestationResult.Verified actual) {
    compareStatement(expected, actual.description());
    ChainSummary chain = actual.chain();
    assertThat(actual.key().name()).isEqualTo(expected.path("leafKey").asText());
    assertThat(chain.root()).isEqualTo(expected.path("root").asText());
    assertThat(chain.length())
        .isEqualTo(number(expected, "length") - (chain.rootIncluded() ? 0 : 1));
    Provisioning provisioning =
        expected.path("provisioning").asText().equals("rkp")
            ? Provisioning.REMOTE
            : Provisioning.FACTORY;
    assertThat(chain.provisioning()).isEqualTo(provisioning);
    assertThat(chain.serials().reveal().stream().map(serial -> serial.toString(16)).toList())
        .isEqualTo(texts(expected.path("serials")).subList(0, chain.length()));
    compareProvisioningInfo(expected.path("provisioningInfoHex"), chain.provisioningInfo());
  }

  /** Of any chain, whatever its verdict. */
  static void compareCertificates(JsonNode expected, CertificateChain chain) throws DerException {
    List<String> keys = new ArrayList<>();
    List<String> serials = new ArrayList<>();
    for (Bytes der : chain.certificates()) {
      ParsedCertificate certificate = ParsedCertificate.read(der.toArray());
      keys.add(AttestedKey.of(certificate.key()).name());
      serials.add(certificate.serial().toString(16));
    }
    assertThat(chain.size()).isEqualTo(number(expected, "length"));
    assertThat(keys).isEqualTo(texts(expected.path("chainKeys")));
    assertThat(keys.get(0)).isEqualTo(expected.path("leafKey").asText());
    assertThat(serials).isEqualTo(texts(expected.path("serials")));
  }

  /** Of any statement that can be read, verified or not. */
  static void compareStatement(JsonNode expected, KeyDescription description) {
    AuthorizationList hardware = description.hardware();
    assertThat(description.attestationVersion()).isEqualTo(number(expected, "attestationVersion"));
    assertThat(description.keyMintVersion()).isEqualTo(number(expected, "keyMintVersion"));
    assertThat(description.attestationSecurityLevel())
        .isEqualTo(Codes.SECURITY_LEVELS.get((long) number(expected, "attestationSecurityLevel")));
    assertThat(description.keyMintSecurityLevel())
        .isEqualTo(Codes.SECURITY_LEVELS.get((long) number(expected, "keyMintSecurityLevel")));
    assertThat(description.challenge().toHex()).isEqualTo(expected.path("challengeHex").asText());
    compareRootOfTrust(expected.path("rootOfTrust"), hardware.get(AuthorizationTag.ROOT_OF_TRUST));
    assertThat(hardware.get(AuthorizationTag.OS_VERSION).value().orElse(-1L))
        .isEqualTo(expected.path("osVersion").asLong(-1));
    assertThat(hardware.get(AuthorizationTag.ORIGIN).value())
        .isEqualTo(Optional.ofNullable(Codes.ORIGINS.get((long) number(expected, "origin"))));
    compareLevel(expected.path("osPatchLevel"), hardware.get(AuthorizationTag.OS_PATCH_LEVEL));
    compareLevel(
        expected.path("vendorPatchLevel"), hardware.get(AuthorizationTag.VENDOR_PATCH_LEVEL));
    compareLevel(expected.path("bootPatchLevel"), hardware.get(AuthorizationTag.BOOT_PATCH_LEVEL));
  }

  private static int number(JsonNode node, String field) {
    return node.path(field).asInt(-1);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static void compareProvisioningInfo(JsonNode hex, Member<ProvisioningInfo> actual) {
    if (hex.isNull()) {
      assertThat(actual.isAbsent()).isTrue();
      return;
    }
    ProvisioningInfo info = actual.value().orElseThrow();
    JsonNode map = cbor(HexFormat.of().parseHex(hex.asText()));
    assertThat(info.entries().stream().map(entry -> String.valueOf(entry.key())).toList())
        .isEqualTo(map.properties().stream().map(Map.Entry::getKey).toList());
    assertThat(info.certificatesIssued().orElse(-1)).isEqualTo(map.path("1").asLong(-1));
    assertThat(info.manufacturer().orElse("")).isEqualTo(map.path("3").asText(""));
    assertThat(info.attestedEntity().orElse("")).isEqualTo(map.path("4").asText(""));
  }

  private static JsonNode cbor(byte[] map) {
    try {
      return new ObjectMapper(new CBORFactory()).readTree(map);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compareRootOfTrust(JsonNode expected, Member<RootOfTrust> member) {
    assertThat(member.isAbsent()).isEqualTo(expected.isNull());
    member.value().ifPresent(actual -> compareRootOfTrust(expected, actual));
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
