package org.portcullis.rules;

import java.util.stream.Collectors;
import org.portcullis.rules.confine.Condition;
import org.portcullis.rules.confine.FactPath;
import org.portcullis.rules.confine.Literal;

/**
 * Writes conditions as DRL in one form, from the checked tree alone: nothing of the author's text
 * reaches Drools. Equal conditions have equal texts.
 */
final class ConditionText {
  private ConditionText() {}

  static String of(Condition condition) {
    if (condition instanceof Condition.And and) {
      return join(and.parts().stream().map(ConditionText::operand), " && ");
    } else if (condition instanceof Condition.Or or) {
      return join(or.parts().stream().map(ConditionText::operand), " || ");
    } else if (condition instanceof Condition.CompareLiteral compare) {
      return compare.path() + " " + compare.operator().text() + " " + text(compare.literal());
    } else if (condition instanceof Condition.ComparePaths compare) {
      return compare.path() + " " + compare.operator().text() + " " + compare.other();
    } else if (condition instanceof Condition.In in) {
      return in(in);
    }
    Condition.Contains contains = (Condition.Contains) condition;
    String operator = contains.negated() ? " not contains " : " contains ";
    return contains.path() + operator + text(contains.literal());
  }

  private static String operand(Condition condition) {
    return condition instanceof Condition.Leaf ? of(condition) : "( " + of(condition) + " )";
  }

  private static String join(java.util.stream.Stream<String> parts, String separator) {
    return parts.collect(Collectors.joining(separator));
  }

  /** DRL knows no empty list: no value is in it, as no value differs from itself. */
  private static String in(Condition.In in) {
    FactPath path = in.path();
    if (in.literals().isEmpty()) {
      return path + (in.negated() ? " == " : " != ") + path;
    }
    String literals =
        in.literals().stream().map(ConditionText::text).sorted().collect(Collectors.joining(", "));
    return path + (in.negated() ? " not in ( " : " in ( ") + literals + " )";
  }

  private static String text(Literal literal) {
    return literal.text();
  }
}
