package org.portcullis.engine.activation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The activations of one scope: which were accepted, and so what is in force. The acts alone are
 * kept, in their order; what is active, in shadow or staged follows from them.
 *
 * @param revision rises by one with each change; 1 or more
 * @param acts what was accepted, by rising sequence; not empty. Of old ones without effect the last
 *     {@link #MAX_ACTS} are kept
 */
public record ActivationState(long revision, List<AcceptedActivation> acts) {
  /** How many acts are kept at most. */
  public static final int MAX_ACTS = 32;

  /**
   * Copies the acts and checks their order.
   *
   * @param revision the {@code revision} component
   * @param acts the {@code acts} component
   * @throws IllegalArgumentException if there are none or too many, they are not of one scope, or
   *     their sequences don't rise
   */
  public ActivationState {
    acts = List.copyOf(acts);
    if (revision < 1 || acts.isEmpty() || acts.size() > MAX_ACTS || !isOrdered(acts)) {
      throw new IllegalArgumentException("acts of one scope, by rising sequence, are expected");
    }
  }

  private static boolean isOrdered(List<AcceptedActivation> acts) {
    for (int i = 1; i < acts.size(); i++) {
      Activation before = acts.get(i - 1).activation();
      Activation after = acts.get(i).activation();
      if (!before.scope().equals(after.scope()) || before.sequence() >= after.sequence()) {
        return false;
      }
    }
    return true;
  }

  /**
   * The state of a scope after one more act.
   *
   * @param before the state before, or empty if it is the scope's first act
   * @param act what was accepted
   * @return the next revision
   * @throws IllegalArgumentException if the act's sequence doesn't rise, or it is of another scope
   */
  public static ActivationState after(Optional<ActivationState> before, AcceptedActivation act) {
    List<AcceptedActivation> acts = new ArrayList<>();
    before.ifPresent(state -> acts.addAll(state.acts));
    acts.add(act);
    ActivationState all = new ActivationState(1, List.of(act));
    while (acts.size() > MAX_ACTS) {
      acts.remove(firstWithoutEffect(acts));
    }
    return new ActivationState(before.map(state -> state.revision + 1).orElse(all.revision), acts);
  }

  private static AcceptedActivation firstWithoutEffect(List<AcceptedActivation> acts) {
    Effective effective = Effective.of(acts);
    return acts.stream().filter(act -> !effective.holds(act)).findFirst().orElseThrow();
  }

  /**
   * The scope.
   *
   * @return that of all acts
   */
  public ActivationScope scope() {
    return last().activation().scope();
  }

  /**
   * The last act.
   *
   * @return the act with the highest sequence, which the next one must exceed
   */
  public AcceptedActivation last() {
    return acts.get(acts.size() - 1);
  }

  /**
   * What decides.
   *
   * @return the act that made it so, or empty if nothing is in force
   */
  public Optional<AcceptedActivation> active() {
    return Effective.of(acts).active();
  }

  /**
   * What is evaluated beside.
   *
   * @return the act that made it so, or empty
   */
  public Optional<AcceptedActivation> shadow() {
    return Effective.of(acts).shadow();
  }

  /**
   * What was staged last and has not gone further.
   *
   * @return the act that made it so, or empty
   */
  public Optional<AcceptedActivation> staged() {
    return Effective.of(acts).staged();
  }

  /**
   * What was active before the rules that are: where a rollback leads.
   *
   * @return the last act that made other rules active than those that are, or that were last, or
   *     empty
   */
  public Optional<AcceptedActivation> previous() {
    Optional<AcceptedActivation> latest = lastActive(acts, Optional.empty());
    return active().isEmpty() ? latest : lastActive(acts, latest);
  }

  private static Optional<AcceptedActivation> lastActive(
      List<AcceptedActivation> acts, Optional<AcceptedActivation> other) {
    return acts.stream()
        .filter(act -> act.activation().stage() == Stage.ACTIVE)
        .filter(act -> other.filter(o -> o.activation().isOfSameRules(act.activation())).isEmpty())
        .reduce((earlier, later) -> later);
  }
}
