package org.portcullis.rules.confine;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.facts.FieldType;

/** The values that a path may still have. */
final class PossibleValues {
  private final Set<Literal> excluded = new HashSet<>();
  private Optional<Set<Literal>> allowed;
  private long lowest = Long.MIN_VALUE;
  private long highest = Long.MAX_VALUE;

  PossibleValues(FieldType type) {
    this.allowed = all(type);
    if (type instanceof FieldType.IntType) {
      lowest = Integer.MIN_VALUE;
      highest = Integer.MAX_VALUE;
    }
  }

  /** All values of a type that has few. */
  private static Optional<Set<Literal>> all(FieldType type) {
    if (type instanceof FieldType.BooleanType) {
      return Optional.of(
          Set.of(new Literal.BooleanLiteral(false), new Literal.BooleanLiteral(true)));
    } else if (type instanceof FieldType.EnumeratedType enumerated) {
      Set<Literal> constants = new LinkedHashSet<>();
      for (Enum<?> constant : enumerated.type().constants()) {
        constants.add(new Literal.EnumLiteral(enumerated.type(), constant));
      }
      return Optional.of(constants);
    }
    return Optional.empty();
  }

  void restrict(Condition.Leaf leaf) {
    if (leaf instanceof Condition.In in) {
      among(in.literals(), !in.negated());
    } else if (leaf instanceof Condition.CompareLiteral compare) {
      switch (compare.operator()) {
        case EQUAL -> among(List.of(compare.literal()), true);
        case NOT_EQUAL -> among(List.of(compare.literal()), false);
        default -> bound(compare.operator(), ((Literal.NumberLiteral) compare.literal()).value());
      }
    }
  }

  private void among(List<Literal> literals, boolean wanted) {
    if (!wanted) {
      excluded.addAll(literals);
      return;
    }
    Set<Literal> both = new HashSet<>(literals);
    allowed.ifPresent(both::retainAll);
    allowed = Optional.of(both);
  }

  private void bound(Operator operator, long value) {
    boolean strict = operator == Operator.LESS || operator == Operator.GREATER;
    boolean upper = operator == Operator.LESS || operator == Operator.LESS_OR_EQUAL;
    if (strict && value == (upper ? Long.MIN_VALUE : Long.MAX_VALUE)) {
      allowed = Optional.of(Set.of());
    } else if (upper) {
      highest = Math.min(highest, strict ? value - 1 : value);
    } else {
      lowest = Math.max(lowest, strict ? value + 1 : value);
    }
  }

  boolean areNone() {
    return allowed
        .map(literals -> literals.stream().noneMatch(this::isPossible))
        .orElseGet(this::isRangeExcluded);
  }

  private boolean isPossible(Literal literal) {
    return !excluded.contains(literal)
        && (!(literal instanceof Literal.NumberLiteral number)
            || (lowest <= number.value() && number.value() <= highest));
  }

  private boolean isRangeExcluded() {
    long value = lowest;
    while (value < highest && excluded.contains(new Literal.NumberLiteral(value))) {
      value++;
    }
    return lowest > highest
        || (value == highest && excluded.contains(new Literal.NumberLiteral(value)));
  }
}
