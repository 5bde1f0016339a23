package org.portcullis.engine.activation;

import java.util.List;
import java.util.Optional;

/** What a sequence of acts amounts to. */
record Effective(
    Optional<AcceptedActivation> active,
    Optional<AcceptedActivation> shadow,
    Optional<AcceptedActivation> staged) {
  private static final Effective NOTHING =
      new Effective(Optional.empty(), Optional.empty(), Optional.empty());

  static Effective of(List<AcceptedActivation> acts) {
    Effective effective = NOTHING;
    for (AcceptedActivation act : acts) {
      effective = effective.after(act);
    }
    return effective;
  }

  /** The same rules are at one stage only: what goes further leaves the stage before. */
  private Effective after(AcceptedActivation act) {
    Optional<AcceptedActivation> next = Optional.of(act);
    return switch (act.activation().stage()) {
      case STAGED -> new Effective(active, shadow, next);
      case SHADOW -> new Effective(active, next, without(staged, act));
      case ACTIVE -> new Effective(next, without(shadow, act), without(staged, act));
      case RETIRED -> new Effective(named(active, act), named(shadow, act), named(staged, act));
    };
  }

  private static Optional<AcceptedActivation> without(
      Optional<AcceptedActivation> stage, AcceptedActivation act) {
    return stage.filter(at -> !at.activation().isOfSameRules(act.activation()));
  }

  /** A retirement names the bundle, whatever the values of its parameters. */
  private static Optional<AcceptedActivation> named(
      Optional<AcceptedActivation> stage, AcceptedActivation act) {
    return stage.filter(at -> !at.activation().ruleSet().equals(act.activation().ruleSet()));
  }

  boolean holds(AcceptedActivation act) {
    return active.filter(act::equals).isPresent()
        || shadow.filter(act::equals).isPresent()
        || staged.filter(act::equals).isPresent();
  }

  /** Whether a bundle is at any stage. */
  boolean names(Activation activation) {
    return List.of(active, shadow, staged).stream()
        .flatMap(Optional::stream)
        .anyMatch(act -> act.activation().ruleSet().equals(activation.ruleSet()));
  }
}
