package org.portcullis.rules;

import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.KieSessionsPool;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.rules.internal.FiredRules;

/**
 * The evaluator that decides: Drools, with one root fact in a pooled session. A session hands back
 * no fact and no global of its predecessor, also after an error.
 */
final class DroolsEvaluator implements Evaluator, AutoCloseable {
  /** The name under which compiled rules know the sink. */
  static final String SINK = "findings";

  private final KieSessionsPool pool;
  private final KieSessionConfiguration configuration;
  private final RuleTable table;

  DroolsEvaluator(KieSessionsPool pool, KieSessionConfiguration configuration, RuleTable table) {
    this.pool = pool;
    this.configuration = configuration;
    this.table = table;
  }

  @Override
  public FiredRules evaluate(EligibilityCase facts) throws EvaluationFailedException {
    FiredRules fired = table.none();
    evaluate(facts, fired);
    return fired;
  }

  // Whatever goes wrong inside Drools is no answer, and never an exception of the embedder's.
  void evaluate(EligibilityCase facts, FiredRules fired) throws EvaluationFailedException {
    try {
      KieSession session = pool.newKieSession(configuration);
      try {
        session.setGlobal(SINK, fired);
        session.insert(facts);
        int rules = table.rules().size();
        if (session.fireAllRules(rules + 1) > rules) {
          throw new EvaluationFailedException("more rules fired than there are");
        }
      } finally {
        session.dispose();
      }
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw new EvaluationFailedException("the rule engine failed", e);
    }
  }

  /** Ends the pool. Sessions that are in use end when they are given back. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
