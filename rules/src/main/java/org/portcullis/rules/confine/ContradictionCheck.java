package org.portcullis.rules.confine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portcullis.release.json.SourcePosition;

/**
 * Refuses conjunctions that leave a path no value, since a deny that never fires fails open, and
 * warns of comparisons that always hold. What a value of a parameter takes part in is no mistake of
 * the rule: other values may give it a meaning, so that it is warned of at most.
 */
final class ContradictionCheck {
  private final FileScope scope;

  ContradictionCheck(FileScope scope) {
    this.scope = scope;
  }

  void check(Condition condition) {
    if (condition instanceof Condition.And and) {
      checkNever(and.parts());
      and.parts().forEach(this::checkPart);
    } else {
      checkNever(List.of(condition));
      checkPart(condition);
    }
  }

  private void checkPart(Condition part) {
    if (part instanceof Condition.Or or) {
      checkAlways(or.parts());
      or.parts().forEach(this::check);
    } else {
      checkAlways(List.of(part));
    }
  }

  private void checkNever(List<Condition> parts) {
    Map<String, PossibleValues> left = new HashMap<>();
    Set<String> set = new HashSet<>();
    for (Condition part : parts) {
      if (part instanceof Condition.Leaf leaf && isRestriction(leaf)) {
        String path = leaf.path().text();
        if (scope.parameterized().contains(leaf.position())) {
          set.add(path);
        }
        PossibleValues values =
            left.computeIfAbsent(path, text -> new PossibleValues(leaf.path().type()));
        values.restrict(leaf);
        if (values.areNone()) {
          never(leaf.position(), path, !set.contains(path));
          return;
        }
      }
    }
  }

  private void never(SourcePosition position, String path, boolean written) {
    String message =
        "this never holds: the conditions on "
            + Wording.quote(path)
            + " up to here leave it no value";
    if (written) {
      scope.sink().error(position, "never-true", message);
    } else {
      scope.sink().warning(position, "never-true", message);
    }
  }

  /** Alternatives always hold if their opposites together leave a path no value. */
  private void checkAlways(List<Condition> alternatives) {
    Map<String, PossibleValues> left = new HashMap<>();
    for (Condition alternative : alternatives) {
      if (alternative instanceof Condition.Leaf leaf
          && isRestriction(leaf)
          && !scope.parameterized().contains(leaf.position())) {
        PossibleValues values =
            left.computeIfAbsent(
                leaf.path().text(), text -> new PossibleValues(leaf.path().type()));
        opposite(leaf).ifPresent(values::restrict);
        if (values.areNone()) {
          always(leaf, alternatives.size() > 1);
          return;
        }
      }
    }
  }

  private void always(Condition.Leaf leaf, boolean several) {
    scope
        .sink()
        .warning(
            leaf.position(),
            "always-true",
            (several ? "the alternatives on " : "the comparison of ")
                + Wording.quote(leaf.path().text())
                + (several ? " up to here leave no value out" : " holds for each of its values"));
  }

  private static Optional<Condition.Leaf> opposite(Condition.Leaf leaf) {
    if (leaf instanceof Condition.In in) {
      return Optional.of(new Condition.In(in.path(), !in.negated(), in.literals(), in.position()));
    }
    return leaf instanceof Condition.CompareLiteral compare
        ? Optional.of(
            new Condition.CompareLiteral(
                compare.path(),
                compare.operator().opposite(),
                compare.literal(),
                compare.position()))
        : Optional.empty();
  }

  /** A list without members comes from a parameter that switches the rule off, on purpose. */
  private static boolean isRestriction(Condition.Leaf leaf) {
    return leaf instanceof Condition.CompareLiteral
        || (leaf instanceof Condition.In in && !in.literals().isEmpty());
  }
}
