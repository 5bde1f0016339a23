package org.portcullis.rules;

import java.util.Set;
import org.portcullis.facts.EligibilityCase;

/** Runs the priming cases through both evaluators before a rule set goes live. */
final class Priming {
  private Priming() {}

  /** Whether both evaluators reach the same answer on every priming case. */
  static boolean agree(Set<EligibilityCase> cases, Evaluator deciding, Evaluator checking) {
    try {
      for (EligibilityCase facts : cases) {
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
