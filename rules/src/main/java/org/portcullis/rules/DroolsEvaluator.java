package org.portcullis.rules;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.drools.core.common.InternalWorkingMemory;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.KieSessionsPool;
import org.kie.api.runtime.rule.FactHandle;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.rules.internal.FiredRules;

/**
 * The evaluator that decides: Drools, with one root fact. A session that answered goes back empty,
 * its fact deleted and the deletion carried through, and serves the next case; that spares the
 * reset of every node of the network. A session in which anything went wrong is disposed of and
 * never used again.
 */
final class DroolsEvaluator implements Evaluator, AutoCloseable {
  /** The name under which compiled rules know the sink. */
  static final String SINK = "findings";

  private final KieSessionsPool pool;
  private final KieSessionConfiguration configuration;
  private final RuleTable table;
  private final Queue<KieSession> idle = new ConcurrentLinkedQueue<>();

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
    @Nullable KieSession session = null;
    try {
      session = take();
      fire(session, facts, fired);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      discard(session);
      throw new EvaluationFailedException("the rule engine failed", e);
    }
    idle.add(session);
  }

  private KieSession take() {
    KieSession waiting = idle.poll();
    return waiting == null ? pool.newKieSession(configuration) : waiting;
  }

  private void fire(KieSession session, EligibilityCase facts, FiredRules fired) {
    session.setGlobal(SINK, fired);
    FactHandle handle = session.insert(facts);
    int rules = table.rules().size();
    if (session.fireAllRules(rules + 1) > rules) {
      throw new IllegalStateException("more rules fired than there are");
    }
    session.delete(handle);
    // Without this the deletion, and with it the case, would wait in the session for the next one.
    ((InternalWorkingMemory) session).flushPropagations();
  }

  private static void discard(@Nullable KieSession session) {
    if (session == null) {
      return;
    }
    try {
      session.destroy();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // It is given up either way, and nobody else knows it.
      return;
    }
  }

  /** Ends the pool. Sessions that are in use end with the decisions that use them. */
  @Override
  public void close() {
    for (KieSession session = idle.poll(); session != null; session = idle.poll()) {
      session.dispose();
    }
    pool.shutdown();
  }
}
