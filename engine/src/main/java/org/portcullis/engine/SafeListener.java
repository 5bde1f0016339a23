package org.portcullis.engine;

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
    try {
      listener.decided(decision);
    } catch (RuntimeException e) {
      LOG.warn("a decision listener failed: {}", e.getClass().getName());
    }
  }

  @Override
  public void alarm(Alarm alarm) {
    try {
      listener.alarm(alarm);
    } catch (RuntimeException e) {
      LOG.warn("a decision listener failed: {}", e.getClass().getName());
    }
  }
}
