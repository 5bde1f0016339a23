package org.portcullis.rules;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.rules.confine.Condition;
import org.portcullis.rules.confine.Literal;
import org.portcullis.rules.confine.Operator;

/** One comparison over the values of a case. */
interface Comparison {
  /** Whether it holds. */
  boolean holds(FactPlan.Values values);

  /** Builds the comparison of a leaf and enters its paths into the plan. */
  static Comparison of(Condition.Leaf leaf, FactPlan.Builder plan) {
    int slot = plan.slot(leaf.path());
    boolean number = FactPlan.isNumber(leaf.path().type());
    if (leaf instanceof Condition.CompareLiteral compare) {
      return number
          ? ofNumber(slot, compare.operator(), number(compare.literal()))
          : ofText(slot, compare.operator(), text(compare.literal()));
    } else if (leaf instanceof Condition.ComparePaths compare) {
      int other = plan.slot(compare.other());
      return number
          ? ofNumbers(slot, compare.operator(), other)
          : ofTexts(slot, compare.operator(), other);
    } else if (leaf instanceof Condition.In in) {
      return number
          ? inNumbers(slot, in.negated(), in.literals())
          : inTexts(slot, in.negated(), in.literals());
    }
    Condition.Contains contains = (Condition.Contains) leaf;
    Enum<?> constant = ((Literal.EnumLiteral) contains.literal()).constant();
    boolean negated = contains.negated();
    return values -> ((Set<?>) values.object(slot)).contains(constant) != negated;
  }

  private static Comparison ofNumber(int slot, Operator operator, long literal) {
    return switch (operator) {
      case EQUAL -> values -> values.number(slot) == literal;
      case NOT_EQUAL -> values -> values.number(slot) != literal;
      case LESS -> values -> values.number(slot) < literal;
      case LESS_OR_EQUAL -> values -> values.number(slot) <= literal;
      case GREATER -> values -> values.number(slot) > literal;
      case GREATER_OR_EQUAL -> values -> values.number(slot) >= literal;
    };
  }

  private static Comparison ofNumbers(int slot, Operator operator, int other) {
    return switch (operator) {
      case EQUAL -> values -> values.number(slot) == values.number(other);
      case NOT_EQUAL -> values -> values.number(slot) != values.number(other);
      case LESS -> values -> values.number(slot) < values.number(other);
      case LESS_OR_EQUAL -> values -> values.number(slot) <= values.number(other);
      case GREATER -> values -> values.number(slot) > values.number(other);
      case GREATER_OR_EQUAL -> values -> values.number(slot) >= values.number(other);
    };
  }

  private static Comparison ofText(int slot, Operator operator, String literal) {
    boolean wanted = wantsEqual(operator);
    return values -> values.object(slot).equals(literal) == wanted;
  }

  private static Comparison ofTexts(int slot, Operator operator, int other) {
    boolean wanted = wantsEqual(operator);
    return values -> values.object(slot).equals(values.object(other)) == wanted;
  }

  private static Comparison inNumbers(int slot, boolean negated, List<Literal> literals) {
    long[] numbers = literals.stream().mapToLong(Comparison::number).toArray();
    return values -> isIn(values.number(slot), numbers) != negated;
  }

  private static Comparison inTexts(int slot, boolean negated, List<Literal> literals) {
    Set<String> texts = literals.stream().map(Comparison::text).collect(Collectors.toSet());
    return values -> texts.contains((String) values.object(slot)) != negated;
  }

  private static boolean isIn(long value, long[] numbers) {
    for (long number : numbers) {
      if (number == value) {
        return true;
      }
    }
    return false;
  }

  /** Texts and sets have no order; the confinement admits none. */
  private static boolean wantsEqual(Operator operator) {
    if (operator.isOrder()) {
      throw new IllegalArgumentException("only numbers have an order");
    }
    return operator == Operator.EQUAL;
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

  private static String text(Literal literal) {
    return ((Literal.IdentifierLiteral) literal).value();
  }
}
