package org.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.attestation.key.CertificateChain;
import org.portcullis.engine.audit.AuditEntry;
import org.portcullis.engine.audit.AuditReader;
import org.portcullis.engine.audit.AuditReplay;
import org.portcullis.engine.audit.AuditScan;
import org.portcullis.engine.audit.FileAuditLog;
import org.portcullis.engine.audit.ReplayResult;
import org.portcullis.engine.intake.CheckIn;
import org.portcullis.facts.DeviceFacts;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.EnrollmentStatus;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Outcome;
import org.portcullis.facts.RejectionClass;
import org.portcullis.facts.ReleaseFacts;
import org.portcullis.facts.RequestFacts;
import org.portcullis.facts.RolloutFacts;
import org.portcullis.facts.RolloutStage;
import org.portcullis.facts.SignalSource;
import org.portcullis.facts.SignalState;
import org.portcullis.fixtures.mint.MintedChain;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.fixtures.mint.StatusList;
import org.portcullis.fixtures.mint.SyntheticDevice;
import org.portcullis.rules.Evaluation;
import org.portcullis.rules.RuleSet;
import org.portcullis.rules.bundle.BundledRuleSets;

/** From a minted device's check-in to a recorded decision under the standard rule set. */
class DecisionTableTest {
  private static RuleSet standard;
  private static AuditReplay replay;

  @TempDir Path directory;
  private final Fixture vendor = Fixture.vendorDevice();

  @BeforeAll
  static void compile() {
    standard = Fixture.standard();
    replay = new AuditReplay(List.of(BundledRuleSets.standard()), new MemoryLog().blobs());
  }

  @AfterAll
  static void close() {
    standard.close();
    replay.close();
  }

  @Test
  void decide_goodVendorDevice_isEligible() throws IOException {
    Decision decision = decide(vendor, vendor.checkIn().build());
    assertThat(decision.isEligible()).isTrue();
    assertThat(reasons(decision)).contains("attestation.vendor-boot-key");
  }

  @Test
  void decide_goodCertifiedDevice_isEligible() throws IOException {
    Fixture certified = Fixture.certifiedDevice();
    Decision decision = decide(certified, certified.checkIn().build());
    assertThat(decision.isEligible()).isTrue();
    assertThat(reasons(decision)).contains("attestation.manufacturer-boot-key");
  }

  @Test
  void decide_wrongChallenge_isNotEligible() throws IOException {
    MintedChain chain =
        vendor.device.chain(Seed.of("another challenge").bytes(32), Fixture.NOW).mint();
    assertDenied(with(chain), "attestation.mismatched");
  }

  @Test
  void decide_revokedKey_isNotEligible() throws IOException {
    vendor.statusList(StatusList.empty().revoked(vendor.chain().serial(1)));
    assertDenied(vendor.checkIn().build(), "attestation.revoked");
  }

  @Test
  void decide_unlockedDevice_isNotEligible() throws IOException {
    assertDenied(with(vendor.device.unlocked()), "attestation.unlocked");
  }

  @Test
  void decide_strangeBootKey_isNotEligible() throws IOException {
    assertDenied(with(vendor.device.strangeBootKey()), "attestation.boot-key-not-pinned");
  }

  @Test
  void decide_bootKeyOfAnotherProduct_isNotEligible() throws IOException {
    DeviceFacts claims = new DeviceFacts("granite", "granite-5", 41, 3);
    assertDenied(vendor.checkIn().device(claims).build(), "attestation.boot-key-not-pinned");
  }

  @Test
  void decide_softwareDevice_isNotEligible() throws IOException {
    assertDenied(with(vendor.device.software()), "attestation.insufficient");
  }

  @Test
  void decide_absentChain_isNotEligible() throws IOException {
    assertDenied(vendor.withoutChain().build(), "attestation.absent");
  }

  @Test
  void decide_truncatedChain_isNotEligible() throws IOException {
    String pem = vendor.chain().pem();
    CheckIn checkIn =
        vendor
            .withoutChain()
            .keyAttestation(
                CertificateChain.ofPem(pem.substring(0, pem.length() / 2)), Fixture.expectation())
            .build();
    assertDenied(checkIn, "attestation.rejected");
  }

  @Test
  void decide_foreignRoot_isNotEligible() throws IOException {
    SyntheticDevice foreign = SyntheticDevice.vendor(Seed.of("a device of another authority"));
    assertDenied(with(foreign), "attestation.rejected");
  }

  @Test
  void decide_noEnrollment_isNotEligible() throws IOException {
    CheckIn.Builder unknown = CheckIn.builder();
    assertDenied(unknown.build(), "portcullis.enrollment-unknown");
  }

  @Test
  void decide_revokedEnrollment_isNotEligible() throws IOException {
    vendor.enrollments.update(Fixture.ID, e -> e.withStatus(EnrollmentStatus.REVOKED));
    assertDenied(vendor.checkIn().build(), "portcullis.enrollment-revoked");
  }

  @Test
  void decide_otherChannel_isNotEligible() throws IOException {
    Decision decision = decide(vendor, vendor.checkIn().channel("beta").build());
    assertDenied(decision, "release.channel-mismatch");
    assertDenied(decision, "device.not-entitled");
  }

  @Test
  void decide_expiredManifest_isNotEligible() throws IOException {
    ReleaseFacts expired = ReleaseFacts.unverified(SignalState.EXPIRED, SignalSource.HOST);
    assertDenied(vendor.checkIn().release(expired).build(), "portcullis.manifest-expired");
  }

  @Test
  void decide_replayedRequest_isNotEligible() throws IOException {
    RequestFacts replayed = RequestFacts.rejected(SignalSource.HOST, RejectionClass.REPLAYED);
    assertDenied(vendor.checkIn().request(replayed).build(), "portcullis.request-replayed");
  }

  @Test
  void decide_rolloutNotReached_isDeferred() throws IOException {
    RolloutFacts later = new RolloutFacts(RolloutStage.LIMITED, false, false, 0);
    Decision decision = decide(vendor, vendor.checkIn().rollout(later).build());
    assertThat(decision.evaluation().outcome()).isEqualTo(Outcome.DEFERRED);
    assertThat(decision.isEligible()).isFalse();
    assertThat(reasons(decision)).contains("rollout.not-reached");
  }

  @Test
  void decide_noPolicy_isNotEligible() throws IOException {
    Decision decision = decide(vendor, vendor.checkIn().build(), Optional.empty());
    assertDenied(decision, "portcullis.policy-unbound");
  }

  private CheckIn with(SyntheticDevice device) {
    return with(vendor.chain(device));
  }

  private CheckIn with(MintedChain chain) {
    return vendor.withoutChain().keyAttestation(Fixture.read(chain), Fixture.expectation()).build();
  }

  private void assertDenied(CheckIn checkIn, String reason) throws IOException {
    assertDenied(decide(vendor, checkIn), reason);
  }

  private static void assertDenied(Decision decision, String reason) {
    assertThat(decision.evaluation().outcome()).isEqualTo(Outcome.NOT_ELIGIBLE);
    assertThat(decision.isEligible()).isFalse();
    assertThat(decision.receipt().isAccepted()).isTrue();
    assertThat(reasons(decision)).contains(reason);
  }

  private static List<String> reasons(Decision decision) {
    return decision.evaluation().findings().stream()
        .map(Finding::reason)
        .map(code -> code.value())
        .toList();
  }

  private Decision decide(Fixture fixture, CheckIn checkIn) throws IOException {
    return decide(fixture, checkIn, Optional.of(new Shared(Policy.of(standard))));
  }

  /** Decides, and replays what was recorded. */
  private Decision decide(Fixture fixture, CheckIn checkIn, Optional<Policy> policy)
      throws IOException {
    try (FileAuditLog log = FileAuditLog.open(directory);
        EligibilityEngine engine = fixture.engine(log).build()) {
      if (policy.isPresent()) {
        engine.bind(policy.get());
      }
      Decision decision = engine.decide(checkIn);
      assertThat(replay.replay(last())).isEqualTo(new ReplayResult.Identical(true));
      return decision;
    }
  }

  private AuditEntry last() throws IOException {
    try (AuditReader reader = AuditReader.open(directory)) {
      AuditScan.Next last = (AuditScan.Next) reader.next();
      for (AuditScan scan = reader.next();
          scan instanceof AuditScan.Next next;
          scan = reader.next()) {
        last = next;
      }
      return last.entry();
    }
  }

  /** A policy that outlives the engine, since compiling takes its time. */
  private record Shared(Policy policy) implements Policy {
    @Override
    public Evaluation evaluate(EligibilityCase facts) {
      return policy.evaluate(facts);
    }

    @Override
    public Digest ruleSet() {
      return policy.ruleSet();
    }

    @Override
    public Digest parameters() {
      return policy.parameters();
    }

    @Override
    public byte[] parametersCanonical() {
      return policy.parametersCanonical();
    }

    @Override
    public Optional<Instant> notBefore() {
      return policy.notBefore();
    }

    @Override
    public Optional<Instant> expires() {
      return policy.expires();
    }

    @Override
    public void close() {}
  }
}
