package org.portcullis.engine;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.portcullis.facts.PolicyFacts;
import org.portcullis.facts.PolicyState;

/**
 * A policy in force and the decisions that use it: it is closed when it was replaced and the last
 * of them has ended.
 */
final class BoundPolicy {
  private final Policy policy;

  /** One use for being bound, one for each decision; at 0 it is closed for good. */
  private final AtomicInteger uses = new AtomicInteger(1);

  BoundPolicy(Policy policy) {
    this.policy = policy;
  }

  Policy policy() {
    return policy;
  }

  /** Whether the policy may be used; if so, until {@link #release}. */
  boolean acquire() {
    return uses.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  void release() {
    if (uses.decrementAndGet() == 0) {
      policy.close();
    }
  }

  PolicyFacts facts(Instant now) {
    if (policy.notBefore().filter(now::isBefore).isPresent()) {
      return new PolicyFacts(PolicyState.NOT_YET_VALID);
    }
    boolean expired = policy.expires().filter(end -> !now.isBefore(end)).isPresent();
    return expired ? new PolicyFacts(PolicyState.EXPIRED) : PolicyFacts.IN_FORCE;
  }
}
