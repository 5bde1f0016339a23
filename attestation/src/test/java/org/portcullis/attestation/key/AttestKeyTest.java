package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.portcullis.fixtures.mint.AttestationStatement;
import org.portcullis.fixtures.mint.Authorizations;
import org.portcullis.fixtures.mint.CertificateSpec;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.KeyKind;
import org.portcullis.fixtures.mint.KeyMint;
import org.portcullis.fixtures.mint.MintedKey;
import org.portcullis.fixtures.mint.RootOfTrust;
import org.portcullis.fixtures.mint.Seed;

/** What an attest key must be so that a leaf below it counts, and that none counts by default. */
class AttestKeyTest {
  private static final MintedKey KEY =
      MintedKey.derive(KeyKind.P256, Seed.of("attest key").child("key"));
  private static final UnaryOperator<KeyAttestationExpectation.Builder> NEW =
      KeyAttestationExpectation.Builder::permitNewAttestKey;

  @Test
  void verify_attestKeyByDefault_isNotPermitted() {
    KeyAttestationResult.Rejected rejected =
        Minted.rejected(Minted.verify(Minted.factory().attestKey(KEY)));
    assertThat(rejected.failures())
        .extracting(Failure::reason)
        .containsExactly(KeyAttestationReason.ATTEST_KEY_NOT_PERMITTED);
  }

  @TestFactory
  Stream<DynamicTest> verify_newAttestKeyWherePermitted_isVerifiedInEachForm() {
    return Stream.of(Minted.factory(), Minted.remote())
        .flatMap(mint -> Stream.of(mint, mint.withoutRoot()))
        .map(mint -> mint.attestKey(KEY))
        .map(mint -> DynamicTest.dynamicTest(mint.shape().name(), () -> assertVerified(mint)));
  }

  private static void assertVerified(ChainMint mint) {
    KeyAttestationResult.Verified verified = Minted.verified(Minted.verify(mint, NEW));
    CertificateChain chain = Minted.chain(mint);
    assertThat(verified.chain().attestKey()).contains(chain.certificates().get(1).sha256());
    assertThat(verified.key().subjectPublicKeyInfo())
        .isEqualTo(Bytes.of(mint.certificates().get(0).key().spki()));
    assertThat(verified.chain().provisioning().name()).isEqualTo(mint.shape().name());
  }

  @Test
  void verify_chainWithoutAttestKeyWherePermitted_namesNone() {
    assertThat(Minted.verified(Minted.verify(Minted.factory(), NEW)).chain().attestKey()).isEmpty();
  }

  /** The intermediates of real devices allow just the issuers that a chain has without it. */
  @Test
  void verify_pathLengthOfTheRemoteIntermediate_doesNotCountTheAttestKey() {
    ChainMint exact =
        Minted.remote()
            .attestKey(KEY)
            .at(4, c -> c.basicConstraints(true, OptionalInt.of(2)))
            .at(3, c -> c.basicConstraints(true, OptionalInt.of(1)));
    assertThat(Minted.verify(exact, NEW)).isInstanceOf(KeyAttestationResult.Verified.class);
    assertRejected(
        exact.at(4, c -> c.basicConstraints(true, OptionalInt.of(1))),
        KeyAttestationReason.ISSUER_NOT_CA,
        4,
        "basicConstraints");
  }

  @Test
  void verify_attestationCertificateWithoutAuthorityInAFactoryChain_isToleratedAboveAnAttestKey() {
    ChainMint unmarked = Minted.factory().attestKey(KEY).at(2, CertificateSpec::notAuthority);
    assertThat(Minted.verified(Minted.verify(unmarked, NEW)).oddities())
        .contains(new Oddity(Oddity.Kind.ISSUER_NOT_CA, new Where(2, "basicConstraints")));
  }

  @Test
  void verify_attestKeyWithDatesOfTheDevice_isVerifiedWithAFinding() {
    Instant past = Minted.NOW.minusSeconds(10);
    ChainMint early = changed(c -> c.validity(past, past));
    assertThat(Minted.verified(Minted.verify(early, NEW)).oddities())
        .contains(new Oddity(Oddity.Kind.LEAF_OUTSIDE_VALIDITY, new Where(1, "notAfter")));
  }

  @Test
  void verify_attestKeyWithAnotherIssuerName_isVerifiedWithAFinding() {
    ChainMint renamed = changed(c -> c.issuer("CN=Android Keystore"));
    assertThat(Minted.verified(Minted.verify(renamed, NEW)).oddities())
        .contains(new Oddity(Oddity.Kind.LEAF_ISSUER_NAME, new Where(1, "issuer")));
  }

  @Test
  void verify_attestKeyWithoutBasicConstraints_isVerified() {
    ChainMint unmarked = changed(c -> c.withoutExtension("2.5.29.19"));
    assertThat(Minted.verify(unmarked, NEW)).isInstanceOf(KeyAttestationResult.Verified.class);
  }

  @Test
  void verify_attestKeyThatMayNotSignCertificates_isAnExtraStatement() {
    for (ChainMint mint :
        List.of(
            changed(c -> c.keyUsage(CertificateSpec.DIGITAL_SIGNATURE)),
            changed(c -> c.withoutExtension("2.5.29.15")),
            changed(c -> c.basicConstraints(false, OptionalInt.empty())))) {
      assertRejected(mint, KeyAttestationReason.CHAIN_EXTRA_STATEMENT, 1, "extensions");
    }
  }

  @Test
  void verify_attestKeyWithAnUnknownCriticalExtension_isRejected() {
    assertRejected(
        changed(c -> c.extension("2.5.29.30", true, new byte[] {5, 0})),
        KeyAttestationReason.ISSUER_CRITICAL_EXTENSION,
        1,
        "extensions");
  }

  @Test
  void verify_attestKeyThatIsRevoked_isRejected() {
    String serial = Minted.factory().attestKey(KEY).mint().serial(1);
    StatusList list =
        Minted.statusList(
            "{\"entries\":{\"" + serial + "\":{\"status\":\"REVOKED\"}}}", Minted.NOW);
    KeyAttestationResult result =
        Minted.verifier()
            .statusList(RevocationSource.of(list))
            .build()
            .verify(
                Minted.chain(Minted.factory().attestKey(KEY)),
                NEW.apply(Minted.expectation()).build(),
                Minted.NOW);
    assertThat(Minted.rejected(result).failures())
        .extracting(Failure::reason, Failure::where)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                KeyAttestationReason.CERTIFICATE_REVOKED, new Where(1, "serialNumber")));
  }

  @Test
  void verify_statementAboveTheAttestKey_isRejected() {
    byte[] statement = Minted.factory().statement().encoded();
    assertRejected(
        Minted.factory()
            .attestKey(KEY)
            .at(2, c -> c.extension(AttestationStatement.EXTENSION, false, statement)),
        KeyAttestationReason.CHAIN_EXTRA_STATEMENT,
        2,
        "extensions");
  }

  @Test
  void verify_attestKeyBelowAnAttestKey_isRejected() {
    MintedKey second = MintedKey.derive(KeyKind.P256, Seed.of("attest key").child("second"));
    assertThat(
            Minted.rejected(Minted.verify(Minted.factory().attestKey(KEY).attestKey(second), NEW))
                .reason())
        .isEqualTo(KeyAttestationReason.CHAIN_EXTRA_STATEMENT);
  }

  /** Each line is a difference that the same device can't have at one time. */
  @TestFactory
  Stream<DynamicTest> verify_newAttestKeyThatDiffers_isInvalid() {
    return Stream.of(
        differs("hardware.purpose", hardware(h -> h.purpose(KeyMint.PURPOSE_ATTEST_KEY, 2))),
        differs("hardware.origin", hardware(h -> h.origin(KeyMint.ORIGIN_IMPORTED))),
        differs("hardware.origin", hardware(h -> h.without(KeyMint.ORIGIN))),
        differs("allApplications", hardware(h -> h.flag(KeyMint.ALL_APPLICATIONS))),
        differs("attestationSecurityLevel", statement(s -> s.levels(2, 2))),
        differs(
            "hardware.rootOfTrust", hardware(h -> h.rootOfTrust(RootOfTrust.locked(new byte[32])))),
        differs("hardware.rootOfTrust", hardware(h -> h.without(KeyMint.ROOT_OF_TRUST))),
        differs("attestationVersion", statement(s -> s.attestationVersion(200))),
        differs("attestationVersion", statement(s -> s.keyMintVersion(200))),
        differs("attestationSecurityLevel", statement(s -> s.levels(1, 2))),
        differs("hardware.osVersion", hardware(h -> h.number(KeyMint.OS_VERSION, 90000))),
        differs("hardware.osPatchLevel", hardware(h -> h.number(KeyMint.OS_PATCH_LEVEL, 202001))),
        differs(
            "hardware.vendorPatchLevel",
            hardware(h -> h.number(KeyMint.VENDOR_PATCH_LEVEL, 20200101))),
        differs(
            "hardware.bootPatchLevel", hardware(h -> h.number(KeyMint.BOOT_PATCH_LEVEL, 20200101))),
        differs(
            "software.attestationApplicationId",
            statement(s -> s.software(l -> l.applicationId("org.example.other", 1, new byte[32])))),
        differs("attestationChallenge", statement(s -> s.challenge(new byte[] {1}))));
  }

  private static DynamicTest differs(String field, AttestationStatement own) {
    return DynamicTest.dynamicTest(
        field,
        () ->
            assertRejected(
                Minted.factory().attestKey(KEY, own),
                KeyAttestationReason.ATTEST_KEY_INVALID,
                1,
                field));
  }

  @Test
  void verify_recordedAttestKeyAfterAnUpdate_isVerified() {
    ChainMint updated =
        Minted.factory()
            .attestKey(
                KEY,
                statement(
                    s ->
                        s.challenge(new byte[] {1})
                            .hardware(h -> h.number(KeyMint.OS_PATCH_LEVEL, 202001))));
    Sha256 recorded = Minted.chain(updated).certificates().get(1).sha256();
    assertThat(Minted.verify(updated, e -> e.permitAttestKey(recorded)))
        .isInstanceOf(KeyAttestationResult.Verified.class);
    assertThat(Minted.rejected(Minted.verify(updated, NEW)).reason())
        .isEqualTo(KeyAttestationReason.ATTEST_KEY_INVALID);
  }

  @Test
  void verify_anotherThanTheRecordedAttestKey_isInvalid() {
    Sha256 other = Sha256.over(new byte[] {1});
    KeyAttestationResult.Rejected rejected =
        Minted.rejected(
            Minted.verify(Minted.factory().attestKey(KEY), e -> e.permitAttestKey(other)));
    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.ATTEST_KEY_INVALID);
    assertThat(rejected.where()).isEqualTo(new Where(1, "certificate"));
  }

  @Test
  void verify_recordedAttestKeyOfAnUnlockedDevice_isInvalid() {
    AttestationStatement unlocked = hardware(h -> h.rootOfTrust(RootOfTrust.unlocked()));
    ChainMint mint = Minted.factory().attestKey(KEY, unlocked);
    Sha256 recorded = Minted.chain(mint).certificates().get(1).sha256();
    assertThat(
            Minted.rejected(Minted.verify(mint, e -> e.permitAttestKey(recorded))).where().field())
        .isEqualTo("hardware.rootOfTrust");
  }

  @Test
  void verify_attestKeyWhoseStatementDescribesAnotherKey_isAMismatch() {
    assertRejected(
        Minted.factory().attestKey(KEY, hardware(h -> h.number(KeyMint.KEY_SIZE, 384))),
        KeyAttestationReason.KEY_MISMATCH,
        1,
        "hardware.keySize");
  }

  /**
   * Keymaster has no such purpose: a number that it took without knowing it vouches for nothing.
   */
  @Test
  void verify_attestKeyOfKeymaster_isInvalid() {
    ChainMint old =
        Minted.factory()
            .statement(s -> s.attestationVersion(4).keyMintVersion(41))
            .attestKey(KEY, statement(s -> s.attestationVersion(4).keyMintVersion(41)));

    assertRejected(old, KeyAttestationReason.ATTEST_KEY_INVALID, 1, "keyMintVersion");
  }

  @Test
  void verify_oddAttestKeyStatement_isVerifiedWithItsFindings() {
    ChainMint odd = Minted.factory().attestKey(KEY, hardware(h -> h.number(799, 1)));

    assertThat(Minted.verified(Minted.verify(odd, NEW)).oddities())
        .contains(new Oddity(Oddity.Kind.TAG_UNKNOWN, new Where(1, "hardware.[799]")));
  }

  @Test
  void verify_unknownTagOfTheAttestKeyWhereRefused_isRejected() {
    ChainMint odd = Minted.factory().attestKey(KEY, hardware(h -> h.number(799, 1)));
    KeyAttestationResult.Rejected rejected =
        Minted.rejected(Minted.verify(odd, e -> NEW.apply(e).refuseUnknownHardwareTags()));

    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.STATEMENT_TAG_UNKNOWN);
    assertThat(rejected.where()).isEqualTo(new Where(1, "hardware.[799]"));
  }

  @Test
  void verify_attestKeyWhoseStatementIsDamaged_isMalformed() {
    assertRejected(
        Minted.factory().attestKey(KEY, statement(s -> s.withoutMember(7))),
        KeyAttestationReason.STATEMENT_MALFORMED,
        1,
        "keyDescription");
  }

  private static ChainMint changed(UnaryOperator<CertificateSpec> change) {
    return Minted.factory().attestKey(KEY).at(1, change);
  }

  private static AttestationStatement statement(UnaryOperator<AttestationStatement> change) {
    return change.apply(
        Minted.factory()
            .statement()
            .hardware(h -> h.key(KEY.kind()).purpose(KeyMint.PURPOSE_ATTEST_KEY)));
  }

  private static AttestationStatement hardware(UnaryOperator<Authorizations> change) {
    return statement(s -> s.hardware(change));
  }

  private static void assertRejected(
      ChainMint mint, KeyAttestationReason reason, int certificate, String field) {
    KeyAttestationResult.Rejected rejected = Minted.rejected(Minted.verify(mint, NEW));
    assertThat(rejected.reason()).as(rejected.detail()).isEqualTo(reason);
    assertThat(rejected.where()).isEqualTo(new Where(certificate, field));
  }
}
