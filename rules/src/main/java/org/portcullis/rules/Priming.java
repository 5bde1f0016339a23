package org.portcullis.rules;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.portcullis.facts.EligibilityCase;

/** Runs the priming cases through both evaluators before a rule set goes live. */
final class Priming {
  /** Evaluations times comparisons: seconds, and more than any rule set of common size needs. */
  static final long EFFORT = 32_000_000;

  private Priming() {}

  /** Whether both evaluators reach the same answer on every priming case that is worth its time. */
  static boolean agree(
      PrimingCases cases, int comparisons, Evaluator deciding, Evaluator checking) {
    try {
      for (EligibilityCase facts : chosen(cases, comparisons, EFFORT)) {
        if (!deciding.evaluate(facts).equals(checking.evaluate(facts))) {
          return false;
        }
      }
      return true;
    } catch (EvaluationFailedException e) {
      return false;
    }
  }

  /**
   * All cases, if that is no more than the effort; otherwise the deepest case of each rule, so that
   * every constraint is reached, and as many of the others as there is effort left for.
   */
  static Set<EligibilityCase> chosen(PrimingCases cases, int comparisons, long effort) {
    long room = effort / Math.max(1, comparisons);
    if (cases.cases().size() <= room) {
      return cases.cases();
    }
    Set<EligibilityCase> chosen = new LinkedHashSet<>(cases.deepest());
    Iterator<EligibilityCase> others = cases.cases().iterator();
    while (chosen.size() < room && others.hasNext()) {
      chosen.add(others.next());
    }
    return chosen;
  }
}
