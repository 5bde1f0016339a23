package org.portcullis.engine;

import org.portcullis.rules.Evaluation;

/**
 * Hears of decisions and alarms, for metrics and operators. It is called by the deciding thread, or
 * by the one that activates, and must not activate from there. It can change nothing: what it
 * throws is logged and goes no further.
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
   * A rule set in shadow gives a decision another outcome.
   *
   * @param decision the decision, which stands
   * @param shadow what the rule set in shadow says of the same facts
   */
  default void differed(Decision decision, Evaluation shadow) {}

  /**
   * Something is wrong that no device can be blamed for.
   *
   * @param alarm what
   */
  default void alarm(Alarm alarm) {}
}
