package org.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.engine.activation.AcceptedActivation;
import org.portcullis.engine.activation.Activation;
import org.portcullis.engine.activation.ActivationRefusal;
import org.portcullis.engine.activation.ActivationResult;
import org.portcullis.engine.activation.ActivationState;
import org.portcullis.engine.activation.Signing;
import org.portcullis.engine.activation.Stage;
import org.portcullis.engine.audit.ActivationAct;
import org.portcullis.engine.audit.ActivationRecord;
import org.portcullis.engine.audit.AuditReceipt;
import org.portcullis.engine.audit.AuditRefusal;
import org.portcullis.facts.Digest;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.rules.bundle.BundleSigning;
import org.portcullis.rules.bundle.RuleSetBundle;

/**
 * Each reason to refuse an activation: reached, recorded, and without effect on what is in force.
 */
final class ActivationRefusalTest {
  private static final long NEXT = 6;

  @TempDir private Path folder;
  private ActivationFixture fixture;
  private EligibilityEngine engine;
  private Digest inForce;
  private Digest next;

  @BeforeEach
  void begin() throws IOException {
    fixture = new ActivationFixture(folder);
    engine = fixture.engine();
    inForce = fixture.publish(SmallRules.version(1));
    next = fixture.publish(SmallRules.version(2));
    ActivationFixture.activate(engine, ActivationFixture.activation(5, Stage.ACTIVE, inForce));
  }

  @AfterEach
  void end() {
    engine.close();
  }

  /** A way to ask for what must be refused. */
  private interface Attempt {
    byte[] signed(ActivationRefusalTest test) throws IOException;
  }

  private record Case(ActivationRefusal reason, String name, Attempt attempt) {
    @Override
    public String toString() {
      return reason + ": " + name;
    }
  }

  private static byte[] sign(Activation activation) {
    return Signing.sign(activation, Signing.ALICE, Signing.BOB);
  }

  private static byte[] active(long sequence, Digest ruleSet) {
    return sign(ActivationFixture.activation(sequence, Stage.ACTIVE, ruleSet));
  }

  private byte[] good() {
    return active(NEXT, next);
  }

  /** Signed by one of the two keys, twice under different key ids. */
  private byte[] signedTwiceByOne() {
    String once =
        new String(
            Signing.sign(ActivationFixture.activation(NEXT, Stage.ACTIVE, next), Signing.ALICE),
            StandardCharsets.UTF_8);
    int start = once.indexOf("[{") + 1;
    String signature = once.substring(start, once.indexOf("}]") + 1);
    String other = signature.replace(Signing.ALICE.key().keyId(), Signing.BOB.key().keyId());
    assertThat(other).isNotEqualTo(signature);
    return once.replace(signature, signature + "," + other).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] of(RuleSetBundle bundle) {
    return active(NEXT, fixture.publish(bundle));
  }

  private byte[] damaged() throws IOException {
    Files.writeString(
        folder.resolve("rulesets").resolve(next.hex()).resolve("rules/small.drl"), "package p");
    return good();
  }

  /** As a newer library would have put it into the shared store. */
  private byte[] ofALaterVocabulary() throws IOException {
    Path store = folder.resolve("rulesets");
    Digest published = fixture.publish(SmallRules.version(3));
    Path manifest = store.resolve(published.hex()).resolve("ruleset.json");
    String later = Files.readString(manifest).replace("\"range\":\"1\"", "\"range\":\"99\"");
    Files.writeString(manifest, later);
    Digest digest = Digest.ofUtf8(later);
    Files.move(store.resolve(published.hex()), store.resolve(digest.hex()));
    return active(NEXT, digest);
  }

  private byte[] unsigned() throws IOException {
    return active(NEXT, fixture.ruleSets.put(SmallRules.version(3)));
  }

  private byte[] signedByAStranger() throws IOException {
    RuleSetBundle bundle = SmallRules.version(3);
    return active(NEXT, fixture.publish(bundle, Signing.MALLORY));
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(ActivationRefusal.MALFORMED_ENVELOPE, "nothing at all", test -> new byte[0]),
        new Case(
            ActivationRefusal.MALFORMED_ENVELOPE,
            "cut off",
            test -> Arrays.copyOf(test.good(), test.good().length / 2)),
        new Case(
            ActivationRefusal.MALFORMED_ENVELOPE,
            "longer than any",
            test -> Arrays.copyOf(test.good(), 64 * 1024 + 1)),
        new Case(
            ActivationRefusal.WRONG_PAYLOAD_TYPE,
            "a rule set's envelope",
            test ->
                Signing.envelope(
                        BundleSigning.PAYLOAD_TYPE,
                        SmallRules.version(2).manifestBytes(),
                        Signing.ALICE,
                        Signing.BOB)
                    .write()),
        new Case(
            ActivationRefusal.WRONG_PAYLOAD_TYPE,
            "an activation signed as a rule set",
            test ->
                Signing.envelope(
                        BundleSigning.PAYLOAD_TYPE,
                        ActivationFixture.activation(NEXT, Stage.ACTIVE, test.next).write(),
                        Signing.ALICE,
                        Signing.BOB)
                    .write()),
        new Case(
            ActivationRefusal.FORGED,
            "signed by a stranger",
            test ->
                Signing.sign(
                    ActivationFixture.activation(NEXT, Stage.ACTIVE, test.next), Signing.MALLORY)),
        new Case(
            ActivationRefusal.UNDER_SIGNED,
            "one of two",
            test ->
                Signing.sign(
                    ActivationFixture.activation(NEXT, Stage.ACTIVE, test.next), Signing.BOB)),
        new Case(
            ActivationRefusal.UNDER_SIGNED,
            "one key under two ids",
            ActivationRefusalTest::signedTwiceByOne),
        new Case(
            ActivationRefusal.MALFORMED_ACTIVATION,
            "signed, and no activation",
            test ->
                Signing.envelope(
                        Activation.PAYLOAD_TYPE,
                        "{}".getBytes(StandardCharsets.UTF_8),
                        Signing.ALICE,
                        Signing.BOB)
                    .write()),
        new Case(
            ActivationRefusal.MALFORMED_ACTIVATION,
            "signed, and too long",
            test ->
                Signing.envelope(
                        Activation.PAYLOAD_TYPE,
                        new byte[Activation.MAX_LENGTH + 1],
                        Signing.ALICE,
                        Signing.BOB)
                    .write()),
        new Case(ActivationRefusal.REPLAYED, "the same again", test -> active(5, test.inForce)),
        new Case(
            ActivationRefusal.REPLAYED, "another of its sequence", test -> active(5, test.next)),
        new Case(ActivationRefusal.ROLLED_BACK, "a lower sequence", test -> active(4, test.next)),
        new Case(
            ActivationRefusal.NOT_YET_VALID,
            "from the next second",
            test ->
                sign(
                    ActivationFixture.valid(
                        NEXT,
                        test.next,
                        Optional.of(test.fixture.now.plusSeconds(1)),
                        Optional.empty()))),
        new Case(
            ActivationRefusal.EXPIRED,
            "until now",
            test ->
                sign(
                    ActivationFixture.valid(
                        NEXT, test.next, Optional.empty(), Optional.of(test.fixture.now)))),
        new Case(
            ActivationRefusal.RULE_SET_MISSING,
            "a digest of nothing",
            test -> active(NEXT, Digest.ofUtf8("nothing"))),
        new Case(
            ActivationRefusal.RULE_SET_UNSIGNED, "no signatures", ActivationRefusalTest::unsigned),
        new Case(
            ActivationRefusal.RULE_SET_FORGED,
            "a stranger's rule set",
            ActivationRefusalTest::signedByAStranger),
        new Case(
            ActivationRefusal.RULE_SET_UNDER_SIGNED,
            "it demands two",
            test -> test.of(SmallRules.with(3, "\"requires\": { \"approvals\": 2 }"))),
        new Case(
            ActivationRefusal.RULE_SET_DAMAGED, "a file changed", ActivationRefusalTest::damaged),
        new Case(
            ActivationRefusal.RULE_SET_NOT_YET_VALID,
            "from next year",
            test -> test.of(SmallRules.with(3, "\"notBefore\": \"2027-01-01T00:00:00Z\""))),
        new Case(
            ActivationRefusal.RULE_SET_EXPIRED,
            "until this year",
            test -> test.of(SmallRules.with(3, "\"expires\": \"2026-01-01T00:00:00Z\""))),
        new Case(
            ActivationRefusal.RULE_SET_INCOMPATIBLE,
            "a vocabulary of later years",
            ActivationRefusalTest::ofALaterVocabulary),
        new Case(
            ActivationRefusal.RULE_SET_REFUSED,
            "a path misspelt",
            test -> test.of(SmallRules.withWrongRules(3))),
        new Case(
            ActivationRefusal.PARAMETERS_REFUSED,
            "a parameter that isn't",
            test -> sign(ActivationFixture.withUnknownValue(NEXT, test.next))),
        new Case(
            ActivationRefusal.PROBE_FAILED,
            "a test that fails",
            test -> test.of(SmallRules.withFailingTest(3))),
        new Case(
            ActivationRefusal.PROBE_FAILED,
            "no tests",
            test -> test.of(SmallRules.withoutTests(3))),
        new Case(
            ActivationRefusal.NOT_IN_SCOPE,
            "to retire what is nowhere",
            test -> sign(ActivationFixture.activation(NEXT, Stage.RETIRED, test.next))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void activate_whatMustBeRefused_isAndWhatWasInForceStays(Case refused) throws IOException {
    byte[] signed = refused.attempt().signed(this);
    int before = fixture.log.acts.size();
    assertRefused(engine.activate(signed), refused.reason());
    assertThat(engine.decide(CaseMint.good()).evaluation().ruleSet()).isEqualTo(inForce);
    List<ActivationRecord> recorded = fixture.log.acts.subList(before, fixture.log.acts.size());
    assertThat(recorded)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.act()).isEqualTo(ActivationAct.REFUSED);
              assertThat(record.refusal()).contains(refused.reason());
            });
    assertThat(fixture.states.read(ActivationFixture.SCOPE).orElseThrow().revision()).isOne();
  }

  @Test
  void activate_twoAtOnce_theSecondIsAConflict() throws IOException {
    Activation activation = ActivationFixture.activation(NEXT, Stage.ACTIVE, next);
    AcceptedActivation other =
        new AcceptedActivation(
            fixture.now, activation, Signing.envelope(activation, Signing.BOB, Signing.ALICE));
    fixture.states.first =
        Optional.of(ActivationState.after(fixture.states.read(ActivationFixture.SCOPE), other));
    assertRefused(engine.activate(good()), ActivationRefusal.CONFLICT);
    assertThat(fixture.log.acts)
        .extracting(ActivationRecord::act)
        .endsWith(ActivationAct.ACCEPTED, ActivationAct.REFUSED);
  }

  @Test
  void activate_storeThatFails_isRefused() {
    fixture.states.unwritable = true;
    assertRefused(engine.activate(good()), ActivationRefusal.STORE_UNAVAILABLE);
    fixture.states.unwritable = false;
    fixture.states.unreadable = true;
    assertRefused(engine.activate(good()), ActivationRefusal.STORE_UNAVAILABLE);
    assertThat(engine.decide(CaseMint.good()).evaluation().ruleSet()).isEqualTo(inForce);
  }

  @Test
  void activate_storeThatStoresAndFails_isAccepted() {
    fixture.states.failingAfterwards = true;
    assertThat(engine.activate(good())).isInstanceOf(ActivationResult.Accepted.class);
    assertThat(engine.decide(CaseMint.good()).evaluation().ruleSet()).isEqualTo(next);
  }

  @Test
  void activate_logThatRefuses_isRefused() {
    fixture.log.answer = Optional.of(new AuditReceipt.Refused(AuditRefusal.LOG_DEAD));
    assertRefused(engine.activate(good()), ActivationRefusal.AUDIT_UNAVAILABLE);
  }

  @Test
  void activate_noRoomForTheValues_isRefused() {
    fixture.log.failingBlobs = true;
    assertRefused(engine.activate(good()), ActivationRefusal.STORE_UNAVAILABLE);
  }

  @Test
  void refresh_anOlderState_isRefusedAndWhatIsInForceStays() throws IOException {
    Optional<ActivationState> old = fixture.states.read(ActivationFixture.SCOPE);
    engine.activate(good());
    fixture.states.instead = old;
    assertThat(engine.refreshActivations())
        .singleElement()
        .satisfies(result -> assertRefused(result, ActivationRefusal.ROLLED_BACK));
    assertThat(engine.decide(CaseMint.good()).evaluation().ruleSet()).isEqualTo(next);
    engine.refreshActivations();
    assertThat(fixture.log.acts)
        .filteredOn(record -> record.act() == ActivationAct.REFUSED)
        .singleElement()
        .satisfies(record -> assertThat(record.refusal()).contains(ActivationRefusal.ROLLED_BACK));
    assertThat(fixture.alarms).contains(Alarm.ACTIVATION_FAILED);
  }

  @Test
  void refresh_aForgedState_isRefusedRecordedOnceAndWhatIsInForceStays() throws IOException {
    Activation activation = ActivationFixture.activation(NEXT, Stage.ACTIVE, next);
    forge(activation);
    int before = fixture.log.acts.size();
    for (int i = 0; i < 3; i++) {
      assertThat(engine.refreshActivations())
          .singleElement()
          .satisfies(result -> assertRefused(result, ActivationRefusal.FORGED));
    }
    assertThat(engine.decide(CaseMint.good()).evaluation().ruleSet()).isEqualTo(inForce);
    assertThat(fixture.log.acts).hasSize(before + 1);
  }

  @Test
  void refresh_aForgedRetirement_doesNotTakeOutOfForce() throws IOException {
    forge(ActivationFixture.activation(NEXT, Stage.RETIRED, inForce));
    assertThat(engine.refreshActivations())
        .singleElement()
        .satisfies(result -> assertRefused(result, ActivationRefusal.FORGED));
    assertThat(engine.decide(CaseMint.good()).evaluation().ruleSet()).isEqualTo(inForce);
  }

  private void forge(Activation activation) throws IOException {
    AcceptedActivation forged =
        new AcceptedActivation(
            fixture.now, activation, Signing.envelope(activation, Signing.MALLORY));
    Optional<ActivationState> before = fixture.states.read(ActivationFixture.SCOPE);
    fixture.states.compareAndSet(1, ActivationState.after(before, forged));
  }

  @Test
  void refresh_storeThatCannotBeRead_keepsWhatIsInForce() {
    fixture.states.unreadable = true;
    assertThat(engine.refreshActivations())
        .singleElement()
        .satisfies(result -> assertRefused(result, ActivationRefusal.STORE_UNAVAILABLE));
    assertThat(engine.decide(CaseMint.good()).evaluation().ruleSet()).isEqualTo(inForce);
    assertThat(fixture.alarms).contains(Alarm.ACTIVATION_FAILED);
  }

  @Test
  void refresh_ruleSetThatComesLater_takesEffectThen() throws IOException {
    RuleSetBundle late = SmallRules.version(9);
    Activation activation = ActivationFixture.activation(NEXT, Stage.ACTIVE, late.digest());
    AcceptedActivation accepted =
        new AcceptedActivation(
            fixture.now, activation, Signing.envelope(activation, Signing.ALICE, Signing.BOB));
    fixture.states.compareAndSet(
        1, ActivationState.after(fixture.states.read(ActivationFixture.SCOPE), accepted));
    assertThat(engine.refreshActivations())
        .singleElement()
        .satisfies(result -> assertRefused(result, ActivationRefusal.RULE_SET_MISSING));
    fixture.publish(late);
    assertThat(engine.refreshActivations())
        .singleElement()
        .isInstanceOf(ActivationResult.Accepted.class);
    assertThat(engine.decide(CaseMint.good()).evaluation().ruleSet()).isEqualTo(late.digest());
  }

  /** Those of the table and those of the tests above. */
  @Test
  void reasons_all_areReached() {
    Set<ActivationRefusal> reached = EnumSet.noneOf(ActivationRefusal.class);
    cases().map(Case::reason).forEach(reached::add);
    reached.addAll(
        Set.of(
            ActivationRefusal.CONFLICT,
            ActivationRefusal.STORE_UNAVAILABLE,
            ActivationRefusal.AUDIT_UNAVAILABLE));
    assertThat(reached).containsExactlyInAnyOrder(ActivationRefusal.values());
  }

  private static void assertRefused(ActivationResult result, ActivationRefusal reason) {
    assertThat(result)
        .isInstanceOfSatisfying(
            ActivationResult.Refused.class,
            refused -> {
              assertThat(refused.reason()).as(refused.toString()).isEqualTo(reason);
              assertThat(refused.detail()).isNotBlank().doesNotContain("\n");
            });
  }
}
