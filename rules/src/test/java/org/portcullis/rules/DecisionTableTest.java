package org.portcullis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.facts.BootKeyMatch;
import org.portcullis.facts.Effect;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.EnrollmentStatus;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Obligation;
import org.portcullis.facts.Outcome;
import org.portcullis.facts.PolicyFacts;
import org.portcullis.facts.PolicyState;
import org.portcullis.facts.Provisioning;
import org.portcullis.facts.ReasonCode;
import org.portcullis.facts.RejectionClass;
import org.portcullis.facts.RequestKey;
import org.portcullis.facts.RevocationFreshness;
import org.portcullis.facts.RolloutStage;
import org.portcullis.facts.RuleId;
import org.portcullis.facts.SecurityLevel;
import org.portcullis.facts.SignalState;
import org.portcullis.facts.Urgency;
import org.portcullis.facts.VerifiedBootState;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.confine.CheckedRule;
import org.portcullis.rules.confine.CodeDeclaration;
import org.portcullis.rules.confine.ConditionTree;
import org.portcullis.rules.confine.Consequence;

/** What the standard rule set decides, case by case, each with its own reason. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DecisionTableTest {
  private RuleSet standard;
  private RuleSet integrity;

  @BeforeAll
  void load() {
    standard = Standard.load();
    integrity = Standard.with("{\"requireIntegrity\": true}");
  }

  @AfterAll
  void close() {
    standard.close();
    integrity.close();
  }

  @Test
  void evaluate_goodCases_areEligible() {
    for (EligibilityCase facts : List.of(CaseMint.good(), CaseMint.certified())) {
      Evaluation evaluation = standard.evaluate(facts);
      assertThat(evaluation.outcome()).as("%s", evaluation).isEqualTo(Outcome.ELIGIBLE);
      assertThat(evaluation.isEligible()).isTrue();
      assertThat(codes(evaluation, Effect.SATISFY)).hasSize(6);
      assertThat(codes(evaluation, Effect.DENY)).isEmpty();
      assertThat(evaluation.retryAfterSeconds()).isZero();
    }
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal("keyAttestation.rejection", RejectionClass.MISMATCHED, "attestation.mismatched"),
        refusal("keyAttestation.rejection", RejectionClass.REVOKED, "attestation.revoked"),
        refusal(
            "keyAttestation.rejection", RejectionClass.INSUFFICIENT, "attestation.insufficient"),
        refusal("keyAttestation.rejection", RejectionClass.UNTRUSTED, "attestation.rejected"),
        refusal("keyAttestation.rejection", RejectionClass.MALFORMED, "attestation.rejected"),
        refusal("keyAttestation.state", SignalState.ABSENT, "attestation.absent"),
        refusal("keyAttestation.state", SignalState.NOT_EVALUATED, "attestation.not-evaluated"),
        refusal("keyAttestation.state", SignalState.EXPIRED, "attestation.expired"),
        refusal("keyAttestation.rejection", RejectionClass.STALE, "attestation.expired"),
        refusal("keyAttestation.rejection", RejectionClass.UNSUPPORTED, "attestation.unsupported"),
        refusal("keyAttestation.ageSeconds", 15_552_001L, "attestation.too-old"),
        refusal("keyAttestation.deviceLocked", false, "attestation.unlocked"),
        refusal("keyAttestation.securityLevel", SecurityLevel.SOFTWARE, "attestation.insufficient"),
        refusal(
            "keyAttestation.securityLevel", SecurityLevel.UNRECOGNIZED, "attestation.insufficient"),
        refusal("keyAttestation.provisioning", Provisioning.SOFTWARE, "attestation.provisioning"),
        refusal(
            "keyAttestation.bootKey", BootKeyMatch.NOT_PINNED, "attestation.boot-key-not-pinned"),
        refusal("keyAttestation.bootState", VerifiedBootState.UNVERIFIED, "attestation.boot-state"),
        refusal(
            "keyAttestation.bootState", VerifiedBootState.UNRECOGNIZED, "attestation.boot-state"),
        refusal("request.state", SignalState.ABSENT, "request.unverified"),
        refusal("request.state", SignalState.EXPIRED, "request.expired"),
        refusal("request.rejection", RejectionClass.STALE, "request.expired"),
        refusal("request.ageSeconds", 601L, "request.expired"),
        refusal("request.key", RequestKey.OTHER, "request.foreign-key"),
        refusal("request.rejection", RejectionClass.REPLAYED, "portcullis.request-replayed"),
        refusal("enrollment.status", EnrollmentStatus.UNKNOWN, "portcullis.enrollment-unknown"),
        refusal("enrollment.status", EnrollmentStatus.REVOKED, "portcullis.enrollment-revoked"),
        refusal("enrollment.status", EnrollmentStatus.SUSPENDED, "device.suspended"),
        refusal("enrollment.status", EnrollmentStatus.RETIRED, "device.retired"),
        refusal("enrollment.sequenceFloor", 43L, "portcullis.sequence-downgrade"),
        refusal("enrollment.rollbackIndexFloor", 4L, "portcullis.rollback-downgrade"),
        refusal("enrollment.osPatchFloor", 202612, "portcullis.patch-downgrade"),
        refusal("device.sequence", 43L, "portcullis.sequence-downgrade"),
        refusal("device.sequence", 42L, "release.not-newer"),
        refusal("device.sequence", 29L, "release.stepping-stone"),
        refusal("device.rollbackIndex", 4L, "portcullis.rollback-downgrade"),
        refusal("device.product", "granite", "release.product-mismatch"),
        refusal("keyAttestation.osPatch.yearMonth", 202612, "portcullis.patch-downgrade"),
        refusal("release.patch.state", SignalState.ABSENT, "portcullis.patch-unknown"),
        refusal("channel.name", "beta", "release.channel-mismatch"),
        refusal("channel.entitled", false, "device.not-entitled"),
        refusal("release.state", SignalState.EXPIRED, "portcullis.manifest-expired"),
        refusal("release.state", SignalState.ABSENT, "portcullis.manifest-unverified"),
        refusal("release.rejection", RejectionClass.UNTRUSTED, "portcullis.manifest-unverified"),
        refusal("rollout.stage", RolloutStage.DRAFT, "portcullis.release-draft"),
        refusal("rollout.stage", RolloutStage.HALTED, "portcullis.release-halted"),
        refusal("rollout.stage", RolloutStage.WITHDRAWN, "portcullis.release-withdrawn"),
        refusal("rollout.stage", RolloutStage.UNKNOWN, "portcullis.layer-unsatisfied.rollout"),
        refusal("rollout.stage", RolloutStage.UNRECOGNIZED, "portcullis.layer-unsatisfied.rollout"),
        refusal("policy.state", PolicyState.UNBOUND, "portcullis.policy-unbound"),
        refusal("policy.state", PolicyState.NOT_YET_VALID, "portcullis.policy-not-yet-valid"),
        refusal("policy.state", PolicyState.EXPIRED, "portcullis.policy-expired"));
  }

  private static Arguments refusal(String path, Object value, String reason) {
    return arguments(path, value, reason);
  }

  @ParameterizedTest(name = "{0} = {1}: {2}")
  @MethodSource("refusals")
  void evaluate_oneFactWrong_isNotEligibleForItsOwnReason(
      String path, Object value, String reason) {
    Evaluation evaluation = standard.evaluate(Standard.good(Map.of(path, value)));
    assertThat(evaluation.outcome()).as("%s", evaluation).isEqualTo(Outcome.NOT_ELIGIBLE);
    assertThat(codes(evaluation, Effect.DENY)).contains(reason);
    assertThat(evaluation.obligations()).isEmpty();
    assertThat(evaluation.retryAfterSeconds()).isZero();
  }

  @Test
  void evaluate_oneFactWrong_hasNoReasonBeside() {
    assertThat(denials("keyAttestation.deviceLocked", false))
        .containsExactly("attestation.unlocked");
    assertThat(denials("keyAttestation.state", SignalState.ABSENT))
        .containsExactly("attestation.absent");
    assertThat(denials("channel.name", "beta")).containsExactly("release.channel-mismatch");
    assertThat(denials("enrollment.status", EnrollmentStatus.REVOKED))
        .containsExactly("portcullis.enrollment-revoked");
    assertThat(denials("release.state", SignalState.EXPIRED))
        .containsExactly("portcullis.manifest-expired");
  }

  private List<String> denials(String path, Object value) {
    return codes(standard.evaluate(Standard.good(Map.of(path, value))), Effect.DENY);
  }

  @Test
  void evaluate_testingVerdict_isNotEligible() {
    EligibilityCase facts = CaseMint.with(CaseMint.certified(), "integrity.testing", true);
    Evaluation evaluation = standard.evaluate(facts);
    assertThat(evaluation.outcome()).isEqualTo(Outcome.NOT_ELIGIBLE);
    assertThat(codes(evaluation, Effect.DENY)).containsExactly("portcullis.integrity-testing");
  }

  @Test
  void evaluate_integrityRequired_needsVerdictOfCertifiedDevicesAlone() {
    assertThat(integrity.evaluate(CaseMint.certified()).isEligible()).isTrue();
    assertThat(integrity.evaluate(CaseMint.good()).isEligible()).isTrue();
    EligibilityCase silent =
        CaseMint.with(CaseMint.certified(), "integrity.state", SignalState.ABSENT);
    assertThat(codes(integrity.evaluate(silent), Effect.DENY))
        .containsExactly("integrity.required");
    EligibilityCase unrecognized =
        CaseMint.with(CaseMint.certified(), "integrity.deviceLabels", Set.of());
    assertThat(codes(integrity.evaluate(unrecognized), Effect.DENY))
        .containsExactly("integrity.device");
  }

  @Test
  void evaluate_attestationUnavailable_isDeferred() {
    assertDeferred(
        Map.of("keyAttestation.state", SignalState.UNAVAILABLE), 3600, "attestation.unavailable");
  }

  @Test
  void evaluate_revocationListStale_isDeferred() {
    assertDeferred(
        Map.of("keyAttestation.revocation", RevocationFreshness.STALE),
        3600,
        "attestation.revocation-unknown");
  }

  @Test
  void evaluate_rolloutNotReached_isDeferred() {
    assertDeferred(Map.of("rollout.admitted", false), 86_400, "rollout.not-reached");
  }

  @Test
  void evaluate_securityReleasePending_isDeferredByDefaultTime() {
    assertDeferred(
        Map.of("rollout.securityPending", true),
        Combiner.DEFAULT_RETRY_SECONDS,
        "rollout.security-release-first");
  }

  @Test
  void evaluate_severalDefer_retryIsTheLongest() {
    assertDeferred(
        Map.of("rollout.admitted", false, "rollout.securityPending", true),
        86_400,
        "rollout.not-reached",
        "rollout.security-release-first");
  }

  @Test
  void evaluate_deferredAndDenied_isNotEligible() {
    Evaluation evaluation =
        standard.evaluate(
            Standard.good(Map.of("rollout.admitted", false, "channel.entitled", false)));
    assertThat(evaluation.outcome()).isEqualTo(Outcome.NOT_ELIGIBLE);
    assertThat(codes(evaluation, Effect.DEFER)).containsExactly("rollout.not-reached");
  }

  private void assertDeferred(Map<String, Object> changes, long seconds, String... reasons) {
    Evaluation evaluation = standard.evaluate(Standard.good(changes));
    assertThat(evaluation.outcome()).as("%s", evaluation).isEqualTo(Outcome.DEFERRED);
    assertThat(codes(evaluation, Effect.DEFER)).containsExactly(reasons);
    assertThat(evaluation.retryAfterSeconds()).isEqualTo(seconds);
    assertThat(evaluation.obligations()).isEmpty();
  }

  @Test
  void evaluate_securityReleaseDeferredForLong_isOfferedInTheEnd() {
    long cap = Floor.MAX_SECURITY_DEFERRAL_SECONDS;
    assertThat(deferred(cap - 1, RolloutStage.LIMITED).outcome()).isEqualTo(Outcome.DEFERRED);
    assertThat(deferred(cap - 1, RolloutStage.LIMITED).retryAfterSeconds()).isEqualTo(60);
    assertThat(deferred(cap - 1000, RolloutStage.LIMITED).retryAfterSeconds()).isEqualTo(1000);
    assertThat(deferred(0, RolloutStage.LIMITED).retryAfterSeconds()).isEqualTo(86_400);
    Evaluation capped = deferred(cap, RolloutStage.LIMITED);
    assertThat(capped.outcome()).isEqualTo(Outcome.ELIGIBLE);
    assertThat(codes(capped, Effect.DEFER)).containsExactly("rollout.not-reached");
    assertThat(codes(capped, Effect.SATISFY)).contains("portcullis.deferral-capped");
    assertThat(deferred(cap, RolloutStage.STABLE).isEligible()).isTrue();
  }

  @Test
  void evaluate_securityReleaseInValidationOrHalted_isNeverForced() {
    long cap = Floor.MAX_SECURITY_DEFERRAL_SECONDS;
    assertThat(deferred(cap, RolloutStage.VALIDATION).outcome()).isEqualTo(Outcome.DEFERRED);
    assertThat(deferred(cap, RolloutStage.HALTED).outcome()).isEqualTo(Outcome.NOT_ELIGIBLE);
    assertThat(deferred(cap, RolloutStage.UNKNOWN).outcome()).isEqualTo(Outcome.DEFERRED);
  }

  @Test
  void evaluate_routineRelease_isDeferredForAnyTime() {
    Evaluation evaluation =
        standard.evaluate(
            Standard.good(
                Map.of("rollout.admitted", false, "rollout.deferredSeconds", Long.MAX_VALUE)));
    assertThat(evaluation.outcome()).isEqualTo(Outcome.DEFERRED);
    assertThat(evaluation.retryAfterSeconds()).isEqualTo(86_400);
  }

  @Test
  void evaluate_cappedDeferralWithOtherDefer_isStillDeferred() {
    EligibilityCase facts =
        CaseMint.with(
            security(Floor.MAX_SECURITY_DEFERRAL_SECONDS, RolloutStage.STABLE),
            "keyAttestation.state",
            SignalState.UNAVAILABLE);
    Evaluation evaluation = standard.evaluate(facts);
    assertThat(evaluation.outcome()).isEqualTo(Outcome.DEFERRED);
    assertThat(evaluation.retryAfterSeconds()).isEqualTo(3600);
  }

  private static RuleSet withUnlayeredDeferrals() {
    Map<ReasonCode, CodeDeclaration> codes =
        new HashMap<>(BundledRuleSets.standard().manifest().codes());
    for (String name : List.of("attestation.unavailable", "rollout.not-reached")) {
      ReasonCode code = new ReasonCode(name);
      codes.put(
          code,
          new CodeDeclaration(
              code,
              Effect.DEFER,
              Optional.empty(),
              CodeDeclaration.Audience.DEVICE,
              "No layer is named."));
    }
    RuleTable table = new RuleTable(Standard.tree(), codes);
    return Standard.evaluatedBy(table, new TreeEvaluator(table), new TreeEvaluator(table));
  }

  @Test
  void evaluate_unlayeredDeferralForLong_lapsesAndSatisfiesNothing() {
    RuleSet rules = withUnlayeredDeferrals();
    long cap = Floor.MAX_SECURITY_DEFERRAL_SECONDS;
    Evaluation capped = rules.evaluate(security(cap, RolloutStage.STABLE));
    assertThat(codes(capped, Effect.DEFER)).containsExactly("rollout.not-reached");
    assertThat(codes(capped, Effect.NOTE)).contains("portcullis.unlayered-deferral-capped");
    assertThat(codes(capped, Effect.SATISFY)).doesNotContain("portcullis.deferral-capped");
    assertThat(codes(capped, Effect.DENY)).containsExactly("portcullis.layer-unsatisfied.rollout");
    EligibilityCase admitted =
        CaseMint.with(security(cap, RolloutStage.STABLE), "rollout.admitted", true);
    assertThat(rules.evaluate(admitted).isEligible()).isTrue();
  }

  @Test
  void evaluate_onlyUnlayeredDeferral_endsWithTheCap() {
    long cap = Floor.MAX_SECURITY_DEFERRAL_SECONDS;
    CheckedRule deferring =
        Standard.tree().rules().stream()
            .filter(rule -> rule.id().value().equals("rollout/admitted"))
            .map(
                rule ->
                    new CheckedRule(
                        new RuleId("x/freeze"),
                        rule.condition(),
                        new Consequence(Effect.DEFER, new ReasonCode("x.freeze"), 31_536_000),
                        rule.position()))
            .findFirst()
            .orElseThrow();
    List<CheckedRule> all = new ArrayList<>(Standard.tree().rules());
    all.add(deferring);
    RuleTable table = Standard.table(new ConditionTree(all));
    RuleSet rules = Standard.evaluatedBy(table, new TreeEvaluator(table), new TreeEvaluator(table));
    EligibilityCase before =
        CaseMint.with(security(cap - 1000, RolloutStage.STABLE), "rollout.admitted", true);
    assertThat(rules.evaluate(before).outcome()).isEqualTo(Outcome.DEFERRED);
    assertThat(rules.evaluate(before).retryAfterSeconds()).isEqualTo(1000);
    EligibilityCase after =
        CaseMint.with(security(cap, RolloutStage.STABLE), "rollout.admitted", true);
    assertThat(rules.evaluate(after).outcome()).isEqualTo(Outcome.ELIGIBLE);
    assertThat(codes(rules.evaluate(after), Effect.NOTE))
        .containsExactly("portcullis.unlayered-deferral-capped");
  }

  private Evaluation deferred(long seconds, RolloutStage stage) {
    return standard.evaluate(security(seconds, stage));
  }

  private static EligibilityCase security(long seconds, RolloutStage stage) {
    return Standard.good(
        Map.of(
            "release.urgency",
            Urgency.SECURITY,
            "rollout.admitted",
            false,
            "rollout.stage",
            stage,
            "rollout.deferredSeconds",
            seconds));
  }

  @Test
  void evaluate_oldAttestation_isEligibleWithObligation() {
    Evaluation evaluation =
        standard.evaluate(Standard.good(Map.of("keyAttestation.ageSeconds", 2_592_001L)));
    assertThat(evaluation.outcome()).isEqualTo(Outcome.ELIGIBLE);
    assertThat(evaluation.obligations())
        .containsExactly(
            new Obligation(new ReasonCode("attestation.renew"), 604_800),
            new Obligation(new ReasonCode("attestation.renew-after-update"), 604_800));
  }

  @Test
  void evaluate_lowPatchLevel_isNotedAndEligible() {
    Evaluation evaluation =
        standard.evaluate(Standard.good(Map.of("keyAttestation.osPatch.yearMonth", 202312)));
    assertThat(evaluation.outcome()).isEqualTo(Outcome.ELIGIBLE);
    assertThat(codes(evaluation, Effect.NOTE)).containsExactly("attestation.patch-level-low");
  }

  @Test
  void unbound_goodCase_isNotEligibleByTheFloor() {
    EligibilityCase facts = CaseMint.good().toBuilder().policy(PolicyFacts.UNBOUND).build();
    Evaluation evaluation = Evaluations.unbound(facts);
    assertThat(evaluation.outcome()).isEqualTo(Outcome.NOT_ELIGIBLE);
    assertThat(codes(evaluation, Effect.DENY)).containsExactly("portcullis.policy-unbound");
    assertThat(evaluation.ruleSet()).isEqualTo(Evaluations.NONE);
    assertThat(evaluation.parameters().hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Optional.of(evaluation.caseDigest())).contains(CaseDigest.of(facts));
  }

  @Test
  void refusals_coverEveryDenyOfTheStandardSetAndEveryReasonOfTheFloor() {
    Set<String> covered =
        refusals().map(row -> (String) row.get()[2]).collect(Collectors.toCollection(TreeSet::new));
    covered.add("portcullis.integrity-testing");
    Set<String> wanted = new TreeSet<>();
    // What a parameter switches on is held by the rule set's own tests.
    Standard.tree().rules().stream()
        .filter(rule -> rule.consequence().effect() == Effect.DENY)
        .filter(rule -> !Standard.SWITCHED_OFF.contains(rule.id().value()))
        .forEach(rule -> wanted.add(rule.consequence().reason().value()));
    for (EngineReason reason : EngineReason.values()) {
      if (reason.isFloor()) {
        wanted.add(reason.code().value());
      }
    }
    assertThat(covered).containsAll(wanted);
  }

  private static List<String> codes(Evaluation evaluation, Effect effect) {
    return evaluation.findings().stream()
        .filter(finding -> finding.effect() == effect)
        .map(Finding::reason)
        .map(ReasonCode::value)
        .toList();
  }
}
