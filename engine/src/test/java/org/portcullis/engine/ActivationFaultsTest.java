package org.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.engine.activation.AcceptedActivation;
import org.portcullis.engine.activation.Activation;
import org.portcullis.engine.activation.ActivationAuthority;
import org.portcullis.engine.activation.ActivationRefusal;
import org.portcullis.engine.activation.ActivationResult;
import org.portcullis.engine.activation.ActivationScope;
import org.portcullis.engine.activation.ActivationState;
import org.portcullis.engine.activation.Examination;
import org.portcullis.engine.activation.Examiner;
import org.portcullis.engine.activation.ShadowCount;
import org.portcullis.engine.activation.Signing;
import org.portcullis.engine.activation.Stage;
import org.portcullis.engine.audit.AuditReceipt;
import org.portcullis.engine.audit.AuditRefusal;
import org.portcullis.engine.audit.ClockQuality;
import org.portcullis.engine.audit.ClockSource;
import org.portcullis.engine.audit.ClockStamp;
import org.portcullis.facts.Digest;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.rules.Evaluations;
import org.portcullis.rules.RuleSet;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.bundle.RuleSetStore;
import org.portcullis.rules.bundle.StoredBundle;

/** Stores, logs and listeners that don't do what they should, or that somebody has edited. */
final class ActivationFaultsTest {
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
    assertThat(activate(engine, sequence, stage, ruleSet))
        .isInstanceOf(ActivationResult.Accepted.class);
  }

  private static ActivationResult activate(
      EligibilityEngine engine, long sequence, Stage stage, Digest ruleSet) {
    return ActivationFixture.activate(
        engine, ActivationFixture.activation(sequence, stage, ruleSet));
  }

  private static Digest inForce(EligibilityEngine engine) {
    return engine.decide(CaseMint.good()).evaluation().ruleSet();
  }

  private static void assertRefused(ActivationResult result, ActivationRefusal reason) {
    assertThat(result)
        .isInstanceOfSatisfying(
            ActivationResult.Refused.class,
            refused -> assertThat(refused.reason()).as(refused.detail()).isEqualTo(reason));
  }

  private static AcceptedActivation accepted(Activation activation) {
    return new AcceptedActivation(
        Fixture.NOW, activation, Signing.envelope(activation, Signing.ALICE, Signing.BOB));
  }

  private Optional<ActivationState> state() throws IOException {
    return fixture.states.read(ActivationFixture.SCOPE);
  }

  @Test
  void activate_storePutBack_isRefusedThoughItsSequenceIsNextThere() throws IOException {
    try (EligibilityEngine engine = fixture.engine()) {
      accept(engine, 1, Stage.ACTIVE, first);
      Path file = folder.resolve("activations/default/slate/stable.json");
      byte[] old = Files.readAllBytes(file);
      accept(engine, 3, Stage.ACTIVE, second);
      Files.write(file, old);
      assertRefused(activate(engine, 2, Stage.ACTIVE, first), ActivationRefusal.ROLLED_BACK);
      Files.delete(file);
      assertRefused(activate(engine, 2, Stage.ACTIVE, first), ActivationRefusal.ROLLED_BACK);
      assertThat(inForce(engine)).isEqualTo(second);
    }
  }

  @Test
  void refresh_olderActsUnderARaisedRevision_isRefused() throws IOException {
    try (EligibilityEngine engine = fixture.engine()) {
      accept(engine, 1, Stage.ACTIVE, first);
      List<AcceptedActivation> old = state().orElseThrow().acts();
      accept(engine, 2, Stage.ACTIVE, second);
      fixture.states.instead = Optional.of(new ActivationState(99, old));
      assertThat(engine.refreshActivations())
          .singleElement()
          .satisfies(result -> assertRefused(result, ActivationRefusal.ROLLED_BACK));
      assertThat(inForce(engine)).isEqualTo(second);
    }
  }

  @Test
  void refresh_retirementLeftOut_doesNotPutTheRetiredInForceAgain() throws IOException {
    try (EligibilityEngine engine = fixture.engine()) {
      accept(engine, 1, Stage.ACTIVE, first);
      accept(engine, 2, Stage.RETIRED, first);
      accept(engine, 3, Stage.STAGED, second);
      List<AcceptedActivation> acts = state().orElseThrow().acts();
      fixture.states.instead =
          Optional.of(new ActivationState(99, List.of(acts.get(0), acts.get(2))));
      assertThat(engine.refreshActivations())
          .singleElement()
          .satisfies(result -> assertRefused(result, ActivationRefusal.ROLLED_BACK));
      assertThat(inForce(engine)).isEqualTo(Evaluations.NONE);
    }
  }

  @Test
  void refresh_retiredAndWhatCameAfterIsMissing_endsWhatWasRetired() throws IOException {
    try (EligibilityEngine engine = fixture.engine()) {
      accept(engine, 1, Stage.ACTIVE, first);
      Digest missing = Digest.ofUtf8("missing");
      ActivationState retired =
          ActivationState.after(
              state(), accepted(ActivationFixture.activation(2, Stage.RETIRED, first)));
      ActivationState later =
          ActivationState.after(
              Optional.of(retired),
              accepted(ActivationFixture.activation(3, Stage.ACTIVE, missing)));
      fixture.states.instead = Optional.of(later);
      assertThat(engine.refreshActivations())
          .singleElement()
          .satisfies(result -> assertRefused(result, ActivationRefusal.RULE_SET_MISSING));
      assertThat(inForce(engine)).isEqualTo(Evaluations.NONE);
    }
  }

  @Test
  void refresh_replacedAndTheReplacementIsMissing_keepsWhatIsInForce() throws IOException {
    try (EligibilityEngine engine = fixture.engine()) {
      accept(engine, 1, Stage.ACTIVE, first);
      Digest missing = Digest.ofUtf8("missing");
      fixture.states.instead =
          Optional.of(
              ActivationState.after(
                  state(), accepted(ActivationFixture.activation(2, Stage.ACTIVE, missing))));
      engine.refreshActivations();
      assertThat(inForce(engine)).isEqualTo(first);
    }
  }

  @Test
  void refresh_storeThatSaysAnotherStageThanWasSigned_isForged() throws IOException {
    Activation staged = ActivationFixture.activation(2, Stage.STAGED, first);
    AcceptedActivation edited =
        new AcceptedActivation(
            fixture.now,
            ActivationFixture.activation(2, Stage.ACTIVE, first),
            Signing.envelope(staged, Signing.ALICE, Signing.BOB));
    try (EligibilityEngine engine = fixture.engine()) {
      // Known to the engine by the listing only, as the file store would not write it so.
      accept(engine, 1, Stage.STAGED, second);
      fixture.states.instead = Optional.of(new ActivationState(2, List.of(edited)));
      assertThat(engine.refreshActivations())
          .singleElement()
          .satisfies(result -> assertRefused(result, ActivationRefusal.FORGED));
      assertThat(inForce(engine)).isEqualTo(Evaluations.NONE);
    }
  }

  /** With as many signatures that count for nothing as an envelope may hold, and long ones. */
  private static byte[] withJunk(byte[] signed) {
    String junk = Base64.getEncoder().encodeToString(new byte[2048]);
    String more = (",{\"keyid\":\"" + "x".repeat(256) + "\",\"sig\":\"" + junk + "\"}").repeat(14);
    String text = new String(signed, StandardCharsets.UTF_8);
    int end = text.lastIndexOf(']');
    return (text.substring(0, end) + more + text.substring(end)).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void activate_junkBesideTheSignatures_neverReachesTheStore() throws IOException {
    try (EligibilityEngine engine = fixture.engine()) {
      for (int sequence = 1; sequence <= 8; sequence++) {
        Activation activation = ActivationFixture.activation(sequence, Stage.STAGED, first);
        byte[] signed = Signing.sign(activation, Signing.ALICE, Signing.BOB);
        assertThat(engine.activate(withJunk(signed))).isInstanceOf(ActivationResult.Accepted.class);
        assertThat(state().orElseThrow().last().envelope().write()).isEqualTo(signed);
      }
    }
  }

  @Test
  void activate_storesThatThrow_isRefusedAndTheNextIsGood() throws IOException {
    ThrowingRuleSets ruleSets = new ThrowingRuleSets(fixture.ruleSets);
    try (EligibilityEngine engine =
        EligibilityEngine.builder(fixture.log)
            .activations(new ActivationAuthority(fixture.states, ruleSets, Signing.keys()))
            .clock(() -> fixture.now, ClockSource.EMBEDDER)
            .build()) {
      ruleSets.throwing = true;
      assertRefused(activate(engine, 1, Stage.ACTIVE, first), ActivationRefusal.STORE_UNAVAILABLE);
      ruleSets.throwing = false;
      ruleSets.instead = Optional.of(second);
      assertRefused(activate(engine, 1, Stage.ACTIVE, first), ActivationRefusal.RULE_SET_DAMAGED);
      ruleSets.instead = Optional.empty();
      fixture.states.throwing = true;
      assertRefused(activate(engine, 1, Stage.ACTIVE, first), ActivationRefusal.STORE_UNAVAILABLE);
      fixture.states.throwing = false;
      accept(engine, 1, Stage.ACTIVE, first);
    }
  }

  @Test
  void activate_storeThatGivesAnotherScope_isRefused() throws IOException {
    try (EligibilityEngine engine = fixture.engine()) {
      Activation plain = ActivationFixture.activation(1, Stage.STAGED, first);
      Activation other =
          new Activation(
              new ActivationScope("default", "slate", "beta"),
              plain.sequence(),
              plain.stage(),
              plain.ruleSet(),
              plain.parameters(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      fixture.states.instead =
          Optional.of(ActivationState.after(Optional.empty(), accepted(other)));
      assertRefused(activate(engine, 2, Stage.ACTIVE, first), ActivationRefusal.STORE_UNAVAILABLE);
    }
  }

  @Test
  void activate_refusalThatCannotBeRecorded_raisesAnAlarm() throws IOException {
    try (EligibilityEngine engine = fixture.engine()) {
      fixture.log.answer = Optional.of(new AuditReceipt.Refused(AuditRefusal.LOG_DEAD));
      assertRefused(engine.activate(new byte[0]), ActivationRefusal.MALFORMED_ENVELOPE);
      assertThat(fixture.alarms).containsExactly(Alarm.AUDIT_UNAVAILABLE);
    }
  }

  @Test
  void refresh_listenerThatRefreshesAtAnAlarm_isHeardOnce() throws IOException {
    List<EligibilityEngine> heard = new ArrayList<>();
    List<Alarm> alarms = new ArrayList<>();
    DecisionListener listener =
        new DecisionListener() {
          @Override
          public void alarm(Alarm alarm) {
            alarms.add(alarm);
            heard.forEach(EligibilityEngine::refreshActivations);
          }
        };
    try (EligibilityEngine engine =
        EligibilityEngine.builder(fixture.log)
            .activations(new ActivationAuthority(fixture.states, fixture.ruleSets, Signing.keys()))
            .listener(listener)
            .build()) {
      heard.add(engine);
      fixture.states.unreadable = true;
      engine.refreshActivations();
      assertThat(alarms).containsExactly(Alarm.ACTIVATION_FAILED);
    }
  }

  @Test
  void close_thenActivateOrRefresh_isAMistakeAndPutsNothingInForce() throws IOException {
    EligibilityEngine engine = fixture.engine();
    accept(engine, 1, Stage.ACTIVE, first);
    engine.close();
    engine.close();
    assertThatIllegalStateException().isThrownBy(engine::refreshActivations);
    assertThatIllegalStateException().isThrownBy(() -> activate(engine, 2, Stage.ACTIVE, second));
    assertThat(inForce(engine)).isEqualTo(Evaluations.NONE);
  }

  @Test
  void takeover_valuesThatCannotBeStored_closesTheRuleSet() throws IOException {
    for (Stage stage : List.of(Stage.ACTIVE, Stage.SHADOW)) {
      Examiner examiner =
          new Examiner(new ActivationAuthority(fixture.states, fixture.ruleSets, Signing.keys()));
      AcceptedActivation accepted = accepted(ActivationFixture.activation(1, stage, first));
      Examination.Ready ready =
          (Examination.Ready) examiner.examine(accepted.envelope().write(), Fixture.NOW);
      ActRecorder acts =
          new ActRecorder(
              new Recorder(fixture.log, Seed.of("ids").random()),
              new DecisionClock.Reading(
                  Fixture.NOW.toEpochMilli(),
                  new ClockStamp(ClockSource.EMBEDDER, ClockQuality.ADVANCING)),
              alarm -> {});
      ScopeSlot slot = new ScopeSlot(new PolicyHolder(fixture.log.blobs(), alarm -> {}));
      fixture.log.failingBlobs = true;
      Takeover takeover =
          new Takeover(
                  examiner,
                  fixture.log.blobs(),
                  acts,
                  slot,
                  ActivationState.after(Optional.empty(), accepted))
              .given(accepted, ready);
      assertThat(takeover.run())
          .extracting(ActivationResult.Refused::reason)
          .containsExactly(ActivationRefusal.STORE_UNAVAILABLE);
      RuleSet ruleSet = ready.ruleSet().orElseThrow();
      assertThatIllegalStateException()
          .isThrownBy(() -> ruleSet.evaluate(CaseMint.good()))
          .withMessage("the rule set is closed");
    }
  }

  @Test
  void shadow_comparedAfterItsEnd_isNoDifference() throws IOException {
    ShadowPolicy shadow =
        new ShadowPolicy(
            accepted(ActivationFixture.activation(1, Stage.SHADOW, first)),
            new FakePolicy("p"),
            fixture.log.blobs());
    shadow.close();
    PolicyHolder.Judged unbound = PolicyHolder.unbound(CaseMint.good());
    assertThat(shadow.compare(unbound.facts(), unbound.evaluation(), Fixture.NOW)).isEmpty();
    assertThat(shadow.count()).isEqualTo(ShadowCount.NONE);
  }

  /** A store that throws what it should not, or gives another rule set that is rightly signed. */
  private static final class ThrowingRuleSets implements RuleSetStore {
    private final RuleSetStore store;
    private boolean throwing;
    private Optional<Digest> instead = Optional.empty();

    ThrowingRuleSets(RuleSetStore store) {
      this.store = store;
    }

    @Override
    public Digest put(RuleSetBundle bundle) throws IOException {
      return store.put(bundle);
    }

    @Override
    public Digest put(RuleSetBundle bundle, Envelope signatures) throws IOException {
      return store.put(bundle, signatures);
    }

    @Override
    public StoredBundle get(Digest digest) {
      if (throwing) {
        throw new IllegalStateException("no connection");
      }
      return store.get(instead.orElse(digest));
    }

    @Override
    public SortedSet<Digest> list() throws IOException {
      return store.list();
    }
  }
}
