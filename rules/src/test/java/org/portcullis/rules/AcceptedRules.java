package org.portcullis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.RuleId;
import org.portcullis.rules.confine.CheckedRule;
import org.portcullis.rules.confine.ConditionTree;
import org.portcullis.rules.confine.MutatedRules;

/** What must hold of whatever the check accepts. */
final class AcceptedRules {
  private static final int GENERATED = 20;
  private static final int ATTEMPTS = 500;

  private AcceptedRules() {}

  static void assertConfined(ConditionTree tree) {
    HandedToDrools.assertConfined(new RuleTable(tree, Map.of()));
  }

  /** The rules of all accepted ones of so many drawn sources, under names that don't collide. */
  static ConditionTree gather(MutatedRules mutants, int sources) {
    List<CheckedRule> rules = new ArrayList<>();
    for (int i = 0; i < sources; i++) {
      String prefix = String.format(Locale.ROOT, "m%02d/", i);
      MutatedRules.accepted(mutants.draw())
          .ifPresent(tree -> tree.rules().forEach(rule -> rules.add(renamed(prefix, rule))));
    }
    return new ConditionTree(rules);
  }

  private static CheckedRule renamed(String prefix, CheckedRule rule) {
    return new CheckedRule(
        new RuleId(prefix + rule.id()), rule.condition(), rule.consequence(), rule.position());
  }

  /** Drools and the tree agree on the cases of priming and on some near the rules' literals. */
  static void assertAgreement(ConditionTree tree, long seed) throws EvaluationFailedException {
    RuleTable table = new RuleTable(tree, Map.of());
    Rules rules = new Rules(seed);
    List<EligibilityCase> cases =
        new ArrayList<>(PrimingCases.search(tree.rules(), ATTEMPTS).cases());
    for (int i = 0; i < GENERATED; i++) {
      cases.add(rules.facts(tree));
    }
    TreeEvaluator second = new TreeEvaluator(table);
    try (DroolsEvaluator drools = RuleSetCompiler.compile(table)) {
      for (EligibilityCase facts : cases) {
        assertThat(drools.evaluate(facts)).as("%s", facts).isEqualTo(second.evaluate(facts));
      }
    }
  }
}
