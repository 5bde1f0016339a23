package org.portcullis.rules.confine;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.facts.Field;
import org.portcullis.facts.SignalState;

/**
 * Holds that a component of a signal is read only where the signal is tested to be verified, in the
 * same conjunction or in one around it: the neutral value of an absent signal must neither open nor
 * close anything. The state of a signal that is part of another, such as a patch level, needs no
 * guard by the outer one: a record of facts cannot hold a verified part in an unverified signal.
 */
final class GuardCheck {
  private final DiagnosticSink sink;

  GuardCheck(DiagnosticSink sink) {
    this.sink = sink;
  }

  void check(Condition condition) {
    check(condition, Set.of());
  }

  private void check(Condition condition, Set<List<Field>> verified) {
    if (condition instanceof Condition.And and) {
      Set<List<Field>> here = new HashSet<>(verified);
      and.parts().forEach(part -> guarded(part).ifPresent(here::add));
      and.parts().forEach(part -> check(part, here));
    } else if (condition instanceof Condition.Or or) {
      or.parts().forEach(part -> check(part, verified));
    } else if (condition instanceof Condition.Leaf leaf) {
      checkRead(leaf.path(), leaf, verified);
      if (leaf instanceof Condition.ComparePaths paths) {
        checkRead(paths.other(), leaf, verified);
      }
    }
  }

  /** The signal that a condition tests to be verified. */
  private static Optional<List<Field>> guarded(Condition condition) {
    return condition instanceof Condition.CompareLiteral test
            && test.path().last().isState()
            && test.operator() == Operator.EQUAL
            && test.literal() instanceof Literal.EnumLiteral literal
            && literal.constant() == SignalState.VERIFIED
        ? Optional.of(owner(test.path()))
        : Optional.empty();
  }

  private void checkRead(FactPath path, Condition.Leaf leaf, Set<List<Field>> verified) {
    List<Field> owner = owner(path);
    if (path.last().isGuarded() && !verified.contains(owner)) {
      String test = new FactPath(owner).text() + ".state == SignalState.VERIFIED";
      sink.error(
          leaf.position(),
          "unguarded-read",
          Wording.quote(path.text())
              + " means something only where the signal is verified; add "
              + Wording.quote(test)
              + " to the same conjunction");
    }
  }

  private static List<Field> owner(FactPath path) {
    return path.fields().subList(0, path.fields().size() - 1);
  }
}
