package org.portcullis.engine.audit;

import java.util.Optional;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.rules.Evaluation;

/** Finds what a record cites; tests put failing rule sets here. */
interface ReplayRuleSets extends AutoCloseable {
  /** The evaluator of a rule set and its parameters, or why there is none. */
  Found find(Digest ruleSet, Digest parameters);

  @Override
  void close();

  /** What was found: an evaluator, or a reason. */
  record Found(Optional<Evaluator> evaluator, Optional<ReplayResult.NotReplayable> missing) {
    static Found of(Evaluator evaluator) {
      return new Found(Optional.of(evaluator), Optional.empty());
    }

    static Found missing(ReplayResult.Reason reason, String detail, Digest subject) {
      return new Found(
          Optional.empty(),
          Optional.of(new ReplayResult.NotReplayable(reason, detail, Optional.of(subject))));
    }
  }

  /** A rule set with its parameters compiled in. */
  interface Evaluator {
    Evaluation evaluate(EligibilityCase facts);
  }
}
