package org.portcullis.rules.confine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.portcullis.facts.Effect;
import org.portcullis.facts.SignalState;

/**
 * Looks at how what denies or defers tests the state of signals: it should not forget one of those
 * that are not verified.
 */
final class StateCheck {
  private final DiagnosticSink sink;
  private final Effect effect;

  StateCheck(DiagnosticSink sink, Effect effect) {
    this.sink = sink;
    this.effect = effect;
  }

  void check(Condition condition) {
    if (effect != Effect.DENY && effect != Effect.DEFER) {
      return;
    }
    for (Condition.Leaf leaf : condition.leaves()) {
      if (leaf.path().last().isState() && leaf instanceof Condition.In in && !in.negated()) {
        checkComplete(in);
      }
    }
  }

  private void checkComplete(Condition.In in) {
    List<String> listed = in.literals().stream().map(Literal::text).toList();
    Stream<String> unverified =
        Stream.of(SignalState.values())
            .filter(state -> state != SignalState.VERIFIED)
            .map(state -> "SignalState." + state.name());
    List<String> missing = unverified.filter(state -> !listed.contains(state)).toList();
    if (!missing.isEmpty() && missing.size() < SignalState.values().length - 1) {
      Optional<String> names = missing.stream().reduce((a, b) -> a + "`, `" + b);
      sink.warning(
          in.position(),
          "incomplete-states",
          "the list leaves out `" + names.orElseThrow() + "`, which are not verified either",
          in.path().text() + " != SignalState.VERIFIED");
    }
  }
}
