package org.portcullis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.portcullis.facts.Effect;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Outcome;
import org.portcullis.facts.PolicyFacts;
import org.portcullis.facts.SignalState;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.rules.internal.FiredRules;

/** Laws of the combination and of the standard rule set. */
final class CombinationProperties {
  private static final RuleTable TABLE = Standard.table(Standard.tree());
  private static final TreeEvaluator TREE = new TreeEvaluator(TABLE);
  private static final RuleSet STANDARD = Standard.evaluatedBy(TABLE, TREE, TREE);
  private static final Combiner COMBINER =
      new Combiner(
          TABLE, STANDARD.manifest().requiredLayers(), STANDARD.digest(), Evaluations.NONE);
  private static final List<SignalState> WEAKER =
      List.of(
          SignalState.ABSENT,
          SignalState.NOT_EVALUATED,
          SignalState.REJECTED,
          SignalState.EXPIRED,
          SignalState.UNAVAILABLE);

  private static EligibilityCase facts(long seed) {
    return CaseMint.random(new SplittableRandom(seed));
  }

  private static EligibilityCase nearlyGood(long seed) {
    return CaseMint.nearlyGood(new SplittableRandom(seed));
  }

  private static FiredRules fired(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FiredRules fired = TABLE.none();
    TABLE.rules().stream()
        .filter(rule -> random.nextInt(4) == 0)
        .forEach(rule -> fired.fired(rule.number()));
    return fired;
  }

  private static FiredRules with(FiredRules fired, int rule) {
    FiredRules copy = TABLE.none();
    copy.addAll(fired);
    copy.fired(rule);
    return copy;
  }

  private static Evaluation combine(EligibilityCase facts, FiredRules fired) {
    FiredRules copy = TABLE.none();
    copy.addAll(fired);
    return COMBINER.combine(facts, CaseDigest.of(facts), copy, Set.of());
  }

  private static int rank(Outcome outcome) {
    return switch (outcome) {
      case ELIGIBLE -> 2;
      case DEFERRED -> 1;
      case NOT_ELIGIBLE, INDETERMINATE -> 0;
    };
  }

  @Property(tries = 2000)
  void weakenedSignal_thatTheStandardSetRequires_isNeverEligible(
      @ForAll long seed,
      @ForAll @IntRange(max = 4) int weaker,
      @ForAll @IntRange(max = 2) int which) {
    String signal = List.of("request", "keyAttestation", "release").get(which);
    EligibilityCase weakened =
        CaseMint.with(nearlyGood(seed), signal + ".state", WEAKER.get(weaker));
    assertThat(STANDARD.evaluate(weakened).isEligible()).isFalse();
  }

  @Property(tries = 2000)
  void weakenedRelease_orItsPatchLevel_neverImprovesTheOutcome(
      @ForAll long seed, @ForAll @IntRange(max = 4) int weaker, @ForAll boolean part) {
    EligibilityCase facts = nearlyGood(seed);
    String path = part ? "release.patch.state" : "release.state";
    if (facts.release().state() != SignalState.VERIFIED) {
      return;
    }
    EligibilityCase weakened = CaseMint.with(facts, path, WEAKER.get(weaker));
    // Without a known level there is nothing that a missing one could hide.
    if (facts.enrollment().osPatchFloor() > 0 || !part) {
      assertThat(rank(STANDARD.evaluate(weakened).outcome()))
          .isLessThanOrEqualTo(rank(STANDARD.evaluate(facts).outcome()));
    }
  }

  @Property(tries = 2000)
  void addedDenyOrDefer_neverImprovesTheOutcome(
      @ForAll long caseSeed, @ForAll long firedSeed, @ForAll @IntRange(max = 1000) int which) {
    EligibilityCase facts = nearlyGood(caseSeed);
    FiredRules fired = fired(firedSeed);
    List<Integer> adverse = new ArrayList<>();
    for (Effect effect : List.of(Effect.DENY, Effect.DEFER)) {
      TABLE.rules().stream()
          .map(RuleTable.NumberedRule::number)
          .filter(number -> TABLE.finding(number).effect() == effect)
          .forEach(adverse::add);
    }
    int added = adverse.get(which % adverse.size());
    Evaluation before = combine(facts, fired);
    Evaluation after = combine(facts, with(fired, added));
    if (TABLE.finding(added).effect() == Effect.DENY) {
      assertThat(after.outcome()).isEqualTo(Outcome.NOT_ELIGIBLE);
    } else if (after.isEligible()) {
      // A deferral beyond its cap stands in for the rollout, and for nothing else.
      assertThat(before.isEligible() || Floor.isDeferralCapped(facts)).isTrue();
    }
  }

  @Property(tries = 2000)
  void addedSatisfyObligeOrNote_neverWorsensTheOutcome(
      @ForAll long caseSeed, @ForAll long firedSeed, @ForAll @IntRange(max = 1000) int which) {
    EligibilityCase facts = nearlyGood(caseSeed);
    FiredRules fired = fired(firedSeed);
    List<Integer> harmless =
        TABLE.rules().stream()
            .map(RuleTable.NumberedRule::number)
            .filter(number -> TABLE.finding(number).effect().compareTo(Effect.SATISFY) >= 0)
            .toList();
    FiredRules more = with(fired, harmless.get(which % harmless.size()));
    assertThat(rank(combine(facts, more).outcome()))
        .isGreaterThanOrEqualTo(rank(combine(facts, fired).outcome()));
  }

  @Property(tries = 2000)
  void eligible_impliesEveryConjunct(@ForAll long caseSeed, @ForAll long firedSeed) {
    EligibilityCase facts = nearlyGood(caseSeed);
    Evaluation evaluation = combine(facts, fired(firedSeed));
    assertThat(evaluation.findings()).isSorted().doesNotHaveDuplicates();
    boolean denied = evaluation.findings().stream().anyMatch(f -> f.effect() == Effect.DENY);
    if (denied) {
      assertThat(evaluation.outcome()).isEqualTo(Outcome.NOT_ELIGIBLE);
    }
    if (evaluation.isEligible()) {
      assertThat(facts.policy()).isEqualTo(PolicyFacts.IN_FORCE);
      assertThat(evaluation.findings()).extracting(Finding::effect).doesNotContain(Effect.DENY);
    }
    assertThat(evaluation.retryAfterSeconds() > 0)
        .isEqualTo(evaluation.outcome() == Outcome.DEFERRED);
    if (evaluation.retryAfterSeconds() > 0) {
      assertThat(evaluation.retryAfterSeconds())
          .isBetween(Combiner.MIN_RETRY_SECONDS, Combiner.MAX_RETRY_SECONDS);
    }
  }

  @Property(tries = 2000)
  void canonical_anyEvaluation_isReadBack(@ForAll long seed) throws Exception {
    Evaluation evaluation = STANDARD.evaluate(facts(seed));
    assertThat(EvaluationCodec.decode(evaluation.canonical())).isEqualTo(evaluation);
    assertThat(STANDARD.evaluate(facts(seed)).canonical()).isEqualTo(evaluation.canonical());
  }

  @Property(tries = 1000)
  void unboundPolicy_isNeverEligible(@ForAll long seed) {
    EligibilityCase facts = facts(seed).toBuilder().policy(PolicyFacts.UNBOUND).build();
    assertThat(Evaluations.unbound(facts).outcome()).isEqualTo(Outcome.NOT_ELIGIBLE);
    assertThat(STANDARD.evaluate(facts).outcome()).isEqualTo(Outcome.NOT_ELIGIBLE);
  }
}
