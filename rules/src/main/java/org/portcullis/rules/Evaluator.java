package org.portcullis.rules;

import org.portcullis.facts.EligibilityCase;
import org.portcullis.rules.internal.FiredRules;

/** Finds the rules whose conditions hold. Implementations are thread-safe. */
interface Evaluator {
  /** Evaluates a case; throws if it reached no answer. */
  FiredRules evaluate(EligibilityCase facts) throws EvaluationFailedException;
}
