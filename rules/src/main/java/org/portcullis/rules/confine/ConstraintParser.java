package org.portcullis.rules.confine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one constraint of a pattern by recursive descent: comparisons, {@code &&}, {@code ||} and
 * parentheses around them. There is no call, index, arithmetic, {@code null}, cast, binding,
 * ternary or pattern match to be read. The gate has bounded the depth of brackets, and with it the
 * recursion.
 */
final class ConstraintParser {
  static final int MAX_LENGTH = 1_000;

  private static final Map<String, String> HINTS =
      Map.ofEntries(
          Map.entry("(", "rules call nothing"),
          Map.entry("[", "there are no indexes"),
          Map.entry("+", "there is no arithmetic"),
          Map.entry("-", "there is no arithmetic"),
          Map.entry("*", "there is no arithmetic"),
          Map.entry("/", "there is no arithmetic"),
          Map.entry("%", "there is no arithmetic"),
          Map.entry("?", "there is no ternary"),
          Map.entry(":", "there are no bindings"),
          Map.entry("#", "there are no casts"),
          Map.entry("!", "write `!=`, `not in` or `not contains`"),
          Map.entry("=", "compare with `==`"),
          Map.entry("null", "nothing is ever null"));

  private final FileScope scope;
  private final TokenCursor cursor;
  private final ComparisonReader comparisons;
  private boolean stuck;

  private ConstraintParser(FileScope scope, TokenCursor cursor) {
    this.scope = scope;
    this.cursor = cursor;
    this.comparisons = new ComparisonReader(scope);
  }

  /** The condition, or nothing if anything was reported. */
  static Optional<Condition> parse(FileScope scope, TokenCursor cursor) {
    int before = scope.sink().errors();
    ConstraintParser parser = new ConstraintParser(scope, cursor);
    Optional<Condition> condition = parser.disjunction();
    if (!cursor.atEnd()) {
      parser.unexpected("want `&&`, `||` or `,`");
    }
    return scope.sink().errors() == before ? condition : Optional.empty();
  }

  private Optional<Condition> disjunction() {
    List<Condition> parts = new ArrayList<>();
    do {
      conjunction()
          .ifPresent(
              part -> {
                if (part instanceof Condition.Or or) {
                  parts.addAll(or.parts());
                } else {
                  parts.add(part);
                }
              });
    } while (cursor.take("||"));
    return parts.size() > 1 ? Optional.of(new Condition.Or(parts)) : parts.stream().findFirst();
  }

  private Optional<Condition> conjunction() {
    List<Condition> parts = new ArrayList<>();
    do {
      primary().ifPresent(part -> addFlat(part, parts));
    } while (cursor.take("&&"));
    return parts.size() > 1 ? Optional.of(new Condition.And(parts)) : parts.stream().findFirst();
  }

  /** A conjunction within a conjunction is one conjunction, so that each meaning has one tree. */
  static void addFlat(Condition part, List<Condition> parts) {
    if (part instanceof Condition.And and) {
      parts.addAll(and.parts());
    } else {
      parts.add(part);
    }
  }

  private Optional<Condition> primary() {
    if (cursor.take("(")) {
      Optional<Condition> inner = disjunction();
      if (!cursor.take(")")) {
        unexpected("want `)`");
      }
      return inner;
    }
    return comparison();
  }

  private Optional<Condition> comparison() {
    List<Token> left = cursor.dotted();
    if (left.isEmpty()) {
      unexpected("want a path such as `request.state`");
      return Optional.empty();
    }
    Token operator = cursor.peek();
    Optional<Operator> compared = operator(operator);
    if (compared.isPresent()) {
      cursor.next();
      List<Token> right = operand();
      return ends() ? comparisons.compare(left, operator, compared.get(), right) : Optional.empty();
    }
    boolean negated = cursor.take("not");
    Token word = cursor.peek();
    if (cursor.take("in")) {
      List<List<Token>> literals = list();
      return ends() ? comparisons.in(left, negated, literals) : Optional.empty();
    }
    if (cursor.take("contains")) {
      List<Token> right = operand();
      return ends() ? comparisons.contains(left, word, negated, right) : Optional.empty();
    }
    if (cursor.take("memberOf")) {
      List<Token> right = operand();
      return ends() ? comparisons.memberOf(left, negated, right) : Optional.empty();
    }
    unexpected("want an operator such as `==`, `!=`, `<`, `in` or `contains`");
    return Optional.empty();
  }

  /** Whether a comparison may end here; a meaning is looked for only where the syntax is right. */
  private boolean ends() {
    Token token = cursor.peek();
    if (!cursor.atEnd() && !token.is("&&") && !token.is("||") && !token.is(")")) {
      unexpected("want `&&`, `||` or `,`");
    }
    return !stuck;
  }

  private static Optional<Operator> operator(Token token) {
    for (Operator operator : Operator.values()) {
      if (token.is(operator.text())) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  private List<List<Token>> list() {
    List<List<Token>> literals = new ArrayList<>();
    if (!cursor.take("(")) {
      unexpected("want `(`");
      return literals;
    }
    do {
      literals.add(operand());
    } while (cursor.take(","));
    if (!cursor.take(")")) {
      unexpected("want `,` or `)`");
    }
    return literals;
  }

  private List<Token> operand() {
    Token first = cursor.peek();
    boolean negative = first.is("-") && cursor.peek(1).kind() == Token.Kind.NUMBER;
    if (negative) {
      return List.of(cursor.next(), cursor.next());
    }
    if (first.kind() == Token.Kind.NUMBER || first.kind() == Token.Kind.TEXT) {
      return List.of(cursor.next());
    }
    List<Token> words = first.is("null") ? List.of() : cursor.dotted();
    if (words.isEmpty()) {
      unexpected("want a literal, a path or `params.<name>`");
    }
    return words;
  }

  /** Reports the first token that cannot be read; what follows it would only echo. */
  private void unexpected(String wanted) {
    if (!stuck) {
      stuck = true;
      Token token = cursor.peek();
      String what = token.text().isEmpty() ? "end of the constraint" : Wording.quote(token.text());
      String why = HINTS.getOrDefault(token.text(), wanted);
      scope
          .sink()
          .error(cursor.position(token), "unexpected-token", "unexpected " + what + ": " + why);
    }
    cursor.skipToEnd();
  }
}
