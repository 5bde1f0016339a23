package org.portcullis.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.portcullis.facts.EnumType;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.Identifiers;
import org.portcullis.rules.confine.CheckedRule;
import org.portcullis.rules.confine.Condition;
import org.portcullis.rules.confine.FactPath;
import org.portcullis.rules.confine.Literal;

/**
 * The values of each path that rules can tell apart: its literals, their neighbours, and all
 * constants of an enum. Whether a record admits a value is not known here.
 */
final class ValueDomains {
  private static final long SOME_YEAR_MONTH = 202_601;
  private static final String SOME_IDENTIFIER = "other";

  private final Map<String, Set<Object>> literals = new LinkedHashMap<>();

  ValueDomains(Condition condition) {
    collect(condition);
  }

  ValueDomains(List<CheckedRule> rules) {
    rules.forEach(rule -> collect(rule.condition()));
  }

  /** The candidates for a path, the most ordinary first; never empty. */
  List<Object> of(FactPath path) {
    FieldType type = path.type();
    Set<Object> values = new LinkedHashSet<>();
    if (type instanceof FieldType.BooleanType) {
      values.addAll(List.of(true, false));
    } else if (type instanceof FieldType.EnumeratedType enumerated) {
      values.addAll(enumerated.type().constants());
    } else if (type instanceof FieldType.EnumeratedSetType set) {
      values.addAll(sets(set.type()));
    } else if (type instanceof FieldType.IdentifierType) {
      values.addAll(literals(path));
      values.addAll(List.of(Identifiers.NONE, SOME_IDENTIFIER));
    } else {
      values.addAll(numbers(path));
    }
    return new ArrayList<>(values);
  }

  /** The value of a component that says nothing. */
  static Object neutral(FieldType type) {
    if (type instanceof FieldType.BooleanType) {
      return false;
    } else if (type instanceof FieldType.EnumeratedType enumerated) {
      return enumerated.type().constants().get(0);
    } else if (type instanceof FieldType.EnumeratedSetType) {
      return Set.of();
    } else if (type instanceof FieldType.IdentifierType) {
      return Identifiers.NONE;
    }
    return typed(type, 0);
  }

  /** A value and, of a number, its neighbours. */
  static List<Object> near(FieldType type, Object value) {
    if (!(value instanceof Number number)) {
      return List.of(value);
    }
    long middle = number.longValue();
    return LongStream.of(middle, middle - 1, middle + 1)
        .filter(near -> fits(type, near))
        .mapToObj(near -> typed(type, near))
        .toList();
  }

  /** The month before 202401 is not 202400: a year less and more are months whatever it is. */
  private static List<Object> yearsAround(FieldType type, long yearMonth) {
    return LongStream.of(yearMonth - 100, yearMonth + 100)
        .filter(number -> fits(type, number))
        .mapToObj(number -> typed(type, number))
        .toList();
  }

  private static boolean fits(FieldType type, long number) {
    return type instanceof FieldType.LongType || number == (int) number;
  }

  private Set<Object> literals(FactPath path) {
    return literals.getOrDefault(path.text(), Set.of());
  }

  private Set<Object> numbers(FactPath path) {
    Set<Object> numbers = new LinkedHashSet<>();
    literals(path).forEach(literal -> numbers.addAll(near(path.type(), literal)));
    literals(path).forEach(literal -> numbers.addAll(yearsAround(path.type(), (Long) literal)));
    for (long ordinary : new long[] {0, 1, SOME_YEAR_MONTH}) {
      numbers.add(typed(path.type(), ordinary));
    }
    return numbers;
  }

  private static Object typed(FieldType type, long number) {
    if (type instanceof FieldType.IntType) {
      return (int) number;
    }
    return number;
  }

  private static List<Set<Enum<?>>> sets(EnumType type) {
    List<Set<Enum<?>>> sets = new ArrayList<>();
    sets.add(Set.copyOf(type.constants()));
    type.constants().forEach(constant -> sets.add(Set.of(constant)));
    sets.add(Set.of());
    return sets;
  }

  private void collect(Condition condition) {
    if (condition instanceof Condition.And and) {
      and.parts().forEach(this::collect);
    } else if (condition instanceof Condition.Or or) {
      or.parts().forEach(this::collect);
    } else if (condition instanceof Condition.CompareLiteral compare) {
      enter(compare.path(), compare.literal());
    } else if (condition instanceof Condition.In in) {
      in.literals().forEach(literal -> enter(in.path(), literal));
    }
  }

  private void enter(FactPath path, Literal literal) {
    Set<Object> values = literals.computeIfAbsent(path.text(), text -> new LinkedHashSet<>());
    if (literal instanceof Literal.NumberLiteral number) {
      values.add(number.value());
    } else if (literal instanceof Literal.IdentifierLiteral identifier) {
      values.add(identifier.value());
    }
  }
}
