package org.portcullis.engine;

/**
 * Hears of decisions and alarms, for metrics and operators. It is called by the deciding thread and
 * can change nothing: what it throws is logged and goes no further.
 */
public interface DecisionListener {
  /** Hears nothing. */
  DecisionListener NONE = new DecisionListener() {};

  /**
   * A decision was made and its record accepted or refused.
   *
   * @param decision the decision, just before it is returned
   */
  default void decided(Decision decision) {}

  /**
   * Something is wrong that no device can be blamed for.
   *
   * @param alarm what
   */
  default void alarm(Alarm alarm) {}
}
