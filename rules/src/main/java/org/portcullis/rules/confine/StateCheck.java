package org.portcullis.rules.confine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    look(condition);
  }

  private void look(Condition condition) {
    if (condition instanceof Condition.And and) {
      and.parts().forEach(this::look);
    } else if (condition instanceof Condition.Or or) {
      look(or.parts());
    } else if (condition instanceof Condition.In in) {
      look(List.of(in));
    }
  }

  /** Tests of one state that are joined by {@code ||} are one list. */
  private void look(List<Condition> alternatives) {
    Map<String, List<Condition.Leaf>> byState = new LinkedHashMap<>();
    for (Condition each : alternatives) {
      if (each instanceof Condition.Leaf leaf && leaf.path().last().isState()) {
        byState.computeIfAbsent(leaf.path().text(), path -> new ArrayList<>()).add(leaf);
      } else if (!(each instanceof Condition.Leaf)) {
        look(each);
      }
    }
    byState.values().stream().filter(StateCheck::isList).forEach(this::checkComplete);
  }

  /** One {@code ==} alone is meant as it stands; an open test forgets nothing. */
  private static boolean isList(List<Condition.Leaf> tests) {
    return tests.stream().noneMatch(test -> states(test).isEmpty())
        && (tests.size() > 1 || tests.get(0) instanceof Condition.In);
  }

  /** The states that a test names one by one, or none. */
  private static List<Literal> states(Condition.Leaf test) {
    if (test instanceof Condition.In in && !in.negated()) {
      return in.literals();
    }
    return test instanceof Condition.CompareLiteral compare && compare.operator() == Operator.EQUAL
        ? List.of(compare.literal())
        : List.of();
  }

  private void checkComplete(List<Condition.Leaf> tests) {
    Set<String> listed =
        tests.stream()
            .flatMap(test -> states(test).stream())
            .map(Literal::text)
            .collect(Collectors.toSet());
    List<String> missing =
        Stream.of(SignalState.values())
            .filter(state -> state != SignalState.VERIFIED)
            .map(state -> "SignalState." + state.name())
            .filter(state -> !listed.contains(state))
            .toList();
    if (!missing.isEmpty() && missing.size() < SignalState.values().length - 1) {
      Condition.Leaf first = tests.get(0);
      sink.warning(
          first.position(),
          "incomplete-states",
          "the list leaves out `"
              + String.join("`, `", missing)
              + "`, which are not verified either",
          first.path().text() + " != SignalState.VERIFIED");
    }
  }
}
