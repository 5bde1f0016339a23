package org.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.portcullis.engine.audit.AuditReceipt;
import org.portcullis.engine.audit.AuditRefusal;
import org.portcullis.engine.audit.ClockQuality;
import org.portcullis.engine.audit.ClockSource;
import org.portcullis.engine.audit.ClockStamp;
import org.portcullis.engine.audit.DecisionId;
import org.portcullis.engine.audit.DecisionRecord;
import org.portcullis.engine.audit.DegradedStore;
import org.portcullis.engine.audit.EvidenceDigests;
import org.portcullis.engine.audit.EvidenceKind;
import org.portcullis.engine.enrollment.EnrollmentsUnavailableException;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.EnrollmentFacts;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Outcome;
import org.portcullis.facts.PolicyState;
import org.portcullis.facts.SignalState;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.rules.Evaluations;

class EligibilityEngineTest {
  private final MemoryLog log = new MemoryLog();
  private final FakePolicy policy = new FakePolicy("policy");
  private final List<Alarm> alarms = new ArrayList<>();
  private final List<Decision> heard = new ArrayList<>();
  private Instant now = Fixture.NOW;

  @Test
  void decide_goodCase_isRecordedAndReturned() throws IOException {
    Decision decision = engine().decide(CaseMint.good());
    assertThat(decision.isEligible()).isTrue();
    DecisionRecord record = only();
    assertThat(record.id()).isEqualTo(decision.id());
    assertThat(record.evaluation()).isEqualTo(decision.evaluation());
    assertThat(record.eligibilityCase()).isEqualTo(CaseMint.good());
    assertThat(record.evidence()).isEqualTo(EvidenceDigests.NONE);
    assertThat(record.timeMillis()).isEqualTo(now.toEpochMilli());
    assertThat(record.clock())
        .isEqualTo(new ClockStamp(ClockSource.EMBEDDER, ClockQuality.ADVANCING));
    assertThat(record.engineVersion()).matches("[0-9].*\\+drools\\.[0-9].*");
    assertThat(heard).containsExactly(decision);
    assertThat(alarms).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(AuditRefusal.class)
  void decide_recordRefused_isIndeterminateAndSaysSo(AuditRefusal refusal) throws IOException {
    log.answer = Optional.of(new AuditReceipt.Refused(refusal));
    Decision decision = engine().decide(CaseMint.good());
    boolean tooLong = refusal == AuditRefusal.RECORD_TOO_LONG;
    assertUnrecorded(decision, tooLong ? Alarm.RECORD_TOO_LONG : Alarm.AUDIT_UNAVAILABLE);
    assertThat(decision.receipt()).isEqualTo(new AuditReceipt.Refused(refusal));
  }

  @Test
  void decide_logThrows_isIndeterminate() throws IOException {
    log.failing = true;
    Decision decision = engine().decide(CaseMint.good());
    assertUnrecorded(decision, Alarm.AUDIT_UNAVAILABLE);
    assertThat(decision.receipt()).isEqualTo(new AuditReceipt.Refused(AuditRefusal.LOG_FAILED));
  }

  @Test
  void decide_ruleSetThrows_isIndeterminateAndRecorded() throws IOException {
    EligibilityEngine engine = engine();
    policy.before =
        () -> {
          throw new IllegalStateException("a secret of the device");
        };
    assertFailed(engine.decide(CaseMint.good()));
    policy.before = EligibilityEngineTest::endless;
    assertFailed(engine.decide(CaseMint.good()));
    assertThat(log.records).hasSize(2);
  }

  @Test
  void decide_listenerThrows_changesNothing() throws IOException {
    DecisionListener broken =
        new DecisionListener() {
          @Override
          public void decided(Decision decision) {
            throw new IllegalStateException();
          }

          @Override
          public void alarm(Alarm alarm) {
            throw new IllegalStateException();
          }
        };
    EligibilityEngine engine = builder().listener(broken).build();
    engine.bind(policy);
    assertThat(engine.decide(CaseMint.good()).isEligible()).isTrue();
    log.failing = true;
    assertThat(engine.decide(CaseMint.good()).isEligible()).isFalse();
  }

  @Test
  void decide_noPolicy_isNotEligibleWhateverTheCaseSays() throws IOException {
    EligibilityEngine engine = builder().build();
    Decision decision = engine.decide(CaseMint.good());
    assertThat(decision.evaluation().outcome()).isEqualTo(Outcome.NOT_ELIGIBLE);
    assertThat(decision.evaluation().ruleSet()).isEqualTo(Evaluations.NONE);
    assertThat(reasons(decision)).contains("portcullis.policy-unbound");
    assertThat(only().eligibilityCase().policy().state()).isEqualTo(PolicyState.UNBOUND);
  }

  @Test
  void decide_policyOutsideItsValidity_isStampedSo() throws IOException {
    EligibilityEngine engine = engine();
    policy.notBefore = Optional.of(now.plusMillis(1));
    assertThat(stamped(engine)).isEqualTo(PolicyState.NOT_YET_VALID);
    policy.notBefore = Optional.of(now);
    policy.expires = Optional.of(now.plusMillis(1));
    assertThat(stamped(engine)).isEqualTo(PolicyState.IN_FORCE);
    policy.expires = Optional.of(now);
    assertThat(stamped(engine)).isEqualTo(PolicyState.EXPIRED);
  }

  @Test
  void decide_clockWithinTheSkew_isHeldAtTheLatestRecord() throws IOException {
    log.latest = now.plusSeconds(60).toEpochMilli();
    Decision decision = engine().decide(CaseMint.good());
    assertThat(decision.isEligible()).isTrue();
    assertThat(only().timeMillis()).isEqualTo(log.latest);
    assertThat(only().clock().quality()).isEqualTo(ClockQuality.HELD);
    assertThat(alarms).isEmpty();
  }

  @Test
  void decide_clockSteppedBack_trustsNothingThatIsValidForATime() throws IOException {
    log.latest = now.plusSeconds(60).plusMillis(1).toEpochMilli();
    Decision decision = engine().decide(CaseMint.certified());
    DecisionRecord record = only();
    assertThat(decision.clock()).isEqualTo(record.clock());
    assertThat(record.timeMillis()).isEqualTo(log.latest);
    assertThat(record.clock().quality()).isEqualTo(ClockQuality.STEPPED_BACK);
    EligibilityCase facts = record.eligibilityCase();
    assertThat(
            List.of(
                facts.request().state(),
                facts.keyAttestation().state(),
                facts.integrity().state(),
                facts.release().state()))
        .containsOnly(SignalState.UNAVAILABLE);
    assertThat(facts.transport().state()).isEqualTo(SignalState.VERIFIED);
    assertThat(alarms).containsExactly(Alarm.CLOCK_STEPPED_BACK);
  }

  @Test
  void decide_clockSteppedBackBetweenDecisions_isNoticed() throws IOException {
    EligibilityEngine engine = engine();
    engine.decide(CaseMint.good());
    now = now.minus(Duration.ofDays(1));
    engine.decide(CaseMint.good());
    assertThat(alarms).containsExactly(Alarm.CLOCK_STEPPED_BACK);
    assertThat(log.records.get(1).timeMillis()).isEqualTo(Fixture.NOW.toEpochMilli());
  }

  @Test
  void decide_clockOutOfAllRange_isClamped() throws IOException {
    EligibilityEngine engine = engine();
    now = Instant.ofEpochMilli(-5);
    engine.decide(CaseMint.good());
    now = Instant.ofEpochMilli(1L << 50);
    engine.decide(CaseMint.good());
    assertThat(log.records).extracting(DecisionRecord::timeMillis).contains(0L, (1L << 48) - 1);
  }

  @Test
  void decide_clockBeyondALongOfMillis_isClamped() throws IOException {
    EligibilityEngine engine = builder().maxSkew(Duration.ofSeconds(Long.MAX_VALUE)).build();
    now = Instant.MIN;
    assertThat(engine.decide(CaseMint.good()).receipt().isAccepted()).isTrue();
    now = Instant.MAX;
    assertThat(engine.decide(CaseMint.good()).clock().quality()).isEqualTo(ClockQuality.ADVANCING);
    now = Fixture.NOW;
    assertThat(engine.decide(CaseMint.good()).clock().quality()).isEqualTo(ClockQuality.HELD);
    assertThat(log.records)
        .extracting(DecisionRecord::timeMillis)
        .containsExactly(0L, (1L << 48) - 1, (1L << 48) - 1);
  }

  @Test
  void decide_generator_isAskedOnce() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    RandomGenerator counting =
        new RandomGenerator() {
          @Override
          public long nextLong() {
            throw new IllegalStateException("asked for less than all");
          }

          @Override
          public void nextBytes(byte[] bytes) {
            new SplittableRandom(calls.incrementAndGet()).nextBytes(bytes);
          }
        };
    EligibilityEngine engine = builder().random(counting).build();
    DecisionId first = engine.decide(CaseMint.good()).id();
    assertThat(engine.decide(CaseMint.good()).id()).isNotEqualTo(first);
    assertThat(calls).hasValue(2);
    assertThat(log.records).extracting(DecisionRecord::salt).doesNotHaveDuplicates();
  }

  @Test
  void decide_checkIn_isBoundToItsEvidence() throws IOException {
    Fixture fixture = Fixture.vendorDevice();
    EligibilityEngine engine = fixture.engine(log).build();
    engine.bind(policy);
    Digest manifest = Digest.ofUtf8("manifest");
    engine.decide(fixture.checkIn().evidence(EvidenceKind.MANIFEST, manifest).build());
    assertThat(only().evidence().byKind())
        .containsEntry(EvidenceKind.MANIFEST, manifest)
        .containsOnlyKeys(EvidenceKind.MANIFEST, EvidenceKind.CHAIN);
    assertThat(only().degraded()).isEmpty();
  }

  @Test
  void decide_enrollmentsUnavailable_isRecordedAsDegraded() throws IOException {
    EligibilityEngine engine =
        Fixture.vendorDevice()
            .engine(log)
            .listener(listener())
            .enrollments(
                id -> {
                  throw new EnrollmentsUnavailableException("down", new IOException());
                })
            .build();
    engine.bind(policy);
    engine.decide(Fixture.vendorDevice().checkIn().build());
    assertThat(only().degraded()).isEqualTo(Set.of(DegradedStore.ENROLLMENTS));
    assertThat(only().eligibilityCase().enrollment()).isEqualTo(EnrollmentFacts.UNKNOWN);
    assertThat(alarms).containsExactly(Alarm.ENROLLMENTS_UNAVAILABLE);
  }

  @Test
  void bind_parametersThatCannotBeStored_leavesThePolicyBefore() throws IOException {
    EligibilityEngine engine = engine();
    log.failingBlobs = true;
    FakePolicy next = new FakePolicy("next");
    assertThatIOException().isThrownBy(() -> engine.bind(next));
    assertThat(engine.decide(CaseMint.good()).evaluation().ruleSet()).isEqualTo(policy.ruleSet());
    assertThat(policy.closed).isFalse();
  }

  @Test
  void bind_parametersOfADecision_areInTheStoreBeforeIt() throws IOException {
    Decision decision = engine().decide(CaseMint.good());
    assertThat(log.blobs.get(decision.evaluation().parameters()))
        .isEqualTo(policy.parametersCanonical());
  }

  @Test
  void bind_whileADecisionRuns_letsItEndUnderItsOwnPolicy() throws Exception {
    EligibilityEngine engine = engine();
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    policy.before = () -> await(running, goOn);
    ExecutorService callers = Executors.newSingleThreadExecutor();
    Future<Decision> decision = callers.submit(() -> engine.decide(CaseMint.good()));
    assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
    FakePolicy next = new FakePolicy("next");
    engine.bind(next);
    assertThat(policy.closed).isFalse();
    assertThat(engine.decide(CaseMint.good()).evaluation().ruleSet()).isEqualTo(next.ruleSet());
    goOn.countDown();
    assertThat(decision.get(10, TimeUnit.SECONDS).evaluation().ruleSet())
        .isEqualTo(policy.ruleSet());
    callers.shutdown();
    assertThat(policy.closed).isTrue();
    assertThat(next.closed).isFalse();
    engine.close();
    assertThat(next.closed).isTrue();
    assertThat(reasons(engine.decide(CaseMint.good()))).contains("portcullis.policy-unbound");
  }

  @Test
  void bind_underLoad_neverUsesAClosedPolicy() throws Exception {
    EligibilityEngine engine = engine();
    ExecutorService callers = Executors.newFixedThreadPool(4);
    List<Future<Boolean>> allEligible = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      allEligible.add(
          callers.submit(
              () -> {
                boolean eligible = true;
                for (int i = 0; i < 500; i++) {
                  eligible &= engine.decide(CaseMint.good()).isEligible();
                }
                return eligible;
              }));
    }
    for (int i = 0; i < 200; i++) {
      engine.bind(new FakePolicy("policy " + i));
    }
    for (Future<Boolean> eligible : allEligible) {
      assertThat(eligible.get(30, TimeUnit.SECONDS)).isTrue();
    }
    callers.shutdown();
  }

  @Test
  void construct_eligibleDecisionWithoutARecord_isAMistake() throws IOException {
    Decision eligible = engine().decide(CaseMint.good());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Decision(
                    eligible.id(),
                    eligible.evaluation(),
                    new AuditReceipt.Refused(AuditRefusal.TIMED_OUT),
                    eligible.clock()));
  }

  @Test
  void build_negativeDurations_areMistakes() {
    Duration negative = Duration.ofNanos(-1);
    assertThatIllegalArgumentException().isThrownBy(() -> builder().maxSkew(negative));
    assertThatIllegalArgumentException().isThrownBy(() -> builder().maxStatusListAge(negative));
  }

  private EligibilityEngine.Builder builder() {
    InstantSource clock = () -> now;
    return EligibilityEngine.builder(log).clock(clock, ClockSource.EMBEDDER).listener(listener());
  }

  private EligibilityEngine engine() throws IOException {
    EligibilityEngine engine = builder().build();
    engine.bind(policy);
    return engine;
  }

  private DecisionListener listener() {
    return new DecisionListener() {
      @Override
      public void decided(Decision decision) {
        synchronized (heard) {
          heard.add(decision);
        }
      }

      @Override
      public void alarm(Alarm alarm) {
        alarms.add(alarm);
      }
    };
  }

  private PolicyState stamped(EligibilityEngine engine) {
    engine.decide(CaseMint.good());
    return log.records.get(log.records.size() - 1).eligibilityCase().policy().state();
  }

  private DecisionRecord only() {
    assertThat(log.records).hasSize(1);
    return log.records.get(0);
  }

  private void assertUnrecorded(Decision decision, Alarm alarm) {
    assertThat(decision.isEligible()).isFalse();
    assertThat(decision.evaluation().outcome()).isEqualTo(Outcome.INDETERMINATE);
    assertThat(reasons(decision)).containsExactly("portcullis.audit-unavailable");
    assertThat(alarms).containsExactly(alarm);
  }

  private void assertFailed(Decision decision) {
    assertThat(decision.evaluation().outcome()).isEqualTo(Outcome.INDETERMINATE);
    assertThat(decision.receipt().isAccepted()).isTrue();
    assertThat(reasons(decision)).containsExactly("portcullis.evaluation-failed");
    assertThat(alarms).contains(Alarm.EVALUATION_FAILED);
  }

  private static List<String> reasons(Decision decision) {
    return decision.evaluation().findings().stream()
        .map(Finding::reason)
        .map(code -> code.value())
        .toList();
  }

  private static boolean await(CountDownLatch running, CountDownLatch goOn) {
    running.countDown();
    try {
      return goOn.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  @SuppressWarnings("InfiniteRecursion")
  private static boolean endless() {
    return !endless();
  }
}
