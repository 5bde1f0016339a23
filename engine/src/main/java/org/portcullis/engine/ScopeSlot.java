package org.portcullis.engine;

import java.util.Optional;
import java.util.stream.Stream;
import org.portcullis.engine.activation.AcceptedActivation;
import org.portcullis.engine.activation.ActivationRefusal;
import org.portcullis.engine.activation.ActivationState;

/**
 * What one scope has in this engine. Only the thread that activates changes it; deciding threads
 * read the holder and the shadow.
 */
final class ScopeSlot {
  private final PolicyHolder policy;
  private volatile Optional<AcceptedActivation> active = Optional.empty();
  private volatile Optional<ShadowPolicy> shadow = Optional.empty();
  private long revision;
  private long sequence;
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

  /** Whether a state is the one that has taken effect as a whole. */
  boolean holds(ActivationState state) {
    return state.revision() == revision && sequence(state) == sequence;
  }

  void taken(ActivationState state) {
    revision = state.revision();
    sequence = sequence(state);
    failure = Optional.empty();
  }

  /**
   * Whether a store has gone back behind what is in force here, so that what was replaced would
   * return. Nobody signs a revision; who edits a store can raise it, but no sequence.
   */
  boolean isAheadOf(Optional<ActivationState> state) {
    return state.map(ActivationState::revision).orElse(0L) < revision
        || state.map(ScopeSlot::sequence).orElse(0L) < highest();
  }

  private long highest() {
    return Stream.of(active, shadow.map(ShadowPolicy::activation))
        .flatMap(Optional::stream)
        .map(act -> act.activation().sequence())
        .reduce(sequence, Math::max);
  }

  private static long sequence(ActivationState state) {
    return state.last().activation().sequence();
  }

  /** Whether this failure is another one than the last, so that each is recorded once. */
  boolean fails(long failed, ActivationRefusal reason) {
    Optional<Failure> next = Optional.of(new Failure(failed, reason));
    boolean isNew = !next.equals(failure);
    failure = next;
    return isNew;
  }
}
