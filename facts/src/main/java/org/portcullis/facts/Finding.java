package org.portcullis.facts;

import java.util.Comparator;

/**
 * What one rule found. Findings are ordered by effect, code and rule, so that their order says
 * nothing about the order of evaluation.
 *
 * @param effect what it means for the decision
 * @param reason why
 * @param rule which rule found it
 * @param seconds for {@code DEFER} the time until the next try, for {@code OBLIGE} the time to
 *     fulfil it, 0 if unlimited; 0 for every other effect
 */
public record Finding(Effect effect, ReasonCode reason, RuleId rule, long seconds)
    implements Comparable<Finding> {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::effect)
          .thenComparing(Finding::reason)
          .thenComparing(Finding::rule)
          .thenComparingLong(Finding::seconds);

  /**
   * Checks the seconds.
   *
   * @param effect the {@code effect} component
   * @param reason the {@code reason} component
   * @param rule the {@code rule} component
   * @param seconds the {@code seconds} component
   * @throws IllegalArgumentException if they are negative or do not belong to the effect
   */
  public Finding {
    boolean timed = effect == Effect.DEFER || effect == Effect.OBLIGE;
    if (seconds < 0 || (!timed && seconds != 0)) {
      throw new IllegalArgumentException("seconds belong to defer and oblige, 0 or more");
    }
  }

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }
}
