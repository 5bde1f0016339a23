package org.portcullis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Effect;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Outcome;
import org.portcullis.facts.ReasonCode;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.confine.CheckedRule;
import org.portcullis.rules.confine.CodeDeclaration;
import org.portcullis.rules.confine.ConditionTree;
import org.portcullis.rules.internal.FiredRules;

/** A rule set as a whole: determinism, the two evaluators, the pool. */
final class RuleSetTest {
  private static final int THREADS = 16;

  private static List<EligibilityCase> cases(int size) {
    SplittableRandom random = new SplittableRandom(42);
    List<EligibilityCase> cases = new ArrayList<>(List.of(CaseMint.good(), CaseMint.certified()));
    while (cases.size() < size) {
      cases.add(CaseMint.nearlyGood(random));
    }
    return cases;
  }

  @Test
  void evaluate_sixteenThreadsOnFreshSet_giveIdenticalBytes() throws Exception {
    List<EligibilityCase> cases = cases(24);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (RuleSet rules = Standard.load()) {
      List<Future<Set<List<Digest>>>> answers = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        answers.add(threads.submit(() -> evaluateOften(rules, cases, 400 / THREADS)));
      }
      Set<List<Digest>> distinct = new HashSet<>();
      for (Future<Set<List<Digest>>> answer : answers) {
        distinct.addAll(answer.get());
      }
      assertThat(distinct).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Set<List<Digest>> evaluateOften(
      RuleSet rules, List<EligibilityCase> cases, int times) {
    Set<List<Digest>> distinct = new HashSet<>();
    for (int i = 0; i < times; i++) {
      distinct.add(digests(rules, cases));
    }
    return distinct;
  }

  private static List<Digest> digests(RuleSet rules, List<EligibilityCase> cases) {
    return cases.stream().map(facts -> Digest.of(rules.evaluate(facts).canonical())).toList();
  }

  @Test
  void load_twoHundredOrdersOfFiles_giveIdenticalDigestsAndAnswers() {
    RuleSetBundle bundle = BundledRuleSets.standard();
    List<EligibilityCase> cases = cases(20);
    Rules random = new Rules(1);
    List<Digest> expected = null;
    for (int i = 0; i < 200; i++) {
      RuleSetBundle shuffled = Standard.withRules(random.shuffled(bundle.rules()));
      assertThat(shuffled.digest()).isEqualTo(bundle.digest());
      try (RuleSet rules = Standard.loaded(RuleSet.load(shuffled))) {
        List<Digest> answers = digests(rules, cases);
        expected = expected == null ? answers : expected;
        assertThat(answers).isEqualTo(expected);
      }
    }
  }

  @Test
  void load_twoHundredOrdersOfRules_giveTheSameTreeAndAnswers() throws Exception {
    RuleSetBundle bundle = BundledRuleSets.standard();
    List<EligibilityCase> cases = cases(20);
    Rules random = new Rules(2);
    RuleTable first = Standard.table(Standard.tree());
    TreeEvaluator evaluator = new TreeEvaluator(first);
    for (int i = 0; i < 200; i++) {
      RuleSetBundle reordered =
          Standard.bundle(Standard.manifest(), Standard.reordered(bundle.rules(), random));
      RuleTable table = Standard.table(Standard.tree(reordered));
      assertThat(table.rules())
          .extracting(rule -> rule.rule().id().value() + rule.number())
          .isEqualTo(first.rules().stream().map(r -> r.rule().id().value() + r.number()).toList());
      try (DroolsEvaluator drools = RuleSetCompiler.compile(table)) {
        for (EligibilityCase facts : cases) {
          assertThat(drools.evaluate(facts)).isEqualTo(evaluator.evaluate(facts));
        }
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> evaluate_withoutOneSatisfyingRule_isNotEligible() {
    RuleSet whole = Standard.keeping(rule -> true);
    return Stream.of(CaseMint.good(), CaseMint.certified())
        .flatMap(
            facts ->
                whole.evaluate(facts).findings().stream()
                    .filter(finding -> finding.effect() == Effect.SATISFY)
                    .filter(finding -> isOfRequiredLayer(whole, finding))
                    .map(
                        finding ->
                            DynamicTest.dynamicTest(
                                finding.rule() + " for " + facts.device().product(),
                                () -> assertNeeded(finding, facts))));
  }

  private static boolean isOfRequiredLayer(RuleSet rules, Finding finding) {
    return Optional.ofNullable(rules.manifest().codes().get(finding.reason()))
        .flatMap(CodeDeclaration::layer)
        .filter(rules.manifest().requiredLayers()::contains)
        .isPresent();
  }

  private static void assertNeeded(Finding finding, EligibilityCase facts) {
    Evaluation evaluation =
        Standard.keeping(rule -> !rule.id().equals(finding.rule())).evaluate(facts);
    assertThat(evaluation.outcome()).isEqualTo(Outcome.NOT_ELIGIBLE);
    assertThat(evaluation.findings())
        .anyMatch(found -> found.reason().value().startsWith("portcullis.layer-unsatisfied."));
  }

  @Test
  void evaluate_everySatisfyingRule_servesAGoodCase() {
    RuleSet whole = Standard.keeping(rule -> true);
    Set<String> served = new HashSet<>();
    for (EligibilityCase facts : List.of(CaseMint.good(), CaseMint.certified())) {
      whole.evaluate(facts).findings().forEach(finding -> served.add(finding.rule().value()));
    }
    assertThat(served)
        .containsAll(
            Standard.tree().rules().stream()
                .filter(rule -> rule.consequence().effect() == Effect.SATISFY)
                .map(rule -> rule.id().value())
                .filter(id -> !Standard.SWITCHED_OFF.contains(id))
                .toList());
  }

  @Test
  void evaluate_evaluatorsDisagree_isIndeterminateWithBothFindings() {
    RuleTable table = Standard.table(Standard.tree());
    TreeEvaluator tree = new TreeEvaluator(table);
    Evaluator blind = facts -> table.none();
    for (RuleSet rules :
        List.of(
            Standard.evaluatedBy(table, tree, blind), Standard.evaluatedBy(table, blind, tree))) {
      Evaluation evaluation = rules.evaluate(CaseMint.good());
      assertThat(evaluation.outcome()).isEqualTo(Outcome.INDETERMINATE);
      assertThat(evaluation.findings())
          .contains(EngineReason.EVALUATORS_DISAGREE.finding())
          .anyMatch(finding -> finding.effect() == Effect.SATISFY);
      assertThat(evaluation.findings()).isSorted();
    }
  }

  @Test
  void evaluate_evaluatorMissesADenyOnly_isIndeterminate() throws Exception {
    RuleTable table = Standard.table(Standard.tree());
    TreeEvaluator tree = new TreeEvaluator(table);
    FiredRules good = tree.evaluate(CaseMint.good());
    EligibilityCase unlocked = CaseMint.with(CaseMint.good(), "keyAttestation.deviceLocked", false);
    RuleSet rules = Standard.evaluatedBy(table, facts -> copy(table, good), tree);
    assertThat(rules.evaluate(unlocked).outcome()).isEqualTo(Outcome.INDETERMINATE);
  }

  private static FiredRules copy(RuleTable table, FiredRules fired) {
    FiredRules copy = table.none();
    copy.addAll(fired);
    return copy;
  }

  @Test
  void evaluate_oneEvaluatorFails_isIndeterminateWithTheOthersFindings() {
    RuleTable table = Standard.table(Standard.tree());
    TreeEvaluator tree = new TreeEvaluator(table);
    Evaluator broken =
        facts -> {
          throw new EvaluationFailedException("broken");
        };
    for (RuleSet rules :
        List.of(
            Standard.evaluatedBy(table, broken, tree), Standard.evaluatedBy(table, tree, broken))) {
      Evaluation evaluation = rules.evaluate(CaseMint.good());
      assertThat(evaluation.outcome()).isEqualTo(Outcome.INDETERMINATE);
      assertThat(evaluation.findings())
          .contains(EngineReason.EVALUATION_FAILED.finding())
          .hasSize(8);
    }
    Evaluation none = Standard.evaluatedBy(table, broken, broken).evaluate(CaseMint.good());
    assertThat(none.outcome()).isEqualTo(Outcome.INDETERMINATE);
    assertThat(none.findings()).containsExactly(EngineReason.EVALUATION_FAILED.finding());
  }

  @Test
  void evaluate_floorAndError_isNotEligible() {
    RuleTable table = Standard.table(Standard.tree());
    RuleSet rules = Standard.evaluatedBy(table, new TreeEvaluator(table), facts -> table.none());
    EligibilityCase expired =
        CaseMint.with(CaseMint.good(), "release.state", org.portcullis.facts.SignalState.EXPIRED);
    assertThat(rules.evaluate(expired).outcome()).isEqualTo(Outcome.NOT_ELIGIBLE);
  }

  @Test
  void evaluate_pooledSession_answersLikeANewOneAlsoAfterAFault() throws Exception {
    RuleTable table = Standard.table(Standard.tree());
    TreeEvaluator tree = new TreeEvaluator(table);
    try (DroolsEvaluator pooled = RuleSetCompiler.compile(table)) {
      int turn = 0;
      for (EligibilityCase facts : cases(300)) {
        if (turn % 3 == 0) {
          assertThatThrownBy(() -> pooled.evaluate(broken()))
              .isInstanceOf(EvaluationFailedException.class);
        }
        FiredRules answer = pooled.evaluate(facts);
        assertThat(answer).isEqualTo(tree.evaluate(facts));
        if (turn++ % 100 == 0) {
          try (DroolsEvaluator fresh = RuleSetCompiler.compile(table)) {
            assertThat(answer).isEqualTo(fresh.evaluate(facts));
          }
        }
      }
    }
  }

  /** A case that throws in the middle of a constraint, as no caller can make one by mistake. */
  @SuppressWarnings("NullAway")
  private static EligibilityCase broken() {
    return CaseMint.good().toBuilder().keyAttestation(null).build();
  }

  @Test
  void evaluate_caseThatThrowsInAConstraint_isIndeterminateAndHarmsNobodyElse() {
    RuleTable table = Standard.table(Standard.tree());
    DroolsEvaluator drools = RuleSetCompiler.compile(table);
    Evaluator faulty = facts -> drools.evaluate(facts.rollout().admitted() ? facts : broken());
    try (RuleSet rules = Standard.evaluatedBy(table, faulty, new TreeEvaluator(table))) {
      EligibilityCase faultyCase = CaseMint.with(CaseMint.good(), "rollout.admitted", false);
      for (int i = 0; i < 50; i++) {
        assertThat(rules.evaluate(faultyCase).outcome()).isEqualTo(Outcome.INDETERMINATE);
        assertThat(rules.evaluate(CaseMint.good()).outcome()).isEqualTo(Outcome.ELIGIBLE);
      }
    }
    drools.close();
  }

  @Test
  void evaluate_closedSet_isMisuse() {
    RuleSet rules = Standard.load();
    rules.close();
    assertThatThrownBy(() -> rules.evaluate(CaseMint.good()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the rule set is closed");
  }

  @Test
  void load_droolsSystemProperty_isRefused() {
    System.setProperty("drools.jittingThreshold", "20");
    try {
      assertThat(RuleSet.load(BundledRuleSets.standard()))
          .isInstanceOfSatisfying(
              RuleSetLoading.Refused.class,
              refused ->
                  assertThat(refused.diagnostics().get(0).toString())
                      .isEqualTo(
                          "ruleset.json:1:1: error system-property: the system property"
                              + " `drools.jittingThreshold` would change how rules are evaluated"));
    } finally {
      System.clearProperty("drools.jittingThreshold");
    }
  }

  @Test
  void priming_standardSet_reachesEveryComparisonBothWays() {
    List<CheckedRule> rules = Standard.tree().rules();
    Set<EligibilityCase> cases = PrimingCases.of(rules);
    RuleTable table = Standard.table(new ConditionTree(rules));
    FiredRules fired = table.none();
    TreeEvaluator tree = new TreeEvaluator(table);
    cases.forEach(facts -> fired.addAll(tree.evaluate(facts)));
    assertThat(
            table.rules().stream()
                .filter(rule -> !fired.contains(rule.number()))
                .map(rule -> rule.rule().id().value()))
        .containsExactlyInAnyOrderElementsOf(Standard.SWITCHED_OFF);
    assertThat(PrimingCases.of(rules)).containsExactlyElementsOf(cases);
  }

  @Test
  void evaluate_severalRulesObligeToTheSame_shortestTimeCounts() {
    Map<String, Long> times = Map.of("a", 0L, "b", 900L, "c", 300L);
    List<CheckedRule> rules = new ArrayList<>(Standard.tree().rules());
    CheckedRule always =
        rules.stream()
            .filter(r -> r.id().value().equals("device/enrolled"))
            .findFirst()
            .orElseThrow();
    times.forEach(
        (name, seconds) ->
            rules.add(
                new CheckedRule(
                    new org.portcullis.facts.RuleId("test/" + name),
                    always.condition(),
                    new org.portcullis.rules.confine.Consequence(
                        Effect.OBLIGE, new ReasonCode("test.oblige"), seconds),
                    always.position())));
    RuleTable table = Standard.table(new ConditionTree(rules));
    TreeEvaluator tree = new TreeEvaluator(table);
    Evaluation evaluation = Standard.evaluatedBy(table, tree, tree).evaluate(CaseMint.good());
    assertThat(evaluation.obligations())
        .filteredOn(obligation -> obligation.code().value().startsWith("test."))
        .containsExactly(new org.portcullis.facts.Obligation(new ReasonCode("test.oblige"), 300));
  }

  @Test
  void toString_namesIdVersionAndDigest() {
    RuleSet rules = Standard.keeping(rule -> true);
    assertThat(rules.toString()).isEqualTo("standard 2.0.0 " + rules.digest());
  }

  @Test
  void reads_rulesOfTheTree_areTheirPaths() {
    try (RuleSet rules = Standard.load()) {
      assertThat(rules.reads())
          .contains("keyAttestation.state", "rollout.admitted", "keyAttestation.osPatch.yearMonth")
          .doesNotContain("vocabulary", "keyAttestation", "rollout.deferredSeconds")
          .isSubsetOf(
              Standard.tree().rules().stream()
                  .flatMap(rule -> rule.condition().leaves().stream())
                  .flatMap(leaf -> leaf.paths().stream())
                  .map(Object::toString)
                  .toList());
    }
  }
}
