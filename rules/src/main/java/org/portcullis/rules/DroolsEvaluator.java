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
  private final Queue<Seat> idle = new ConcurrentLinkedQueue<>();

  /**
   * A session and the sink that it reports to for good: to set a global costs more than to copy.
   */
  private record Seat(KieSession session, FiredRules sink) {}

  DroolsEvaluator(KieSessionsPool pool, KieSessionConfiguration configuration, RuleTable table) {
    this.pool = pool;
    this.configuration = configuration;
    this.table = table;
  }

  // Whatever goes wrong inside Drools is no answer, and never an exception of the embedder's.
  @Override
  public FiredRules evaluate(EligibilityCase facts) throws EvaluationFailedException {
    @Nullable Seat seat = null;
    try {
      seat = take();
      fire(seat.session(), facts);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      discard(seat);
      throw new EvaluationFailedException("the rule engine failed", e);
    }
    FiredRules fired = table.none();
    fired.addAll(seat.sink());
    seat.sink().clear();
    idle.add(seat);
    return fired;
  }

  private Seat take() {
    Seat waiting = idle.poll();
    if (waiting != null) {
      return waiting;
    }
    Seat seat = new Seat(pool.newKieSession(configuration), table.none());
    try {
      seat.session().setGlobal(SINK, seat.sink());
    } catch (RuntimeException | LinkageError e) {
      discard(seat);
      throw e;
    }
    return seat;
  }

  private void fire(KieSession session, EligibilityCase facts) {
    FactHandle handle = session.insert(facts);
    int rules = table.rules().size();
    if (session.fireAllRules(rules + 1) > rules) {
      throw new IllegalStateException("more rules fired than there are");
    }
    session.delete(handle);
    // Without this the deletion, and with it the case, would wait in the session for the next one.
    ((InternalWorkingMemory) session).flushPropagations();
  }

  private static void discard(@Nullable Seat seat) {
    if (seat == null) {
      return;
    }
    try {
      seat.session().destroy();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // It is given up either way, and nobody else knows it.
      return;
    }
  }

  /** Ends the pool. Sessions that are in use end with the decisions that use them. */
  @Override
  public void close() {
    for (Seat seat = idle.poll(); seat != null; seat = idle.poll()) {
      seat.session().dispose();
    }
    pool.shutdown();
  }
}
