package org.portcullis.rules.confine;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes a condition tree as DRL in one canonical form, which the confinement reads back to an
 * equal tree but for the positions. A list without literals, which only a parameter can make, is
 * written as {@code path in ()} and is not read back.
 */
public final class DrlPrinter {
  private static final String INDENT = " ".repeat("    EligibilityCase( ".length());

  private DrlPrinter() {}

  /** The whole file. */
  public static String print(ConditionTree tree, String packageName) {
    StringBuilder out = new StringBuilder("package ").append(packageName).append("\n\n");
    for (String name : imports(tree)) {
      out.append("import ").append(Names.IMPORTS.get(name)).append('\n');
    }
    out.append("\nglobal ").append(Names.GLOBAL_TYPE).append(' ').append(Names.GLOBAL).append('\n');
    tree.rules().forEach(rule -> out.append('\n').append(rule(rule)));
    return out.toString();
  }

  private static Set<String> imports(ConditionTree tree) {
    Set<String> names = new TreeSet<>(Set.of(Names.ROOT));
    tree.rules().forEach(rule -> collectEnums(rule.condition(), names));
    return names;
  }

  private static void collectEnums(Condition condition, Set<String> names) {
    if (condition instanceof Condition.And and) {
      and.parts().forEach(part -> collectEnums(part, names));
    } else if (condition instanceof Condition.Or or) {
      or.parts().forEach(part -> collectEnums(part, names));
    } else if (condition instanceof Condition.CompareLiteral compare) {
      collectEnum(compare.literal(), names);
    } else if (condition instanceof Condition.In in) {
      in.literals().forEach(literal -> collectEnum(literal, names));
    } else if (condition instanceof Condition.Contains contains) {
      collectEnum(contains.literal(), names);
    }
  }

  private static void collectEnum(Literal literal, Set<String> names) {
    if (literal instanceof Literal.EnumLiteral constant) {
      names.add(constant.type().name());
    }
  }

  private static String rule(CheckedRule rule) {
    String constraints =
        rule.condition() instanceof Condition.And and
            ? and.parts().stream()
                .map(part -> print(part, false))
                .collect(Collectors.joining(",\n" + INDENT))
            : print(rule.condition(), false);
    return "rule \""
        + rule.id()
        + "\"\nwhen\n    EligibilityCase( "
        + constraints
        + " )\nthen\n    "
        + consequence(rule.consequence())
        + "\nend\n";
  }

  /** The consequence as a statement. */
  static String consequence(Consequence consequence) {
    String seconds = consequence.seconds() == 0 ? "" : ", " + consequence.seconds();
    return Names.GLOBAL
        + "."
        + consequence.effect().name().toLowerCase(Locale.ROOT)
        + "(\""
        + consequence.reason()
        + "\""
        + seconds
        + ");";
  }

  private static String print(Condition condition, boolean nested) {
    if (condition instanceof Condition.And and) {
      return join(and.parts(), " && ", nested);
    }
    if (condition instanceof Condition.Or or) {
      return join(or.parts(), " || ", nested);
    }
    return leaf((Condition.Leaf) condition);
  }

  private static String join(Iterable<Condition> parts, String operator, boolean nested) {
    StringBuilder joined = new StringBuilder();
    for (Condition part : parts) {
      joined.append(joined.isEmpty() ? "" : operator).append(print(part, true));
    }
    return nested ? "( " + joined + " )" : joined.toString();
  }

  private static String leaf(Condition.Leaf leaf) {
    String path = leaf.path().text() + " ";
    if (leaf instanceof Condition.CompareLiteral compare) {
      return path + compare.operator().text() + " " + compare.literal().text();
    }
    if (leaf instanceof Condition.ComparePaths compare) {
      return path + compare.operator().text() + " " + compare.other().text();
    }
    if (leaf instanceof Condition.In in) {
      String literals = in.literals().stream().map(Literal::text).collect(Collectors.joining(", "));
      return path + (in.negated() ? "not in ( " : "in ( ") + literals + " )";
    }
    Condition.Contains contains = (Condition.Contains) leaf;
    return path + (contains.negated() ? "not contains " : "contains ") + contains.literal().text();
  }
}
