package org.portcullis.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.portcullis.attestation.bootkeys.BootBuild;
import org.portcullis.attestation.bootkeys.BootKey;
import org.portcullis.attestation.bootkeys.BootKeyCatalogue;
import org.portcullis.attestation.key.Bytes;
import org.portcullis.attestation.key.ChainReading;
import org.portcullis.attestation.key.ExpectedApplication;
import org.portcullis.attestation.key.KeyAttestationExpectation;
import org.portcullis.attestation.key.KeyAttestationReason;
import org.portcullis.attestation.key.KeyAttestationVerifier;
import org.portcullis.attestation.key.Sha256;
import org.portcullis.attestation.key.TrustAnchors;
import org.portcullis.engine.Fixture;
import org.portcullis.engine.audit.EvidenceKind;
import org.portcullis.engine.enrollment.Enrollment;
import org.portcullis.engine.enrollment.Enrollments;
import org.portcullis.engine.enrollment.InMemoryEnrollments;
import org.portcullis.facts.BootKeyMatch;
import org.portcullis.facts.DeviceFacts;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.EnrollmentFacts;
import org.portcullis.facts.EnrollmentStatus;
import org.portcullis.facts.IntegrityFacts;
import org.portcullis.facts.KeyAttestationFacts;
import org.portcullis.facts.PatchLevelFacts;
import org.portcullis.facts.Provisioning;
import org.portcullis.facts.RejectionClass;
import org.portcullis.facts.ReleaseFacts;
import org.portcullis.facts.RequestFacts;
import org.portcullis.facts.RevocationFreshness;
import org.portcullis.facts.SecurityLevel;
import org.portcullis.facts.SignalSource;
import org.portcullis.facts.SignalState;
import org.portcullis.facts.TransportFacts;
import org.portcullis.facts.VerifiedBootState;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.MintedChain;
import org.portcullis.fixtures.mint.RootOfTrust;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.fixtures.mint.SyntheticDevice;

class IntakeTest {
  private final Fixture fixture = Fixture.vendorDevice();
  private final SyntheticDevice device = Fixture.vendor();

  @Test
  void take_goodCheckIn_givesItsFacts() {
    EligibilityCase facts = take(fixture.checkIn().build()).facts();
    KeyAttestationFacts attested = facts.keyAttestation();
    assertThat(attested.state()).isEqualTo(SignalState.VERIFIED);
    assertThat(attested.source()).isEqualTo(SignalSource.PORTCULLIS);
    assertThat(attested.securityLevel()).isEqualTo(SecurityLevel.TRUSTED_ENVIRONMENT);
    assertThat(attested.bootState()).isEqualTo(VerifiedBootState.SELF_SIGNED);
    assertThat(attested.bootKey()).isEqualTo(BootKeyMatch.PINNED);
    assertThat(attested.deviceLocked()).isTrue();
    assertThat(attested.osVersion()).isPositive();
    assertThat(attested.provisioning()).isEqualTo(Provisioning.FACTORY);
    assertThat(attested.ageSeconds()).isZero();
    assertThat(attested.revocation()).isEqualTo(RevocationFreshness.CURRENT);
    assertThat(facts.enrollment().status()).isEqualTo(EnrollmentStatus.ACTIVE);
    assertThat(facts.enrollment().ageSeconds()).isEqualTo(Duration.ofDays(30).toSeconds());
    assertThat(facts.channel().entitled()).isTrue();
    assertThat(facts.transport()).isEqualTo(fixture.layers().transport());
    assertThat(facts.request()).isEqualTo(fixture.layers().request());
    assertThat(facts.release()).isEqualTo(fixture.layers().release());
    assertThat(facts.rollout()).isEqualTo(fixture.layers().rollout());
    assertThat(facts.device()).isEqualTo(fixture.layers().device());
  }

  @Test
  void take_emptyCheckIn_isAbsentThroughout() {
    assertThat(take(CheckIn.builder().build()).facts())
        .isEqualTo(EligibilityCase.builder().build());
  }

  @Test
  void take_chain_isNamedByItsDigest() {
    MintedChain chain = fixture.chain();
    Taken taken = take(fixture.checkIn().build());
    assertThat(taken.evidence().byKind()).containsOnlyKeys(EvidenceKind.CHAIN);
    assertThat(taken.evidence().byKind())
        .containsEntry(
            EvidenceKind.CHAIN,
            Digest.fromHex(((ChainReading.Read) Fixture.read(chain)).chain().digest().toHex()));
  }

  @ParameterizedTest
  @CsvSource({"202611,202611", "202612,202612", "202701,0", "209912,0", "202613,0", "0,0"})
  void take_osPatchLevel_countsUpToNextMonth(int attested, int expected) {
    PatchLevelFacts patch = attest(device.patched(attested)).osPatch();
    assertThat(patch)
        .isEqualTo(expected == 0 ? PatchLevelFacts.MALFORMED : PatchLevelFacts.of(expected, 0));
  }

  @Test
  void take_vendorAndBootPatchLevels_haveTheirDay() {
    KeyAttestationFacts facts = attest(device.patched(202610));
    assertThat(facts.vendorPatch()).isEqualTo(PatchLevelFacts.of(202610, 5));
    assertThat(facts.bootPatch()).isEqualTo(PatchLevelFacts.of(202610, 5));
  }

  @Test
  void take_oldStatement_hasAbsentPatchLevels() {
    KeyAttestationFacts facts = attest(device.version(2).patched(202610));
    assertThat(facts.osPatch()).isEqualTo(PatchLevelFacts.of(202610, 0));
    assertThat(facts.vendorPatch()).isEqualTo(PatchLevelFacts.ABSENT);
  }

  @Test
  void take_bootKey_countsForItsProductAndInAVerifiedBootAlone() {
    assertThat(attest(device.strangeBootKey()).bootKey()).isEqualTo(BootKeyMatch.NOT_PINNED);
    assertThat(attest(device.bootState(RootOfTrust.State.VERIFIED)).bootKey())
        .isEqualTo(BootKeyMatch.PINNED);
    assertThat(attest(device.bootState(RootOfTrust.State.UNVERIFIED)).bootKey())
        .isEqualTo(BootKeyMatch.NOT_PINNED);
    assertThat(attest(device.bootState(RootOfTrust.State.FAILED)).bootKey())
        .isEqualTo(BootKeyMatch.NOT_PINNED);
    KeyAttestationFacts unlocked = attest(device.unlocked());
    assertThat(unlocked.bootKey()).isEqualTo(BootKeyMatch.UNKNOWN);
    assertThat(unlocked.deviceLocked()).isFalse();
    assertThat(unlocked.bootState()).isEqualTo(VerifiedBootState.UNVERIFIED);
  }

  @Test
  void take_claimAgainstTheEnrollment_bringsNeitherBootKeyNorChannel() {
    InMemoryEnrollments enrollments = new InMemoryEnrollments();
    enrollments.enroll(
        Fixture.ID, Enrollment.active(Fixture.NOW, "another-product", Set.of("stable")));
    EligibilityCase facts = take(fixture.checkIn().build(), enrollments).facts();
    assertThat(facts.keyAttestation().bootKey()).isEqualTo(BootKeyMatch.NOT_PINNED);
    assertThat(facts.channel().entitled()).isFalse();
  }

  @Test
  void take_bootKeyPinnedForStrongBox_doesNotCountFromElsewhere() {
    Sha256 key = Sha256.ofHex(device.bootKey());
    BootKeyCatalogue strongBox =
        BootKeyCatalogue.builder()
            .pin("slate", org.portcullis.attestation.key.SecurityLevel.STRONG_BOX, key)
            .build();

    assertThat(bootKey(strongBox)).isEqualTo(BootKeyMatch.NOT_PINNED);
    assertThat(bootKey(BootKeyCatalogue.builder().pin("slate", key).build()))
        .isEqualTo(BootKeyMatch.PINNED);
    assertThat(bootKey(BootKeyCatalogue.builder().pin("granite", key).build()))
        .isEqualTo(BootKeyMatch.NOT_PINNED);
  }

  @Test
  void take_bootKeyOfAnyModel_countsForAProductThatIsNotContradicted() {
    BootKeyCatalogue any = anyModel(Instant.MAX, List.of());

    assertThat(bootKey(any)).isEqualTo(BootKeyMatch.PINNED);
    InMemoryEnrollments others = new InMemoryEnrollments();
    others.enroll(Fixture.ID, Enrollment.active(Fixture.NOW, "another-product", Set.of("stable")));
    assertThat(bootKey(any, others)).isEqualTo(BootKeyMatch.NOT_PINNED);
  }

  @Test
  void take_bootKeyOutOfUse_isNotPinned() {
    assertThat(bootKey(anyModel(Fixture.NOW.plusNanos(1), List.of())))
        .isEqualTo(BootKeyMatch.PINNED);
    assertThat(bootKey(anyModel(Fixture.NOW, List.of()))).isEqualTo(BootKeyMatch.NOT_PINNED);
  }

  @Test
  void take_withdrawnBuild_isNotPinnedAndAnyOtherIs() {
    Sha256 hash = new Sha256(Bytes.of(Seed.of("boot hash of slate").bytes(32)));

    assertThat(bootKey(anyModel(Instant.MAX, List.of(new BootBuild("b", hash, true)))))
        .isEqualTo(BootKeyMatch.NOT_PINNED);
    assertThat(bootKey(anyModel(Instant.MAX, List.of(new BootBuild("b", hash, false)))))
        .isEqualTo(BootKeyMatch.PINNED);
    Sha256 other = Sha256.ofHex("ab".repeat(32));
    assertThat(bootKey(anyModel(Instant.MAX, List.of(new BootBuild("b", other, true)))))
        .isEqualTo(BootKeyMatch.PINNED);
  }

  @Test
  void take_bootKeysThatThrow_areUnavailable() {
    Intake intake =
        new Intake(
            fixture.verifier(),
            new InMemoryEnrollments(),
            () -> {
              throw new IllegalStateException("the catalogue is broken");
            },
            Duration.ofDays(7));
    Taken taken = intake.take(fixture.checkIn().build(), Fixture.NOW);

    assertThat(taken.facts().keyAttestation().state()).isEqualTo(SignalState.UNAVAILABLE);
    assertThat(taken.troubles()).containsOnlyKeys(Taken.Trouble.ATTESTATION_FAILED);
  }

  private BootKeyCatalogue anyModel(Instant until, List<BootBuild> builds) {
    return BootKeyCatalogue.builder()
        .add(
            new BootKey(
                "acme",
                Set.of(),
                BootKey.HARDWARE,
                Sha256.ofHex(device.bootKey()),
                Instant.MIN,
                until,
                builds))
        .build();
  }

  private BootKeyMatch bootKey(BootKeyCatalogue catalogue) {
    InMemoryEnrollments enrollments = new InMemoryEnrollments();
    enrollments.enroll(Fixture.ID, Enrollment.active(Fixture.NOW, "slate", Set.of("stable")));
    return bootKey(catalogue, enrollments);
  }

  private BootKeyMatch bootKey(BootKeyCatalogue catalogue, Enrollments enrollments) {
    return new Intake(fixture.verifier(), enrollments, () -> catalogue, Duration.ofDays(7))
        .take(fixture.checkIn().build(), Fixture.NOW)
        .facts()
        .keyAttestation()
        .bootKey();
  }

  @Test
  void take_remoteDeviceWithStrongBox_saysSo() {
    KeyAttestationFacts facts = attest(device.shape(ChainMint.Shape.REMOTE).strongBox());
    assertThat(facts.provisioning()).isEqualTo(Provisioning.REMOTE);
    assertThat(facts.securityLevel()).isEqualTo(SecurityLevel.STRONG_BOX);
  }

  @Test
  void take_statusList_isCurrentUpToItsPermittedAge() {
    assertThat(revocation(Duration.ofHours(1))).isEqualTo(RevocationFreshness.CURRENT);
    assertThat(revocation(Duration.ofMinutes(59))).isEqualTo(RevocationFreshness.STALE);
  }

  @Test
  void take_statusListOfTheFuture_isStale() {
    assertThat(revocation(Duration.ofDays(7), Fixture.NOW.minus(Duration.ofMinutes(65))))
        .isEqualTo(RevocationFreshness.CURRENT);
    assertThat(revocation(Duration.ofDays(7), Fixture.NOW.minus(Duration.ofMinutes(66))))
        .isEqualTo(RevocationFreshness.STALE);
  }

  @Test
  void take_noStatusList_isMissing() {
    KeyAttestationVerifier blind = KeyAttestationVerifier.builder().anchors(anchors()).build();
    Intake intake =
        new Intake(blind, id -> Optional.empty(), () -> BootKeyCatalogue.NONE, Duration.ofDays(1));
    assertThat(
            intake
                .take(fixture.checkIn().build(), Fixture.NOW)
                .facts()
                .keyAttestation()
                .revocation())
        .isEqualTo(RevocationFreshness.MISSING);
  }

  @Test
  void take_verifierThatThrows_isUnavailable() {
    KeyAttestationVerifier failing =
        KeyAttestationVerifier.builder()
            .anchors(anchors())
            .statusList(
                () -> {
                  throw new IllegalStateException("the list is broken");
                })
            .build();
    Intake intake =
        new Intake(
            failing, new InMemoryEnrollments(), () -> BootKeyCatalogue.NONE, Duration.ofDays(1));
    Taken taken = intake.take(fixture.checkIn().build(), Fixture.NOW);
    assertThat(taken.facts().keyAttestation())
        .isEqualTo(
            KeyAttestationFacts.unverified(SignalState.UNAVAILABLE, SignalSource.PORTCULLIS));
    assertThat(taken.troubles()).containsOnlyKeys(Taken.Trouble.ATTESTATION_FAILED);
    assertThat(taken.keyAttestation()).isEmpty();
  }

  @Test
  void take_deviceThatCannotTellItsApplication_isRejectedAsTransient() {
    MintedChain chain =
        device
            .chain(Fixture.CHALLENGE, Fixture.NOW)
            .software(list -> list.applicationId("UnknownPackage", 1))
            .mint();
    CheckIn checkIn =
        fixture
            .withoutChain()
            .keyAttestation(
                Fixture.read(chain),
                KeyAttestationExpectation.challenge(Fixture.CHALLENGE)
                    .application(ExpectedApplication.of("com.acme", Sha256.ofHex("00".repeat(32))))
                    .build())
            .build();
    assertThat(take(checkIn).facts().keyAttestation())
        .isEqualTo(KeyAttestationFacts.rejected(SignalSource.PORTCULLIS, RejectionClass.TRANSIENT));
  }

  @Test
  void take_demandedStatusListMissing_isUnavailable() {
    KeyAttestationVerifier blind = KeyAttestationVerifier.builder().anchors(anchors()).build();
    Intake intake =
        new Intake(blind, id -> Optional.empty(), () -> BootKeyCatalogue.NONE, Duration.ofDays(1));
    CheckIn checkIn =
        fixture
            .withoutChain()
            .keyAttestation(
                Fixture.read(fixture.chain(device)),
                KeyAttestationExpectation.challenge(Fixture.CHALLENGE)
                    .requireStatusList(Duration.ofDays(1))
                    .build())
            .build();
    assertThat(intake.take(checkIn, Fixture.NOW).facts().keyAttestation())
        .isEqualTo(
            KeyAttestationFacts.unverified(SignalState.UNAVAILABLE, SignalSource.PORTCULLIS));
  }

  @Test
  void take_enrollmentStoreThatThrows_isNoEnrollment() {
    Taken taken =
        take(
            fixture.checkIn().build(),
            id -> {
              throw new IllegalStateException("broken");
            });
    assertThat(taken.facts().enrollment()).isEqualTo(EnrollmentFacts.UNKNOWN);
    assertThat(taken.troubles()).containsOnlyKeys(Taken.Trouble.ENROLLMENTS_UNAVAILABLE);
  }

  @Test
  @SuppressWarnings("NullAway") // what a store must not do
  void take_enrollmentStoreThatBreaksItsContract_isNoEnrollment() {
    Enrollment dateless =
        new Enrollment(
            EnrollmentStatus.ACTIVE, null, "slate", Set.of("stable"), Enrollment.Floors.NONE);
    List<Enrollments> stores = List.of(id -> null, id -> Optional.of(dateless));
    for (Enrollments store : stores) {
      Taken taken = take(fixture.checkIn().build(), store);
      assertThat(taken.facts().enrollment()).isEqualTo(EnrollmentFacts.UNKNOWN);
      assertThat(taken.facts().channel().entitled()).isFalse();
      assertThat(taken.troubles()).containsOnlyKeys(Taken.Trouble.ENROLLMENTS_UNAVAILABLE);
    }
  }

  @Test
  void take_enrollmentOfTheFuture_hasNoAge() {
    InMemoryEnrollments enrollments = new InMemoryEnrollments();
    Enrollment.Floors floors = new Enrollment.Floors(40, 3, 202609);
    enrollments.enroll(
        Fixture.ID,
        Enrollment.active(Fixture.NOW.plusSeconds(9), "slate", Set.of())
            .withFloorsRaisedTo(floors));
    EnrollmentFacts facts = take(fixture.checkIn().build(), enrollments).facts().enrollment();
    assertThat(facts).isEqualTo(new EnrollmentFacts(EnrollmentStatus.ACTIVE, 0, 40, 3, 202609));
  }

  @ParameterizedTest
  @EnumSource(KeyAttestationReason.class)
  void map_everyReason_isARejectionOrUnavailable(KeyAttestationReason reason) {
    assertThat(RejectionClasses.of(reason)).isNotEqualTo(RejectionClass.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "CHALLENGE_MISMATCH,MISMATCHED",
    "CERTIFICATE_REVOKED,REVOKED",
    "CERTIFICATE_SUSPENDED,REVOKED",
    "CERTIFICATE_DENIED_LOCALLY,REVOKED",
    "ROOT_SOFTWARE,INSUFFICIENT",
    "SECURITY_LEVEL_INSUFFICIENT,INSUFFICIENT",
    "ROOT_UNKNOWN,UNTRUSTED",
    "SIGNATURE_INVALID,UNTRUSTED",
    "ISSUER_EXPIRED,STALE",
    "STATUS_LIST_STALE,STALE",
    "CERTIFICATE_MALFORMED,MALFORMED",
    "STATEMENT_VERSION_UNSUPPORTED,UNSUPPORTED",
    "APP_ID_UNAVAILABLE,TRANSIENT"
  })
  void map_reason_toItsClass(KeyAttestationReason reason, RejectionClass expected) {
    assertThat(RejectionClasses.of(reason)).isEqualTo(expected);
  }

  @Test
  void build_layersThatClaimToBeOurs_areMistakes() {
    CheckIn.Builder builder = CheckIn.builder();
    SignalSource ours = SignalSource.PORTCULLIS;
    SignalState expired = SignalState.EXPIRED;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.release(ReleaseFacts.unverified(expired, ours)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.request(RequestFacts.unverified(expired, ours)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.transport(TransportFacts.unverified(expired, ours)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.integrity(IntegrityFacts.unverified(expired, ours)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.evidence(EvidenceKind.CHAIN, Digest.of(new byte[0])));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.channel("No Channel"));
  }

  @Test
  void build_builderThatGoesOn_leavesTheCheckIn() {
    CheckIn.Builder builder = fixture.checkIn();
    CheckIn checkIn = builder.build();
    builder.device(DeviceFacts.NONE).evidence(EvidenceKind.REQUEST, Digest.of(new byte[0]));
    assertThat(checkIn.device()).isEqualTo(fixture.layers().device());
    assertThat(checkIn.evidence()).isEmpty();
  }

  private KeyAttestationFacts attest(SyntheticDevice other) {
    CheckIn checkIn =
        fixture
            .withoutChain()
            .keyAttestation(Fixture.read(fixture.chain(other)), Fixture.expectation())
            .build();
    KeyAttestationFacts facts = take(checkIn).facts().keyAttestation();
    assertThat(facts.state()).isEqualTo(SignalState.VERIFIED);
    return facts;
  }

  private RevocationFreshness revocation(Duration permittedAge) {
    return revocation(permittedAge, Fixture.NOW);
  }

  private RevocationFreshness revocation(Duration permittedAge, Instant at) {
    Intake intake =
        new Intake(
            fixture.verifier(),
            new InMemoryEnrollments(),
            () -> BootKeyCatalogue.NONE,
            permittedAge);
    return intake.take(fixture.checkIn().build(), at).facts().keyAttestation().revocation();
  }

  private Taken take(CheckIn checkIn) {
    InMemoryEnrollments enrollments = new InMemoryEnrollments();
    enrollments.enroll(
        Fixture.ID,
        Enrollment.active(Fixture.NOW.minus(Duration.ofDays(30)), "slate", Set.of("stable")));
    return take(checkIn, enrollments);
  }

  private Taken take(CheckIn checkIn, Enrollments enrollments) {
    Duration week = Duration.ofDays(7);
    return new Intake(fixture.verifier(), enrollments, fixture::bootKeys, week)
        .take(checkIn, Fixture.NOW);
  }

  private TrustAnchors anchors() {
    return TrustAnchors.ofPem(device.authority().rootPem().getBytes(StandardCharsets.US_ASCII))
        .orElseThrow();
  }
}
