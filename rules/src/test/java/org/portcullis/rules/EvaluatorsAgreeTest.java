package org.portcullis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.confine.CheckReport;
import org.portcullis.rules.confine.ConditionTree;
import org.portcullis.rules.confine.Declarations;
import org.portcullis.rules.confine.RuleSetConfinement;
import org.portcullis.rules.internal.FiredRules;

/** Drools and the condition tree answer alike. */
final class EvaluatorsAgreeTest {
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

  @Test
  void evaluate_randomRulesOfTheWholeGrammar_agree() throws EvaluationFailedException {
    for (int seed = 0; seed < 25; seed++) {
      Rules rules = new Rules(seed);
      ConditionTree tree = rules.tree(40);
      RuleTable table = new RuleTable(tree, Map.of());
      List<EligibilityCase> cases =
          IntStream.range(0, 400).mapToObj(i -> rules.facts(tree)).toList();
      try (DroolsEvaluator drools = RuleSetCompiler.compile(table)) {
        TreeEvaluator second = new TreeEvaluator(table);
        for (EligibilityCase facts : cases) {
          FiredRules expected = second.evaluate(facts);
          FiredRules answer = drools.evaluate(facts);
          assertThat(answer)
              .as(() -> difference(table, answer, expected, facts))
              .isEqualTo(expected);
        }
      }
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
