package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.portcullis.fixtures.mint.AttestationStatement;
import org.portcullis.fixtures.mint.Authorizations;
import org.portcullis.fixtures.mint.CertificateSpec;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.Der;
import org.portcullis.fixtures.mint.KeyKind;
import org.portcullis.fixtures.mint.KeyMint;
import org.portcullis.fixtures.mint.MintedAuthority;
import org.portcullis.fixtures.mint.MintedKey;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.fixtures.mint.SignatureScheme;

/** Every reason is reached by a chain that has that one fault, and named with its place. */
class KeyAttestationReasonTest {
  private static final Seed SEED = Seed.of("reasons");
  private static final MintedKey OTHER_KEY = MintedKey.derive(KeyKind.P256, SEED.child("other"));
  private static final String PACKAGE = "org.example.updater";
  private static final Sha256 SIGNER = new Sha256(Bytes.of(SEED.child("signer").bytes(32)));

  /** A rejection with the certificate and field that it must name. */
  private record Scenario(KeyAttestationResult result, int certificate, String field) {}

  @TestFactory
  Stream<DynamicTest> verify_chainWithOneFault_isRejectedForThatReason() {
    return Arrays.stream(KeyAttestationReason.values())
        .map(reason -> DynamicTest.dynamicTest(reason.name(), () -> check(reason)));
  }

  @Test
  void verify_soundChainOfEachForm_isVerified() {
    assertThat(Minted.verified(Minted.verify(Minted.factory())).chain().provisioning())
        .isEqualTo(Provisioning.FACTORY);
    assertThat(Minted.verified(Minted.verify(Minted.remote())).chain().provisioning())
        .isEqualTo(Provisioning.REMOTE);
    KeyAttestationResult software =
        Minted.verify(
            Minted.software(), expect -> expect.minimumSecurityLevel(SecurityLevel.SOFTWARE));
    assertThat(Minted.verified(software).securityLevel()).isEqualTo(SecurityLevel.SOFTWARE);
  }

  private static void check(KeyAttestationReason reason) {
    Scenario scenario = scenario(reason);
    KeyAttestationResult.Rejected rejected = Minted.rejected(scenario.result);
    assertThat(rejected.reason()).as(rejected.detail()).isEqualTo(reason);
    assertThat(rejected.where()).isEqualTo(new Where(scenario.certificate, scenario.field));
    assertThat(rejected.detail()).isNotBlank().doesNotContain("\n");
  }

  private static Scenario scenario(KeyAttestationReason reason) {
    return switch (reason) {
      case CHAIN_EMPTY -> read(CertificateChain.ofPem(""), -1, "chain");
      case CHAIN_TOO_LONG -> read(CertificateChain.ofDer(copies(11, new byte[1])), -1, "chain");
      case CHAIN_TOO_LARGE ->
          read(CertificateChain.ofDer(copies(1, new byte[16 * 1024 + 1])), 0, "certificate");
      case CHAIN_SHAPE_UNKNOWN -> of(Minted.factory().remove(1), -1, "chain");
      case CHAIN_ORDER_INVALID -> new Scenario(reversed(), 1, "certificate");
      case CHAIN_EXTENDED -> of(extended(UnaryOperator.identity()), 0, "extensions");
      case CHAIN_EXTRA_STATEMENT -> of(extended(withStatement()), 1, "extensions");
      case ATTEST_KEY_NOT_PERMITTED -> of(Minted.factory().attestKey(OTHER_KEY), 1, "extensions");
      case ATTEST_KEY_INVALID -> of(contradictingAttestKey(), 1, "hardware.rootOfTrust");

      case CERTIFICATE_MALFORMED -> certificate(new byte[] {0x30, 0x01}, "certificate");
      case CERTIFICATE_TRAILING_DATA ->
          certificate(appended(Minted.factory().mint().certificates().get(1)), "certificate");
      case STATEMENT_MALFORMED -> statement(s -> s.appendMember(Der.integer(1)), "keyDescription");
      case STATEMENT_MEMBER_MALFORMED ->
          hardware(h -> h.set(KeyMint.ROOT_OF_TRUST, Der.nul()), "hardware.rootOfTrust");
      case STATEMENT_TAG_DUPLICATE ->
          hardware(h -> h.append(KeyMint.ORIGIN, Der.integer(0)), "hardware.origin");
      case STATEMENT_TAG_UNKNOWN ->
          new Scenario(
              Minted.verify(
                  Minted.factory().hardware(h -> h.number(799, 1)),
                  KeyAttestationExpectation.Builder::refuseUnknownHardwareTags),
              0,
              "hardware.[799]");
      case STATEMENT_VERSION_UNSUPPORTED ->
          statement(s -> s.attestationVersion(0), "attestationVersion");

      case SIGNATURE_INVALID ->
          of(Minted.factory().attestation(c -> c.signedBy(OTHER_KEY)), 1, "signatureValue");
      case ALGORITHM_NOT_ALLOWED ->
          of(
              Minted.factory().leaf(c -> c.signedWith(SignatureScheme.ECDSA_SHA1)),
              0,
              "signatureAlgorithm");
      case ISSUER_NAME_MISMATCH ->
          of(Minted.factory().attestation(c -> c.issuer("CN=Somebody")), 1, "issuer");
      case ISSUER_NOT_CA ->
          of(Minted.factory().at(2, CertificateSpec::notAuthority), 2, "basicConstraints");
      case ISSUER_NOT_YET_VALID ->
          of(
              Minted.factory().attestation(c -> c.validity(Minted.NOW.plusSeconds(1), far())),
              1,
              "notBefore");
      case ISSUER_EXPIRED ->
          of(
              Minted.remote()
                  .attestation(c -> c.validity(Instant.EPOCH, Minted.NOW.minusSeconds(1))),
              1,
              "notAfter");
      case ISSUER_CRITICAL_EXTENSION ->
          of(
              Minted.factory().attestation(c -> c.extension("2.5.29.30", true, Der.sequence())),
              1,
              "extensions");

      case ROOT_UNKNOWN -> new Scenario(foreign(), 3, "subjectPublicKeyInfo");
      case ROOT_SOFTWARE ->
          of(
              namedAfter("C=US,ST=California,L=Mountain View,O=Google\\, Inc.,OU=Android"),
              3,
              "subjectPublicKeyInfo");
      case ROOT_NOT_PERMITTED ->
          new Scenario(
              KeyAttestationVerifier.builder()
                  .anchors(Minted.anchors(Provisioning.FACTORY))
                  .build()
                  .verify(Minted.chain(Minted.remote()), Minted.expectation().build(), Minted.NOW),
              4,
              "subjectPublicKeyInfo");

      case CERTIFICATE_REVOKED -> listed("REVOKED", false);
      case CERTIFICATE_SUSPENDED -> listed("SUSPENDED", false);
      case CERTIFICATE_DENIED_LOCALLY -> listed("SUSPENDED", true);
      case STATUS_LIST_STALE -> new Scenario(stale(), -1, "statusList");
      case STATUS_LIST_MISSING ->
          new Scenario(
              Minted.verify(Minted.factory(), e -> e.requireStatusList(Duration.ofDays(1))),
              -1,
              "statusList");

      case STATEMENT_MISSING ->
          of(
              Minted.factory().leaf(c -> c.withoutExtension(AttestationStatement.EXTENSION)),
              0,
              "extensions");
      case SECURITY_LEVEL_INSUFFICIENT ->
          new Scenario(
              Minted.verify(
                  Minted.factory(), e -> e.minimumSecurityLevel(SecurityLevel.STRONG_BOX)),
              0,
              "attestationSecurityLevel");
      case SECURITY_LEVEL_MISMATCH -> statement(s -> s.levels(2, 1), "keyMintSecurityLevel");
      case ROOT_OF_TRUST_MISSING ->
          hardware(h -> h.without(KeyMint.ROOT_OF_TRUST), "hardware.rootOfTrust");
      case KEY_ORIGIN_NOT_GENERATED ->
          hardware(h -> h.origin(KeyMint.ORIGIN_IMPORTED), "hardware.origin");
      case KEY_PURPOSE_NOT_PERMITTED ->
          hardware(h -> h.purpose(KeyMint.PURPOSE_ATTEST_KEY), "hardware.purpose");
      case KEY_NOT_SCOPED ->
          hardware(h -> h.flag(KeyMint.ALL_APPLICATIONS), "hardware.allApplications");
      case KEY_MISMATCH -> hardware(h -> h.number(KeyMint.KEY_SIZE, 384), "hardware.keySize");
      case LEAF_OUTSIDE_VALIDITY ->
          new Scenario(
              Minted.verify(
                  Minted.factory().leaf(c -> c.validity(Minted.NOW.plusSeconds(1), far())),
                  KeyAttestationExpectation.Builder::enforceLeafValidity),
              0,
              "validity");

      case CHALLENGE_MISSING ->
          of(Minted.factory().challenge(new byte[0]), 0, "attestationChallenge");
      case CHALLENGE_MISMATCH ->
          of(Minted.factory().challenge(new byte[] {1}), 0, "attestationChallenge");
      case APP_ID_MISSING -> application(s -> s.without(KeyMint.ATTESTATION_APPLICATION_ID), "");
      case APP_ID_UNAVAILABLE -> application(s -> s.applicationId("UnknownPackage", 1), "");
      case APP_PACKAGE_MISMATCH ->
          application(
              s -> s.applicationId("org.example.other", 1, SIGNER.value().toArray()), ".packages");
      case APP_SIGNER_MISMATCH ->
          application(s -> s.applicationId(PACKAGE, 1, new byte[32]), ".signatureDigests");
      case DEVICE_ID_MISMATCH ->
          new Scenario(
              Minted.verify(
                  Minted.factory(),
                  e -> e.deviceIds(ExpectedDeviceIds.builder().imei("356938035643809").build())),
              0,
              "hardware.attestationIdImei");
    };
  }

  private static Scenario of(ChainMint mint, int certificate, String field) {
    return new Scenario(Minted.verify(mint), certificate, field);
  }

  private static Scenario read(ChainReading reading, int certificate, String field) {
    assertThat(reading).isInstanceOf(ChainReading.Unreadable.class);
    return new Scenario(((ChainReading.Unreadable) reading).rejection(), certificate, field);
  }

  private static Scenario hardware(UnaryOperator<Authorizations> change, String field) {
    return of(Minted.factory().hardware(change), 0, field);
  }

  private static Scenario statement(UnaryOperator<AttestationStatement> change, String field) {
    return of(Minted.factory().statement(change), 0, field);
  }

  private static Scenario application(UnaryOperator<Authorizations> change, String field) {
    return new Scenario(
        Minted.verify(
            Minted.factory().software(change),
            e -> e.application(ExpectedApplication.of(PACKAGE, SIGNER))),
        0,
        "software.attestationApplicationId" + field);
  }

  private static Scenario certificate(byte[] second, String field) {
    List<byte[]> certificates = new ArrayList<>(Minted.factory().mint().certificates());
    certificates.set(1, second);
    return new Scenario(Minted.verify(TestChains.ofDer(certificates)), 1, field);
  }

  private static byte[] appended(byte[] certificate) {
    return Arrays.copyOf(certificate, certificate.length + 1);
  }

  private static List<byte[]> copies(int count, byte[] certificate) {
    return java.util.Collections.nCopies(count, certificate);
  }

  private static Instant far() {
    return Instant.parse("2040-01-01T00:00:00Z");
  }

  private static KeyAttestationResult reversed() {
    List<byte[]> certificates = new ArrayList<>(Minted.factory().mint().certificates());
    java.util.Collections.reverse(certificates);
    return Minted.verify(TestChains.ofDer(certificates));
  }

  /** A certificate that the holder of the attested key put below the genuine leaf. */
  private static ChainMint extended(UnaryOperator<CertificateSpec> change) {
    return Minted.factory()
        .insert(
            0, change.apply(CertificateSpec.leaf(OTHER_KEY, CertificateSpec.DIGITAL_SIGNATURE)));
  }

  private static UnaryOperator<CertificateSpec> withStatement() {
    byte[] statement = Minted.factory().statement().encoded();
    return c -> c.extension(AttestationStatement.EXTENSION, false, statement);
  }

  private static ChainMint contradictingAttestKey() {
    AttestationStatement other =
        Minted.factory()
            .statement()
            .hardware(
                h ->
                    h.purpose(KeyMint.PURPOSE_ATTEST_KEY)
                        .rootOfTrust(
                            org.portcullis.fixtures.mint.RootOfTrust.locked(new byte[32])));
    return Minted.factory().attestKey(OTHER_KEY, other);
  }

  private static KeyAttestationResult foreign() {
    MintedAuthority other = MintedAuthority.of(SEED.child("foreign"));
    return Minted.verify(other.factory().challenge(Minted.CHALLENGE));
  }

  /** A chain that names a known root as its issuer without being signed by it. */
  private static ChainMint namedAfter(String root) {
    return Minted.factory()
        .root(c -> c.key(MintedKey.derive(KeyKind.P384, SEED)).subject(root).issuer(root));
  }

  private static Scenario listed(String status, boolean locally) {
    String serial = Minted.factory().mint().serial(1);
    assertThat(new BigInteger(serial, 16)).isPositive();
    StatusList list =
        Minted.statusList(
            "{\"entries\":{\"" + serial + "\":{\"status\":\"" + status + "\"}}}", Minted.NOW);
    RevocationSource source = RevocationSource.of(list);
    KeyAttestationVerifier.Builder builder = Minted.verifier();
    KeyAttestationVerifier verifier =
        (locally ? builder.denyList(source) : builder.statusList(source)).build();
    return new Scenario(
        verifier.verify(Minted.chain(Minted.factory()), Minted.expectation().build(), Minted.NOW),
        1,
        "serialNumber");
  }

  private static KeyAttestationResult stale() {
    Duration day = Duration.ofDays(1);
    StatusList list = Minted.statusList("{\"entries\":{}}", Minted.NOW.minus(day).minusSeconds(1));
    return Minted.verifier()
        .statusList(RevocationSource.of(list))
        .build()
        .verify(
            Minted.chain(Minted.factory()),
            Minted.expectation().requireStatusList(day).build(),
            Minted.NOW);
  }

  @Test
  void toString_ofARejection_hasNoSecretOfTheChain() {
    String text = Minted.verify(Minted.factory().challenge(new byte[] {1, 2, 3})).toString();
    assertThat(text.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
    assertThat(text).doesNotContain("010203").doesNotContain(Minted.factory().mint().serial(1));
  }
}
