package org.portcullis.rules.confine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.portcullis.facts.Effect;
import org.portcullis.facts.SignalState;

/**
 * Looks at how rules test the state of signals. What satisfies must name the states that it
 * accepts; what denies or defers should not forget one of those that are not verified.
 */
final class StateCheck {
  private final DiagnosticSink sink;
  private final Effect effect;

  StateCheck(DiagnosticSink sink, Effect effect) {
    this.sink = sink;
    this.effect = effect;
  }

  void check(Condition condition) {
    if (condition instanceof Condition.And and) {
      and.parts().forEach(this::check);
    } else if (condition instanceof Condition.Or or) {
      or.parts().forEach(this::check);
    } else if (condition instanceof Condition.Leaf leaf && leaf.path().last().isState()) {
      checkLeaf(leaf);
    }
  }

  private void checkLeaf(Condition.Leaf leaf) {
    if (effect == Effect.SATISFY && isOpen(leaf)) {
      sink.error(
          leaf.position(),
          "open-state-test",
          "what satisfies must name the states of "
              + Wording.quote(leaf.path().text())
              + " that it accepts; want `==` or `in` with constants");
    }
    boolean closes = effect == Effect.DENY || effect == Effect.DEFER;
    if (closes && leaf instanceof Condition.In in && !in.negated()) {
      checkComplete(in);
    }
  }

  private static boolean isOpen(Condition.Leaf leaf) {
    return leaf instanceof Condition.ComparePaths
        || (leaf instanceof Condition.In in && in.negated())
        || (leaf instanceof Condition.CompareLiteral compare
            && compare.operator() != Operator.EQUAL);
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
