package org.portcullis.rules;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.rules.confine.Condition;
import org.portcullis.rules.confine.Literal;
import org.portcullis.rules.confine.Operator;

/**
 * One comparison over the values of a case. The common ones are cases of one switch, not classes of
 * their own: a rule set has more shapes than a call site remembers.
 */
final class Comparison {
  private enum Kind {
    NUMBER_WITH_LITERAL,
    NUMBER_WITH_PATH,
    NUMBER_IN,
    TEXT_WITH_PATH,
    TEXT_IN,
    SET_CONTAINS
  }

  private final Kind kind;
  private final Operator operator;
  private final int slot;
  private final int other;
  private final long literal;
  private final long[] literals;
  private final Set<?> objects;

  private Comparison(
      Kind kind,
      Operator operator,
      int slot,
      int other,
      long literal,
      long[] literals,
      Set<?> objects) {
    this.kind = kind;
    this.operator = operator;
    this.slot = slot;
    this.other = other;
    this.literal = literal;
    this.literals = literals;
    this.objects = objects;
  }

  /** Builds the comparison of a leaf and enters its paths into the plan. */
  static Comparison of(Condition.Leaf leaf, FactPlan.Builder plan) {
    int slot = plan.slot(leaf.path());
    boolean number = FactPlan.isNumber(leaf.path().type());
    if (leaf instanceof Condition.CompareLiteral compare) {
      return number
          ? numbers(
              Kind.NUMBER_WITH_LITERAL, compare.operator(), slot, 0, number(compare.literal()))
          : in(slot, equality(compare.operator()), List.of(compare.literal()));
    } else if (leaf instanceof Condition.ComparePaths compare) {
      int other = plan.slot(compare.other());
      return number
          ? numbers(Kind.NUMBER_WITH_PATH, compare.operator(), slot, other, 0)
          : texts(Kind.TEXT_WITH_PATH, equality(compare.operator()), slot, other, Set.of());
    } else if (leaf instanceof Condition.In in) {
      Operator operator = in.negated() ? Operator.NOT_EQUAL : Operator.EQUAL;
      return number
          ? new Comparison(Kind.NUMBER_IN, operator, slot, 0, 0, numbers(in.literals()), Set.of())
          : in(slot, operator, in.literals());
    }
    Condition.Contains contains = (Condition.Contains) leaf;
    Enum<?> constant = ((Literal.EnumLiteral) contains.literal()).constant();
    Operator operator = contains.negated() ? Operator.NOT_EQUAL : Operator.EQUAL;
    return texts(Kind.SET_CONTAINS, operator, slot, 0, Set.of(constant));
  }

  /** Whether it holds. */
  boolean holds(FactPlan.Values values) {
    return switch (kind) {
      case NUMBER_WITH_LITERAL -> compare(values.number(slot), literal);
      case NUMBER_WITH_PATH -> compare(values.number(slot), values.number(other));
      case NUMBER_IN -> isIn(values.number(slot)) == isPositive();
      case TEXT_WITH_PATH -> values.object(slot).equals(values.object(other)) == isPositive();
      case TEXT_IN -> objects.contains(values.object(slot)) == isPositive();
      case SET_CONTAINS -> ((Set<?>) values.object(slot)).containsAll(objects) == isPositive();
    };
  }

  private boolean compare(long left, long right) {
    return switch (operator) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
    };
  }

  private boolean isIn(long value) {
    for (long each : literals) {
      if (each == value) {
        return true;
      }
    }
    return false;
  }

  private boolean isPositive() {
    return operator == Operator.EQUAL;
  }

  private static Comparison numbers(
      Kind kind, Operator operator, int slot, int other, long literal) {
    return new Comparison(kind, operator, slot, other, literal, new long[0], Set.of());
  }

  private static Comparison texts(
      Kind kind, Operator operator, int slot, int other, Set<?> objects) {
    return new Comparison(kind, operator, slot, other, 0, new long[0], objects);
  }

  private static Comparison in(int slot, Operator operator, List<Literal> literals) {
    Set<String> texts =
        literals.stream()
            .map(literal -> ((Literal.IdentifierLiteral) literal).value())
            .collect(Collectors.toUnmodifiableSet());
    return texts(Kind.TEXT_IN, operator, slot, 0, texts);
  }

  /** Texts have no order; the confinement admits none. */
  private static Operator equality(Operator operator) {
    if (operator.isOrder()) {
      throw new IllegalArgumentException("only numbers have an order");
    }
    return operator;
  }

  private static long[] numbers(List<Literal> literals) {
    return literals.stream().mapToLong(Comparison::number).toArray();
  }

  private static long number(Literal literal) {
    if (literal instanceof Literal.NumberLiteral number) {
      return number.value();
    } else if (literal instanceof Literal.BooleanLiteral truth) {
      return truth.value() ? 1 : 0;
    }
    Literal.EnumLiteral constant = (Literal.EnumLiteral) literal;
    return constant.type().number(constant.constant());
  }
}
