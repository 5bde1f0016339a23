package org.portcullis.facts;

/**
 * The engine's own fact of the policy: whether a rule set is in force. The engine sets it at each
 * decision.
 *
 * @param state whether a rule set is in force
 */
public record PolicyFacts(PolicyState state) {
  /** No rule set is bound. */
  public static final PolicyFacts UNBOUND = new PolicyFacts(PolicyState.UNBOUND);

  /** A rule set is in force. */
  public static final PolicyFacts IN_FORCE = new PolicyFacts(PolicyState.IN_FORCE);
}
