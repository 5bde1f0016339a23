package org.portcullis.rules;

import java.util.List;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.rules.confine.CheckedRule;

/** Runs the priming cases through both evaluators before a rule set goes live. */
final class Priming {
  private Priming() {}

  /** Whether both evaluators reach the same answer on every priming case. */
  static boolean agree(RuleTable table, Evaluator deciding, Evaluator checking) {
    List<CheckedRule> rules = table.rules().stream().map(RuleTable.NumberedRule::rule).toList();
    try {
      for (EligibilityCase facts : PrimingCases.of(rules)) {
        if (!deciding.evaluate(facts).equals(checking.evaluate(facts))) {
          return false;
        }
      }
      return true;
    } catch (EvaluationFailedException e) {
      return false;
    }
  }
}
