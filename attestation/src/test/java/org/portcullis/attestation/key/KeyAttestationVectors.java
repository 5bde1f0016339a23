package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.portcullis.attestation.key.internal.DerException;

/** Every recorded chain gets its verdict, with its root and without, and its recorded values. */
class KeyAttestationVectors {
  private static final KeyAttestationVerifier VERIFIER = KeyAttestationVerifier.builder().build();
  private static final Set<KeyAttestationReason> FAIR =
      Set.of(
          KeyAttestationReason.SECURITY_LEVEL_INSUFFICIENT,
          KeyAttestationReason.ROOT_SOFTWARE,
          KeyAttestationReason.ROOT_UNKNOWN,
          KeyAttestationReason.CERTIFICATE_REVOKED);

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

  /**
   * A genuine device that a shop sold, locked: nothing but its level, its root, its revocation or a
   * policy that the host states may speak against it. With the default expectation only the first
   * three can.
   */
  @TestFactory
  Stream<DynamicTest> verify_lockedRetailDevice_isRefusedForNoOtherCause() {
    return manifest()
        .filter(v -> v.path().startsWith("samples/") && v.isLocked())
        .map(v -> DynamicTest.dynamicTest(v.path(), () -> requireFairVerdict(v)));
  }

  @TestFactory
  Stream<DynamicTest> verify_recordedChain_saysNothingThatNamesItsDevice() {
    return manifest().map(v -> DynamicTest.dynamicTest(v.path(), () -> requireSilent(v)));
  }

  private static void requireSilent(Vector vector) throws DerException {
    Secrets secrets =
        PrivacyRun.requireSilent(
            KeyAttestationVerifier.builder(), vector.chain(), vector.instant());
    assertThat(secrets.identifiers() > 0)
        .isEqualTo(vector.text("flags").contains("DEVICE IDENTIFIER"));
  }

  private static StatusList listOf2025(Vector vector) {
    byte[] json =
        RecordedVectors.bytes(vector.folder().resolve("status").resolve("status-2025-01.json"));
    return StatusList.parse(json, vector.instant()).orElseThrow();
  }

  private static KeyAttestationResult verifyUnder(StatusList list, Vector vector) {
    return KeyAttestationVerifier.builder()
        .statusList(RevocationSource.of(list))
        .build()
        .verify(vector.chain(), vector.expectation(), vector.instant());
  }

  private static void requireFairVerdict(Vector vector) {
    KeyAttestationResult result = verifyUnder(listOf2025(vector), vector);
    if (result instanceof KeyAttestationResult.Rejected rejected) {
      assertThat(rejected.failures()).extracting(Failure::reason).isSubsetOf(FAIR);
    }
    if (vector.text("root").startsWith("google") && !vector.text("flags").contains("revoked")) {
      assertThat(result).isInstanceOf(KeyAttestationResult.Verified.class);
    }
  }

  @Test
  void verify_revokedRetailDevice_isRejectedAtTheAttestationCertificate() {
    Vector vector = named("samples/vivo-1807/tee.pem");
    StatusList list = listOf2025(vector);
    KeyAttestationResult result = verifyUnder(list, vector);

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
        .contains(new Oddity(Oddity.Kind.BOOLEAN_NOT_DER, new Where(0, "hardware.rootOfTrust")));
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

  private static void check(Vector vector) throws DerException {
    KeyAttestationResult result = verify(vector, vector.chain());
    RecordedValues.compareCertificates(vector.node(), vector.chain());
    if (!vector.text("flags").contains("extension is a stub")) {
      RecordedValues.compareStatement(vector.node(), statement(result));
      RecordedFlags.compare(vector.node(), result.oddities());
    }
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
    KeyAttestationResult rootless = verify(vector, RecordedVectors.withoutLast(vector.chain()));
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
    return statement(verify(vector, vector.chain()));
  }

  private static KeyDescription statement(KeyAttestationResult result) {
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

    boolean isLocked() {
      return node.path("rootOfTrust").path("deviceLocked").asBoolean();
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
}
