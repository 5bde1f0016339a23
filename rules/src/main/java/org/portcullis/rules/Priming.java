package org.portcullis.rules;

import org.portcullis.facts.EligibilityCase;

/** Runs the priming cases through both evaluators before a rule set goes live. */
final class Priming {
  private Priming() {}

  /** Whether both evaluators reach the same answer on every priming case. */
  static boolean agree(RuleTable table, Evaluator deciding, Evaluator checking) {
    try {
      for (EligibilityCase facts : PrimingCases.of(table.rules())) {
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
