package org.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.engine.activation.ActivationResult;
import org.portcullis.engine.activation.ActivationScope;
import org.portcullis.engine.activation.ScopeStatus;
import org.portcullis.engine.activation.ShadowCount;
import org.portcullis.engine.activation.Signing;
import org.portcullis.engine.activation.Stage;
import org.portcullis.engine.audit.ActivationAct;
import org.portcullis.engine.audit.ActivationRecord;
import org.portcullis.engine.audit.AuditReceipt;
import org.portcullis.engine.audit.AuditRefusal;
import org.portcullis.facts.ChannelFacts;
import org.portcullis.facts.DeviceFacts;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Outcome;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.rules.EngineReason;
import org.portcullis.rules.Evaluations;

/** What puts a rule set in force, and takes it out again. */
final class ActivationTest {
  private static final EligibilityCase GOOD = CaseMint.good();

  @TempDir private Path folder;
  private ActivationFixture fixture;
  private Digest first;
  private Digest second;

  @BeforeEach
  void publish() throws IOException {
    fixture = new ActivationFixture(folder);
    first = fixture.publish(SmallRules.version(1));
    second = fixture.publish(SmallRules.version(2));
  }

  private static void accept(EligibilityEngine engine, long sequence, Stage stage, Digest ruleSet) {
    assertThat(
            ActivationFixture.activate(
                engine, ActivationFixture.activation(sequence, stage, ruleSet)))
        .isInstanceOf(ActivationResult.Accepted.class);
  }

  private static Digest inForce(EligibilityEngine engine) {
    return engine.decide(GOOD).evaluation().ruleSet();
  }

  private List<ActivationAct> acts() {
    return fixture.log.acts.stream().map(ActivationRecord::act).toList();
  }

  @Test
  void decide_nothingActivated_isNotEligible() throws IOException {
    try (EligibilityEngine engine = fixture.engine()) {
      Decision decision = engine.decide(GOOD);
      assertThat(decision.evaluation().outcome()).isEqualTo(Outcome.NOT_ELIGIBLE);
      assertThat(decision.evaluation().findings())
          .extracting(Finding::reason)
          .contains(EngineReason.POLICY_UNBOUND.code());
    }
  }

  @Test
  void activate_theWholeWay_decidesOnlyWhileActive() throws IOException {
    try (EligibilityEngine engine = fixture.engine()) {
      accept(engine, 1, Stage.STAGED, first);
      assertThat(inForce(engine)).isEqualTo(Evaluations.NONE);
      accept(engine, 2, Stage.SHADOW, first);
      assertThat(inForce(engine)).isEqualTo(Evaluations.NONE);
      accept(engine, 3, Stage.ACTIVE, first);
      assertThat(inForce(engine)).isEqualTo(first);
      assertThat(engine.decide(GOOD).isEligible()).isTrue();
      accept(engine, 4, Stage.RETIRED, first);
      assertThat(inForce(engine)).isEqualTo(Evaluations.NONE);
    }
    assertThat(acts())
        .containsExactly(
            ActivationAct.ACCEPTED,
            ActivationAct.ACCEPTED,
            ActivationAct.ACCEPTED,
            ActivationAct.SHADOW_ENDED,
            ActivationAct.ACCEPTED);
    assertThat(fixture.log.acts)
        .allSatisfy(
            record -> {
              ActivationRecord.Content content = record.subject().content().orElseThrow();
              assertThat(content.scope()).isEqualTo(ActivationFixture.SCOPE);
              assertThat(content.ruleSet()).isEqualTo(first);
            });
    assertThat(fixture.log.acts.get(0).subject().signers())
        .containsExactlyInAnyOrder(
            Digest.fromHex(Signing.ALICE.key().keyId()), Digest.fromHex(Signing.BOB.key().keyId()));
  }

  @Test
  void activate_anEarlierRuleSet_isARollbackWithTheNextSequence() throws IOException {
    try (EligibilityEngine engine = fixture.engine()) {
      accept(engine, 1, Stage.ACTIVE, first);
      accept(engine, 2, Stage.ACTIVE, second);
      assertThat(inForce(engine)).isEqualTo(second);
      accept(engine, 3, Stage.ACTIVE, first);
      assertThat(inForce(engine)).isEqualTo(first);
    }
  }

  @Test
  void activate_otherValues_isANewActivationOfTheSameRuleSet() throws IOException {
    try (EligibilityEngine engine = fixture.engine()) {
      accept(engine, 1, Stage.ACTIVE, first);
      Decision open = engine.decide(GOOD);
      assertThat(
              ActivationFixture.activate(
                  engine, ActivationFixture.closed(2, Stage.ACTIVE, first, true)))
          .isInstanceOf(ActivationResult.Accepted.class);
      Decision closed = engine.decide(GOOD);
      assertThat(open.isEligible()).isTrue();
      assertThat(closed.evaluation().outcome()).isEqualTo(Outcome.NOT_ELIGIBLE);
      assertThat(closed.evaluation().ruleSet()).isEqualTo(open.evaluation().ruleSet());
      assertThat(closed.evaluation().parameters()).isNotEqualTo(open.evaluation().parameters());
      assertThat(fixture.log.blobs).containsKey(closed.evaluation().parameters());
    }
  }

  @Test
  void decide_activationThatExpires_isNotEligibleFromThenOn() throws IOException {
    try (EligibilityEngine engine = fixture.engine()) {
      ActivationFixture.activate(
          engine,
          ActivationFixture.valid(
              1, first, Optional.empty(), Optional.of(fixture.now.plusSeconds(60))));
      assertThat(engine.decide(GOOD).isEligible()).isTrue();
      fixture.now = fixture.now.plusSeconds(60);
      assertThat(engine.decide(GOOD).evaluation().findings())
          .extracting(Finding::reason)
          .contains(EngineReason.POLICY_EXPIRED.code());
    }
  }

  @Test
  void decide_ruleSetThatExpires_isNotEligibleFromThenOn() throws IOException {
    Digest expiring = fixture.publish(SmallRules.with(3, "\"expires\": \"2026-11-25T12:01:00Z\""));
    try (EligibilityEngine engine = fixture.engine()) {
      accept(engine, 1, Stage.ACTIVE, expiring);
      assertThat(engine.decide(GOOD).isEligible()).isTrue();
      fixture.now = fixture.now.plus(Duration.ofMinutes(1));
      assertThat(engine.decide(GOOD).isEligible()).isFalse();
    }
  }

  @Test
  void decide_eachScope_hasItsOwnAndNoOther() throws IOException {
    EligibilityCase beta =
        GOOD.toBuilder()
            .channel(new ChannelFacts("beta", true))
            .device(new DeviceFacts("other", "m", 1, 1))
            .build();
    try (EligibilityEngine engine = fixture.engine()) {
      accept(engine, 1, Stage.ACTIVE, first);
      assertThat(engine.decide("default", GOOD).evaluation().ruleSet()).isEqualTo(first);
      assertThat(engine.decide("other", GOOD).evaluation().ruleSet()).isEqualTo(Evaluations.NONE);
      // What the device claims chooses no rule set: the verified release does.
      assertThat(engine.decide("default", beta).evaluation().ruleSet()).isEqualTo(first);
    }
  }

  @Test
  void build_afterARestart_adoptsWhatWasInForce() throws IOException {
    try (EligibilityEngine engine = fixture.engine()) {
      accept(engine, 1, Stage.ACTIVE, first);
      accept(engine, 2, Stage.SHADOW, second);
    }
    MemoryLog later = new MemoryLog();
    try (EligibilityEngine engine = fixture.engine(later)) {
      assertThat(inForce(engine)).isEqualTo(first);
      ScopeStatus status = engine.activation(ActivationFixture.SCOPE).orElseThrow();
      assertThat(status.active().orElseThrow().ruleSet()).isEqualTo(first);
      assertThat(status.shadow().orElseThrow().ruleSet()).isEqualTo(second);
      assertThat(later.acts)
          .extracting(ActivationRecord::act)
          .containsExactly(ActivationAct.ADOPTED, ActivationAct.ADOPTED);
    }
  }

  @Test
  void refresh_anotherEngineActivated_isTakenOver() throws IOException {
    try (EligibilityEngine one = fixture.engine();
        EligibilityEngine other = fixture.engine(new MemoryLog())) {
      accept(one, 1, Stage.ACTIVE, first);
      assertThat(inForce(other)).isEqualTo(Evaluations.NONE);
      assertThat(other.refreshActivations())
          .singleElement()
          .isInstanceOf(ActivationResult.Accepted.class);
      assertThat(inForce(other)).isEqualTo(first);
      assertThat(other.refreshActivations()).isEmpty();
      accept(one, 2, Stage.RETIRED, first);
      other.refreshActivations();
      assertThat(inForce(other)).isEqualTo(Evaluations.NONE);
    }
  }

  @Test
  void activate_whileAnotherEngineWasAhead_takesThatOverToo() throws IOException {
    try (EligibilityEngine one = fixture.engine();
        EligibilityEngine other = fixture.engine(new MemoryLog())) {
      accept(one, 1, Stage.ACTIVE, first);
      accept(other, 2, Stage.SHADOW, second);
      assertThat(inForce(other)).isEqualTo(first);
    }
  }

  @Test
  void shadow_otherOutcomes_areCountedAndChangeNothing() throws IOException {
    try (EligibilityEngine engine = fixture.engine()) {
      accept(engine, 1, Stage.ACTIVE, first);
      ActivationFixture.activate(engine, ActivationFixture.closed(2, Stage.SHADOW, second, true));
      assertThat(engine.decide(GOOD).isEligible()).isTrue();
      EligibilityCase bad =
          GOOD.toBuilder().rollout(org.portcullis.facts.RolloutFacts.NONE).build();
      engine.decide(bad);
      assertThat(engine.activation(ActivationFixture.SCOPE).orElseThrow().compared())
          .isEqualTo(new ShadowCount(2, 1, 0, 1));
      assertThat(fixture.differing)
          .singleElement()
          .satisfies(shadow -> assertThat(shadow.ruleSet()).isEqualTo(second));
      accept(engine, 3, Stage.RETIRED, second);
      assertThat(inForce(engine)).isEqualTo(first);
    }
    assertThat(fixture.log.acts)
        .filteredOn(record -> record.act() == ActivationAct.SHADOW_ENDED)
        .singleElement()
        .satisfies(record -> assertThat(record.shadow()).isEqualTo(new ShadowCount(2, 1, 0, 1)));
  }

  @Test
  void shadow_beforeAnythingIsActive_isComparedAsIfInForce() throws IOException {
    try (EligibilityEngine engine = fixture.engine()) {
      accept(engine, 1, Stage.SHADOW, first);
      assertThat(engine.decide(GOOD).isEligible()).isFalse();
      assertThat(engine.activation(ActivationFixture.SCOPE).orElseThrow().compared())
          .isEqualTo(new ShadowCount(1, 1, 1, 0));
    }
  }

  @Test
  void close_withAShadow_sumsItUp() throws IOException {
    EligibilityEngine engine = fixture.engine();
    accept(engine, 1, Stage.SHADOW, first);
    engine.decide(GOOD);
    engine.close();
    assertThat(acts()).containsExactly(ActivationAct.ACCEPTED, ActivationAct.SHADOW_ENDED);
    assertThat(inForce(engine)).isEqualTo(Evaluations.NONE);
  }

  @Test
  void activate_recordNotAccepted_hasNoEffect() throws IOException {
    try (EligibilityEngine engine = fixture.engine()) {
      accept(engine, 1, Stage.ACTIVE, first);
      fixture.log.answer = Optional.of(new AuditReceipt.Refused(AuditRefusal.QUEUE_FULL));
      ActivationResult result =
          ActivationFixture.activate(engine, ActivationFixture.activation(2, Stage.ACTIVE, second));
      fixture.log.answer = Optional.empty();
      assertThat(result).isInstanceOf(ActivationResult.Refused.class);
      assertThat(inForce(engine)).isEqualTo(first);
      assertThat(fixture.states.read(ActivationFixture.SCOPE).orElseThrow().revision()).isOne();
      // Nothing was spent: the same activation is good once the log is.
      accept(engine, 2, Stage.ACTIVE, second);
    }
  }

  @Test
  void build_ruleSetAndActivations_isAMistake() throws IOException {
    EligibilityEngine engine = fixture.engine();
    engine.close();
    assertThatIllegalStateException().isThrownBy(() -> engine.bind(new FakePolicy("p")));
    EligibilityEngine plain = EligibilityEngine.builder(fixture.log).build();
    assertThatIllegalStateException().isThrownBy(() -> plain.activate(new byte[0]));
    assertThatIllegalStateException().isThrownBy(plain::refreshActivations);
    assertThatIllegalStateException()
        .isThrownBy(() -> plain.activation(new ActivationScope("a", "b", "c")));
  }
}
