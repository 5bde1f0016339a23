package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.fixtures.mint.AttestationStatement;
import org.portcullis.fixtures.mint.Authorizations;
import org.portcullis.fixtures.mint.Der;
import org.portcullis.fixtures.mint.KeyKind;
import org.portcullis.fixtures.mint.KeyMint;
import org.portcullis.fixtures.mint.MintedKey;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.fixtures.mint.StatementLevel;

/**
 * What the statement says is read as it stands; what is odd is noted; what contradicts is refused.
 */
class StatementTest {
  private static final Seed SEED = Seed.of("statement");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 100, 200, 300, 400, 500})
  void verify_eachVersion_isReadWithoutAnOddity(int version) {
    byte[] bootKey = SEED.bytes(32);
    Instant made = Instant.parse("2026-10-31T12:00:00Z");
    var statement = AttestationStatement.locked(version, bootKey, made).challenge(Minted.CHALLENGE);
    KeyAttestationResult.Verified verified =
        Minted.verified(Minted.verify(Minted.factory().statement(s -> statement)));

    AuthorizationList hardware = verified.description().hardware();
    assertThat(verified.description().attestationVersion()).isEqualTo(version);
    assertThat(verified.description().keyMintVersion())
        .isEqualTo(AttestationStatement.keyMintVersionOf(version));
    assertThat(hardware.get(AuthorizationTag.PURPOSE).value())
        .hasValue(Set.of(KeyPurpose.SIGN, KeyPurpose.VERIFY));
    assertThat(hardware.get(AuthorizationTag.ALGORITHM).value()).hasValue(KeyAlgorithm.EC);
    assertThat(hardware.get(AuthorizationTag.OS_PATCH_LEVEL).value())
        .hasValue(new PatchLevel(202609, 0));
    assertThat(
            hardware.get(AuthorizationTag.ROOT_OF_TRUST).value().map(RootOfTrust::verifiedBootKey))
        .hasValue(Bytes.of(bootKey));
    assertThat(verified.description().software().get(AuthorizationTag.CREATION_DATE_TIME).value())
        .hasValue(made.toEpochMilli());
  }

  @Test
  void verify_newerVersion_isReadAndNoted() {
    assertThat(oddities(Minted.factory().statement(s -> s.attestationVersion(600))))
        .containsExactly(
            new Oddity(Oddity.Kind.VERSION_UNKNOWN, new Where(0, "attestationVersion")));
    assertThat(oddities(Minted.factory().statement(s -> s.keyMintVersion(600))))
        .containsExactly(new Oddity(Oddity.Kind.VERSION_UNKNOWN, new Where(0, "keyMintVersion")));
  }

  @Test
  void verify_strongBoxUnderItsOwnCertificates_isVerified() {
    var strongBox =
        Minted.AUTHORITY
            .chain(
                org.portcullis.fixtures.mint.ChainMint.Shape.FACTORY,
                StatementLevel.STRONG_BOX,
                SEED,
                Minted.NOW)
            .challenge(Minted.CHALLENGE);

    assertThat(Minted.verified(Minted.verify(strongBox)).securityLevel())
        .isEqualTo(SecurityLevel.STRONG_BOX);
    assertThat(reason(strongBox.statement(s -> s.level(StatementLevel.TRUSTED_ENVIRONMENT))))
        .isEqualTo(KeyAttestationReason.SECURITY_LEVEL_MISMATCH);
    assertThat(reason(Minted.factory().statement(s -> s.level(StatementLevel.STRONG_BOX))))
        .isEqualTo(KeyAttestationReason.SECURITY_LEVEL_MISMATCH);
  }

  @ParameterizedTest
  @CsvSource({
    "P256, EC-P256",
    "P384, EC-P384",
    "P521, EC-P521",
    "RSA_1024, RSA-1024",
    "RSA_2048, RSA-2048",
    "ED25519, Ed25519",
    "ML_DSA_65, ML-DSA-65",
    "ML_DSA_87, ML-DSA-87"
  })
  void verify_eachKindOfKey_isNamed(KeyKind kind, String name) {
    MintedKey key = MintedKey.derive(kind, SEED.child(name));
    KeyAttestationResult.Verified verified =
        Minted.verified(Minted.verify(Minted.factory().leafKey(key)));

    assertThat(verified.key().name()).isEqualTo(name);
    assertThat(verified.key().subjectPublicKeyInfo()).isEqualTo(Bytes.of(key.spki()));
  }

  @Test
  void verify_malformedMember_isKeptAndHurtsNoOther() {
    KeyAttestationResult.Verified verified =
        Minted.verified(
            hardware(
                h ->
                    h.set(KeyMint.VENDOR_PATCH_LEVEL, Der.octets(new byte[] {7}))
                        .set(KeyMint.NO_AUTH_REQUIRED, Der.integer(1))));
    AuthorizationList list = verified.description().hardware();

    assertThat(list.get(AuthorizationTag.VENDOR_PATCH_LEVEL))
        .isEqualTo(new Member.Malformed<>(Bytes.ofHex("040107"), "is no integer"));
    assertThat(list.get(AuthorizationTag.NO_AUTH_REQUIRED).isMalformed()).isTrue();
    assertThat(list.get(AuthorizationTag.BOOT_PATCH_LEVEL).value())
        .hasValue(new PatchLevel(202610, 5));
    assertThat(verified.oddities())
        .contains(
            new Oddity(Oddity.Kind.MEMBER_MALFORMED, new Where(0, "hardware.vendorPatchLevel")));
  }

  @Test
  void verify_numberThatIsNotMinimalNegativeOrTooLarge_isMalformed() {
    for (byte[] bad :
        new byte[][] {
          {0x02, 0x02, 0x00, 0x01},
          {0x02, 0x01, (byte) 0xff},
          {0x02, 0x00},
          {0x02, 0x09, 0x00, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0},
          {0x02, 0x01, 0x01, 0x02, 0x01, 0x01}
        }) {
      KeyAttestationResult.Verified verified =
          Minted.verified(hardware(h -> h.set(KeyMint.OS_VERSION, bad)));
      assertThat(verified.description().hardware().get(AuthorizationTag.OS_VERSION).isMalformed())
          .isTrue();
    }
  }

  @Test
  void verify_unknownValue_isUnrecognizedAndNeverSatisfies() {
    assertThat(reason(hardwareMint(h -> h.origin(9))))
        .isEqualTo(KeyAttestationReason.KEY_ORIGIN_NOT_GENERATED);
    KeyAttestationResult.Verified verified =
        Minted.verified(
            hardware(
                h ->
                    h.purpose(2, 9)
                        .rootOfTrust(
                            org.portcullis.fixtures.mint.RootOfTrust.locked(SEED.bytes(32))
                                .stateValue(9))));
    AuthorizationList list = verified.description().hardware();
    assertThat(list.get(AuthorizationTag.PURPOSE).value())
        .hasValue(Set.of(KeyPurpose.SIGN, KeyPurpose.UNRECOGNIZED));
    assertThat(list.get(AuthorizationTag.ROOT_OF_TRUST).value().map(RootOfTrust::verifiedBootState))
        .hasValue(VerifiedBootState.UNRECOGNIZED);
    assertThat(verified.oddities()).extracting(Oddity::kind).contains(Oddity.Kind.VALUE_UNKNOWN);
  }

  @Test
  void verify_tagOfAnotherClass_isNoMember() {
    byte[] origin = Der.integer(0);
    byte[] foreign =
        Der.element(Der.TagClass.PRIVATE, true, KeyMint.ORIGIN, origin, Der.Length.MINIMAL);
    assertThat(reason(hardwareMint(h -> h.without(KeyMint.ORIGIN).appendElement(foreign))))
        .isEqualTo(KeyAttestationReason.STATEMENT_MALFORMED);
  }

  @Test
  void verify_lengthThatIsNotMinimal_isRefused() {
    assertThat(reason(hardwareMint(h -> h.length(Der.Length.PADDED))))
        .isEqualTo(KeyAttestationReason.STATEMENT_MALFORMED);
    assertThat(reason(Minted.factory().statement(s -> s.length(Der.Length.PADDED))))
        .isEqualTo(KeyAttestationReason.STATEMENT_MALFORMED);
  }

  @Test
  void verify_unknownTagTwice_isRefused() {
    assertThat(reason(hardwareMint(h -> h.number(799, 1).append(799, Der.integer(2)))))
        .isEqualTo(KeyAttestationReason.STATEMENT_TAG_DUPLICATE);
  }

  @Test
  void verify_oddOrder_isNoted() {
    assertThat(oddities(hardwareMint(Authorizations::reversed)))
        .extracting(Oddity::kind)
        .contains(Oddity.Kind.TAGS_OUT_OF_ORDER);
    byte[] unsorted = Der.setInOrder(Der.integer(3), Der.integer(2));
    assertThat(oddities(hardwareMint(h -> h.set(KeyMint.PURPOSE, unsorted))))
        .contains(new Oddity(Oddity.Kind.SET_NOT_SORTED, new Where(0, "hardware.purpose")));
  }

  @ParameterizedTest
  @CsvSource({
    "20260300, 202603, 0, PATCH_LEVEL_DAY_UNKNOWN",
    "202603, 202603, 0, PATCH_LEVEL_WITHOUT_DAY",
    "20270101, 202701, 1, PATCH_LEVEL_IN_FUTURE"
  })
  void verify_oddPatchLevel_isReadAndNoted(int digits, int month, int day, Oddity.Kind kind) {
    KeyAttestationResult.Verified verified =
        Minted.verified(hardware(h -> h.bootPatchLevel(digits)));

    assertThat(verified.description().hardware().get(AuthorizationTag.BOOT_PATCH_LEVEL).value())
        .hasValue(new PatchLevel(month, day));
    assertThat(verified.oddities())
        .contains(new Oddity(kind, new Where(0, "hardware.bootPatchLevel")));
  }

  @Test
  void verify_patchLevelOfTheNextMonth_isNotInTheFuture() {
    assertThat(oddities(hardwareMint(h -> h.osPatchLevel(202612)))).isEmpty();
    assertThat(oddities(hardwareMint(h -> h.osPatchLevel(202701)))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 202600, 202613, 2026101, 20261005, 199912})
  void verify_impossibleSystemPatchLevel_isMalformed(int digits) {
    KeyAttestationResult.Verified verified = Minted.verified(hardware(h -> h.osPatchLevel(digits)));
    assertThat(verified.description().hardware().get(AuthorizationTag.OS_PATCH_LEVEL).isMalformed())
        .isTrue();
  }

  @Test
  void verify_unlockedDevice_isVerifiedEvidence() {
    KeyAttestationResult.Verified verified =
        Minted.verified(
            hardware(h -> h.rootOfTrust(org.portcullis.fixtures.mint.RootOfTrust.unlocked())));
    RootOfTrust root =
        verified.description().hardware().get(AuthorizationTag.ROOT_OF_TRUST).value().orElseThrow();

    assertThat(root.deviceLocked()).isFalse();
    assertThat(root.verifiedBootState()).isEqualTo(VerifiedBootState.UNVERIFIED);
  }

  @Test
  void verify_rootOfTrustInTheSoftwareList_provesNothing() {
    var root = org.portcullis.fixtures.mint.RootOfTrust.locked(SEED.bytes(32));
    assertThat(
            reason(
                Minted.factory()
                    .hardware(h -> h.without(KeyMint.ROOT_OF_TRUST))
                    .software(s -> s.rootOfTrust(root))))
        .isEqualTo(KeyAttestationReason.ROOT_OF_TRUST_MISSING);
  }

  @Test
  void verify_implausibleTimeOfCreation_isNoted() {
    Oddity implausible =
        new Oddity(
            Oddity.Kind.CREATION_TIME_IMPLAUSIBLE, new Where(0, "software.creationDateTime"));
    for (Instant odd : new Instant[] {Instant.EPOCH, Minted.NOW.plusSeconds(90_000)}) {
      assertThat(oddities(Minted.factory().software(s -> s.creationDateTime(odd))))
          .containsExactly(implausible);
    }
    assertThat(oddities(Minted.factory().software(s -> s.creationDateTime(Minted.NOW)))).isEmpty();
  }

  private static KeyAttestationResult hardware(UnaryOperator<Authorizations> change) {
    return Minted.verify(hardwareMint(change));
  }

  private static org.portcullis.fixtures.mint.ChainMint hardwareMint(
      UnaryOperator<Authorizations> change) {
    return Minted.factory().hardware(change);
  }

  private static KeyAttestationReason reason(org.portcullis.fixtures.mint.ChainMint mint) {
    return Minted.rejected(Minted.verify(mint)).reason();
  }

  private static java.util.List<Oddity> oddities(org.portcullis.fixtures.mint.ChainMint mint) {
    return Minted.verified(Minted.verify(mint)).oddities();
  }
}
