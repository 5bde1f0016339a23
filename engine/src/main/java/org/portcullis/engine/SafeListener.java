package org.portcullis.engine;

import org.portcullis.rules.Evaluation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a listener throws away from decisions. */
final class SafeListener implements DecisionListener {
  private static final Logger LOG = LoggerFactory.getLogger(SafeListener.class);

  private final DecisionListener listener;

  SafeListener(DecisionListener listener) {
    this.listener = listener;
  }

  @Override
  public void decided(Decision decision) {
    tell(() -> listener.decided(decision));
  }

  @Override
  public void differed(Decision decision, Evaluation shadow) {
    tell(() -> listener.differed(decision, shadow));
  }

  @Override
  public void alarm(Alarm alarm) {
    tell(() -> listener.alarm(alarm));
  }

  private static void tell(Runnable news) {
    try {
      news.run();
    } catch (RuntimeException e) {
      LOG.warn("a decision listener failed: {}", e.getClass().getName());
    }
  }
}
