package org.portcullis.engine;

import java.util.Optional;
import org.portcullis.engine.activation.AcceptedActivation;
import org.portcullis.engine.activation.ActivationRefusal;

/**
 * What one scope has in this engine. Only the thread that activates changes it; deciding threads
 * read the holder and the shadow.
 */
final class ScopeSlot {
  private final PolicyHolder policy;
  private volatile Optional<AcceptedActivation> active = Optional.empty();
  private volatile Optional<ShadowPolicy> shadow = Optional.empty();
  private long revision;
  private Optional<Failure> failure = Optional.empty();

  /** Why a revision of the state could not take effect. */
  private record Failure(long revision, ActivationRefusal reason) {}

  ScopeSlot(PolicyHolder policy) {
    this.policy = policy;
  }

  PolicyHolder policy() {
    return policy;
  }

  Optional<AcceptedActivation> active() {
    return active;
  }

  void active(Optional<AcceptedActivation> activation) {
    active = activation;
  }

  Optional<ShadowPolicy> shadow() {
    return shadow;
  }

  void shadow(Optional<ShadowPolicy> policy) {
    shadow = policy;
  }

  /** The revision that has taken effect as a whole; 0 for none. */
  long revision() {
    return revision;
  }

  void revision(long taken) {
    revision = taken;
    failure = Optional.empty();
  }

  /** Whether this failure is another one than the last, so that each is recorded once. */
  boolean fails(long failed, ActivationRefusal reason) {
    Optional<Failure> next = Optional.of(new Failure(failed, reason));
    boolean isNew = !next.equals(failure);
    failure = next;
    return isNew;
  }
}
