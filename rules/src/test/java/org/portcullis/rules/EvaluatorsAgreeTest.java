package org.portcullis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.confine.CheckReport;
import org.portcullis.rules.confine.Condition;
import org.portcullis.rules.confine.ConditionTree;
import org.portcullis.rules.confine.Declarations;
import org.portcullis.rules.confine.RuleSetConfinement;
import org.portcullis.rules.internal.FiredRules;

/** Drools and the condition tree answer alike. */
final class EvaluatorsAgreeTest {
  private static final long PAIRS = Long.getLong("portcullis.pairs", 100_000);
  private static final int RULES = 40;
  private static final int CASES = 500;

  @Test
  void evaluate_hundredThousandCasesOfTheStandardSet_agree() throws EvaluationFailedException {
    RuleTable table = standard();
    SplittableRandom random = new SplittableRandom(20_261_125);
    Rules rules = new Rules(7);
    ConditionTree tree = tree(table);
    FiredRules everFired = table.none();
    try (DroolsEvaluator drools = RuleSetCompiler.compile(table)) {
      TreeEvaluator second = new TreeEvaluator(table);
      for (int i = 0; i < 100_000; i++) {
        EligibilityCase facts = i % 4 == 0 ? rules.facts(tree) : CaseMint.random(random);
        FiredRules expected = second.evaluate(facts);
        assertThat(drools.evaluate(facts)).as("%s", facts).isEqualTo(expected);
        everFired.addAll(expected);
      }
    }
    assertThat(
            table.rules().stream()
                .filter(rule -> !everFired.contains(rule.number()))
                .map(rule -> rule.rule().id().value()))
        .containsExactlyInAnyOrderElementsOf(Standard.SWITCHED_OFF);
  }

  /**
   * Drools with constraints compiled, Drools interpreting them, and the condition tree, on pairs of
   * a generated rule and a generated case; {@code -Dportcullis.pairs=1000000} takes that many.
   */
  @Test
  void evaluate_generatedPairsOfRuleAndCase_agreeThreeWays() throws EvaluationFailedException {
    long pairs = 0;
    long held = 0;
    Set<Class<?>> shapes = new HashSet<>();
    for (int seed = 0; pairs < PAIRS; seed++) {
      Rules rules = new Rules(seed);
      RuleTable table = new RuleTable(rules.tree(RULES), Map.of());
      table.rules().forEach(rule -> shapes(rule.rule().condition(), shapes));
      held += agree(rules, table);
      pairs += (long) RULES * CASES;
    }
    System.out.printf("three ways: %d pairs agree, %d of them held%n", pairs, held);
    assertThat(held).isBetween(pairs / 5, pairs * 4 / 5);
    assertThat(shapes)
        .containsExactlyInAnyOrder(
            Condition.And.class,
            Condition.Or.class,
            Condition.CompareLiteral.class,
            Condition.ComparePaths.class,
            Condition.In.class,
            Condition.Contains.class);
  }

  /** How many pairs held. */
  private static long agree(Rules rules, RuleTable table) throws EvaluationFailedException {
    long held = 0;
    ConditionTree tree = tree(table);
    try (DroolsEvaluator compiled = RuleSetCompiler.compile(table);
        DroolsEvaluator interpreted = RuleSetCompiler.interpret(table)) {
      TreeEvaluator second = new TreeEvaluator(table);
      for (int i = 0; i < CASES; i++) {
        EligibilityCase facts = rules.facts(tree);
        FiredRules expected = second.evaluate(facts);
        assertAgrees(table, compiled.evaluate(facts), expected, facts);
        assertAgrees(table, interpreted.evaluate(facts), expected, facts);
        held += expected.size();
      }
    }
    return held;
  }

  private static void assertAgrees(
      RuleTable table, FiredRules answer, FiredRules expected, EligibilityCase facts) {
    assertThat(answer).as(() -> difference(table, answer, expected, facts)).isEqualTo(expected);
  }

  private static void shapes(Condition condition, Set<Class<?>> shapes) {
    shapes.add(condition.getClass());
    if (condition instanceof Condition.And and) {
      and.parts().forEach(part -> shapes(part, shapes));
    } else if (condition instanceof Condition.Or or) {
      or.parts().forEach(part -> shapes(part, shapes));
    }
  }

  private static String difference(
      RuleTable table, FiredRules left, FiredRules right, EligibilityCase facts) {
    return table.rules().stream()
            .filter(rule -> left.contains(rule.number()) != right.contains(rule.number()))
            .map(rule -> ConditionText.of(rule.rule().condition()))
            .toList()
        + " on "
        + facts;
  }

  private static ConditionTree tree(RuleTable table) {
    return new ConditionTree(table.rules().stream().map(RuleTable.NumberedRule::rule).toList());
  }

  static RuleTable standard() {
    RuleSetBundle bundle = BundledRuleSets.standard();
    CheckReport report =
        RuleSetConfinement.check(
            bundle.rules(),
            new Declarations(
                bundle.manifest().codes(),
                EffectiveParameters.defaults(bundle.manifest()).values()));
    return new RuleTable(((CheckReport.Clean) report).tree(), bundle.manifest().codes());
  }
}
