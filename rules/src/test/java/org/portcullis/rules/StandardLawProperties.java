package org.portcullis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.portcullis.facts.ClientAuthentication;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.IntegrityFacts;
import org.portcullis.facts.Outcome;
import org.portcullis.facts.PatchLevelFacts;
import org.portcullis.facts.RequestKey;
import org.portcullis.facts.RolloutStage;
import org.portcullis.facts.SignalState;
import org.portcullis.facts.Urgency;
import org.portcullis.fixtures.mint.CaseMint;

/** What no values of the parameters may change, held against generated cases. */
final class StandardLawProperties {
  private static final RuleSet WITHOUT_HARDWARE =
      Presets.with("{\"productsWithoutAttestation\": [\"slate\", \"granite\"]}");

  @Provide
  Arbitrary<String> presets() {
    return Arbitraries.of(Presets.ALL);
  }

  private static int rank(Outcome outcome) {
    return switch (outcome) {
      case ELIGIBLE -> 2;
      case DEFERRED -> 1;
      case NOT_ELIGIBLE, INDETERMINATE -> 0;
    };
  }

  @Property(tries = 1000)
  void weakerEvidence_neverImprovesTheOutcome(@ForAll("presets") String preset, @ForAll long seed) {
    RuleSet rules = Presets.of(preset);
    EligibilityCase facts = Presets.nearlyGood(preset, seed);
    Evaluation before = rules.evaluate(facts);
    if (Presets.isFloored(before)) {
      return; // Java's own refusals have laws of their own
    }
    for (Weakenings.Weaker weaker : Weakenings.of(facts)) {
      Evaluation after = rules.evaluate(weaker.facts());
      // Evidence that nobody can judge for the moment is waited for, never taken.
      int most = weaker.waiting() ? Math.max(1, rank(before.outcome())) : rank(before.outcome());
      assertThat(rank(after.outcome()))
          .as("%s: %s", preset, weaker.what())
          .isLessThanOrEqualTo(most);
    }
  }

  @Example
  void nearlyGoodCases_areOftenEligible_soThatTheLawsSaySomething() {
    for (String preset : Presets.ALL) {
      long eligible =
          LongStream.range(0, 1000)
              .filter(
                  seed ->
                      Presets.of(preset).evaluate(Presets.nearlyGood(preset, seed)).isEligible())
              .count();
      assertThat(eligible).as(preset).isBetween(150L, 850L);
    }
  }

  @Property(tries = 1000)
  void publishedSecurityRelease_isRefusedForNoPatchLevelAndNoMissingVerdict(
      @ForAll("presets") String preset, @ForAll long seed, @ForAll long second) {
    RuleSet rules = Presets.of(preset);
    EligibilityCase facts = published(Presets.nearlyGood(preset, seed), seed);
    EligibilityCase poor = poorer(facts, new SplittableRandom(second));
    assertThat(ofRules(rules.evaluate(poor))).isEqualTo(ofRules(rules.evaluate(richer(facts))));
  }

  @Example
  void publishedSecurityRelease_reachesAnOldDeviceWithoutVerdict_underEveryPreset() {
    for (String preset : Presets.ALL) {
      RuleSet rules = Presets.of(preset);
      long reached = 0;
      for (long seed = 0; seed < 1000; seed++) {
        EligibilityCase facts = published(Presets.nearlyGood(preset, seed), seed);
        if (rules.evaluate(richer(facts)).isEligible()) {
          assertThat(rules.evaluate(oldest(facts)).isEligible()).as("%s %s", preset, seed).isTrue();
          reached++;
        }
      }
      assertThat(reached).as(preset).isGreaterThan(150);
    }
  }

  private static Set<String> ofRules(Evaluation evaluation) {
    Set<String> reasons = Presets.reasons(evaluation);
    reasons.removeIf(code -> code.startsWith("portcullis."));
    return reasons;
  }

  private static EligibilityCase published(EligibilityCase facts, long seed) {
    RolloutStage stage = seed % 2 == 0 ? RolloutStage.LIMITED : RolloutStage.STABLE;
    EligibilityCase published = CaseMint.with(facts, "rollout.stage", stage);
    return published.release().state() == SignalState.VERIFIED
        ? CaseMint.with(published, "release.urgency", Urgency.SECURITY)
        : published.toBuilder()
            .release(CaseMint.with(CaseMint.good(), "release.urgency", Urgency.SECURITY).release())
            .build();
  }

  /** With the patch levels that a drawn case has, and any verdict but a testing one. */
  private static EligibilityCase poorer(EligibilityCase facts, SplittableRandom random) {
    EligibilityCase other = CaseMint.random(random);
    IntegrityFacts verdict = other.integrity().testing() ? facts.integrity() : other.integrity();
    EligibilityCase poorer = facts.toBuilder().integrity(verdict).build();
    return withPatchLevels(
        poorer,
        random.nextBoolean() ? PatchLevelFacts.of(2000_01, 0) : other.keyAttestation().osPatch(),
        other.keyAttestation().vendorPatch());
  }

  private static EligibilityCase richer(EligibilityCase facts) {
    EligibilityCase richer = facts.toBuilder().integrity(CaseMint.certified().integrity()).build();
    return withPatchLevels(richer, PatchLevelFacts.of(2026_10, 0), PatchLevelFacts.of(2026_10, 5));
  }

  private static EligibilityCase oldest(EligibilityCase facts) {
    EligibilityCase oldest = facts.toBuilder().integrity(IntegrityFacts.absent()).build();
    return withPatchLevels(oldest, PatchLevelFacts.of(2000_01, 0), PatchLevelFacts.ABSENT);
  }

  private static EligibilityCase withPatchLevels(
      EligibilityCase facts, PatchLevelFacts system, PatchLevelFacts others) {
    if (facts.keyAttestation().state() != SignalState.VERIFIED) {
      return facts;
    }
    EligibilityCase changed = CaseMint.with(facts, "keyAttestation.osPatch", system);
    changed = CaseMint.with(changed, "keyAttestation.vendorPatch", others);
    return CaseMint.with(changed, "keyAttestation.bootPatch", others);
  }

  @Property(tries = 2000)
  void strict_acceptsNothingThatTheDefaultsRefuse(@ForAll long seed) {
    for (String preset : List.of(Presets.DEFAULT, Presets.STRICT)) {
      EligibilityCase facts = Presets.nearlyGood(preset, seed);
      if (Presets.of(Presets.STRICT).evaluate(facts).isEligible()) {
        assertThat(Presets.of(Presets.DEFAULT).evaluate(facts).isEligible()).isTrue();
      }
    }
  }

  @Property(tries = 2000)
  void labAllowances_areNotedOnTheirChannel_andChangeNothingElsewhere(@ForAll long seed) {
    for (String preset : List.of(Presets.DEFAULT, Presets.LAB)) {
      EligibilityCase facts = Presets.nearlyGood(preset, seed);
      Evaluation evaluation = Presets.of(Presets.LAB).evaluate(facts);
      boolean noted =
          evaluation.findings().stream()
              .anyMatch(finding -> finding.reason().value().equals("lab.allowances"));
      assertThat(noted).isEqualTo(facts.channel().name().equals("lab"));
      if (!noted) {
        assertThat(evaluation.findings())
            .isEqualTo(Presets.of(Presets.DEFAULT).evaluate(facts).findings());
      }
    }
  }

  @Property(tries = 2000)
  void labPreset_neverLiftsTheFloor(@ForAll long seed) {
    EligibilityCase facts = Presets.nearlyGood(Presets.LAB, seed);
    Evaluation lab = Presets.of(Presets.LAB).evaluate(facts);
    boolean floored = Presets.isFloored(Presets.of(Presets.DEFAULT).evaluate(facts));
    assertThat(Presets.isFloored(lab)).isEqualTo(floored);
    assertThat(lab.isEligible() && floored).isFalse();
  }

  @Property(tries = 2000)
  void productsWithoutAttestation_acceptNoMoreThanSilentDevicesWithTheirSubstitute(
      @ForAll long seed) {
    EligibilityCase drawn = CaseMint.nearlyGood(new SplittableRandom(seed));
    for (EligibilityCase facts :
        List.of(drawn, CaseMint.with(drawn, "keyAttestation.state", SignalState.ABSENT))) {
      boolean more =
          WITHOUT_HARDWARE.evaluate(facts).isEligible()
              && !Presets.of(Presets.DEFAULT).evaluate(facts).isEligible();
      if (more) {
        assertThat(facts.keyAttestation().state()).isEqualTo(SignalState.ABSENT);
        assertThat(facts.request().key()).isEqualTo(RequestKey.ENROLLED);
        assertThat(facts.transport().clientAuthentication())
            .isEqualTo(ClientAuthentication.CERTIFICATE_MATCHED);
        assertThat(facts.release().product()).isEqualTo(facts.device().product());
      }
    }
  }
}
