package org.portcullis.rules.confine;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.portcullis.facts.EnumType;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.Identifiers;
import org.portcullis.facts.Vocabulary;
import org.portcullis.release.json.Nearest;

/**
 * Turns the tokens of an operand into a typed value. The syntax has been read by then; here only
 * meaning can be wrong, and each complaint stands at its own token.
 */
final class OperandReader {
  static final String PARAMETERS = "params";
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]*");

  private final FileScope scope;
  private final PathResolver paths;

  OperandReader(FileScope scope) {
    this.scope = scope;
    this.paths = new PathResolver(scope);
  }

  /**
   * The value of an operand.
   *
   * @param tokens a number with or without its sign, a text, or the words of a dotted name
   * @param wanted the type that it is compared with
   */
  Optional<Operand> read(List<Token> tokens, FieldType wanted) {
    Token first = tokens.get(0);
    if (first.kind() == Token.Kind.NUMBER || first.is("-")) {
      return number(tokens).flatMap(value -> typed(first, value, wanted));
    }
    if (first.kind() == Token.Kind.TEXT) {
      return text(first, wanted).flatMap(value -> typed(first, value, wanted));
    }
    if (tokens.size() == 1 && (first.is("true") || first.is("false"))) {
      return typed(first, new Literal.BooleanLiteral(first.is("true")), wanted);
    }
    if (first.is(PARAMETERS)) {
      return parameter(tokens).flatMap(value -> parameterOperand(tokens, value, wanted));
    }
    if (Character.isUpperCase(first.text().charAt(0))) {
      return constant(tokens, wanted).flatMap(value -> typed(first, value, wanted));
    }
    return path(tokens, wanted);
  }

  private Optional<Literal> number(List<Token> tokens) {
    boolean negative = tokens.size() > 1;
    Token digits = tokens.get(tokens.size() - 1);
    boolean adjacent = !negative || tokens.get(0).end() == digits.offset();
    boolean zero = digits.text().equals("0");
    if (!NUMBER.matcher(digits.text()).matches() || !adjacent || (negative && zero)) {
      error(
          tokens.get(0),
          "bad-number",
          Wording.quote((negative ? "-" : "") + digits.text())
              + " is no whole number in its one form; want digits without leading zero");
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Literal.NumberLiteral(Long.parseLong((negative ? "-" : "") + digits.text())));
    } catch (NumberFormatException e) {
      error(tokens.get(0), "number-out-of-range", Wording.quote(digits.text()) + " is too large");
      return Optional.empty();
    }
  }

  private Optional<Literal> text(Token token, FieldType wanted) {
    if (!(wanted instanceof FieldType.IdentifierType)) {
      mismatch(token, token.text(), wanted, unquoted(wanted, token.content()));
      return Optional.empty();
    }
    if (!Identifiers.isIdentifier(token.content())) {
      error(
          token,
          "bad-identifier",
          Wording.quote(token.text())
              + " is no identifier; want the shape `[a-z0-9][a-z0-9._-]{0,63}`");
      return Optional.empty();
    }
    return Optional.of(new Literal.IdentifierLiteral(token.content()));
  }

  private Optional<Literal> constant(List<Token> tokens, FieldType wanted) {
    Token name = tokens.get(0);
    Optional<EnumType> type = Vocabulary.enumType(name.text());
    boolean bare = type.isEmpty() && tokens.size() == 1;
    if (bare && constantOf(wanted, name.text()).isPresent()) {
      error(
          name,
          "bare-constant",
          Wording.quote(name.text()) + " needs the name of its enum",
          constantOf(wanted, name.text()));
    } else if (type.isEmpty()) {
      error(
          name,
          "unknown-enum",
          "unknown enum " + Wording.quote(name.text()),
          Nearest.of(name.text(), Names.ENUMS));
    } else if (tokens.size() == 1) {
      mismatch(name, name.text(), wanted, Optional.empty());
    } else {
      Imports.require(scope, scope.source().position(name.offset()), name.text());
      return constant(type.get(), tokens);
    }
    return Optional.empty();
  }

  private Optional<Literal> constant(EnumType type, List<Token> tokens) {
    Token name = tokens.get(1);
    Optional<Enum<?>> constant = type.constant(name.text());
    if (constant.isEmpty()) {
      List<String> names = type.constants().stream().<String>map(Enum::name).toList();
      error(
          name,
          "unknown-constant",
          Wording.quote(type.name())
              + " has no "
              + Wording.quote(name.text())
              + "; "
              + Wording.wantOneOf(name.text(), names),
          Nearest.of(name.text(), names).map(near -> type.name() + "." + near));
    } else if (tokens.size() > 2) {
      error(
          tokens.get(2),
          "unexpected-token",
          "unexpected " + Wording.quote(tokens.get(2).text()) + ": a constant has no components");
      return Optional.empty();
    }
    return constant.map(value -> new Literal.EnumLiteral(type, value));
  }

  /** The constant of the wanted enum that has this name or one near, as it must be written. */
  private static Optional<String> constantOf(FieldType wanted, String name) {
    if (!(wanted instanceof FieldType.EnumeratedType enumerated)) {
      return Optional.empty();
    }
    List<String> names = enumerated.type().constants().stream().<String>map(Enum::name).toList();
    return (names.contains(name) ? Optional.of(name) : Nearest.of(name, names))
        .map(near -> enumerated.type().name() + "." + near);
  }

  /** What stands in a text, as the wanted type writes it. */
  private static Optional<String> unquoted(FieldType wanted, String content) {
    if (Types.isNumber(wanted)) {
      return Optional.of(content).filter(NUMBER.asMatchPredicate());
    } else if (wanted instanceof FieldType.BooleanType) {
      return switch (content) {
        case "true", "yes" -> Optional.of("true");
        case "false", "no" -> Optional.of("false");
        default -> Optional.empty();
      };
    }
    return constantOf(wanted, content);
  }

  /** The value of {@code params.<name>}. */
  Optional<ParameterValue> parameter(List<Token> tokens) {
    if (tokens.size() != 2) {
      error(tokens.get(0), "unknown-parameter", "want `params.` and the name of a parameter");
      return Optional.empty();
    }
    Token name = tokens.get(1);
    Optional<ParameterValue> value =
        Optional.ofNullable(scope.declarations().parameters().get(name.text()));
    if (value.isEmpty()) {
      error(
          name,
          "unknown-parameter",
          "unknown parameter " + Wording.quote(name.text()),
          Nearest.of(name.text(), scope.declarations().parameters().keySet())
              .map(near -> PARAMETERS + "." + near));
    }
    return value;
  }

  private Optional<Operand> parameterOperand(
      List<Token> tokens, ParameterValue value, FieldType wanted) {
    if (value instanceof ParameterValue.Single single) {
      return typed(tokens.get(0), single.literal(), wanted);
    }
    return Optional.of(new Operand.Many((ParameterValue.Several) value));
  }

  private Optional<Operand> path(List<Token> tokens, FieldType wanted) {
    Optional<FactPath> path = paths.resolve(tokens);
    if (path.isPresent() && !path.get().type().equals(wanted)) {
      mismatch(tokens.get(0), path.get().text(), wanted, Optional.empty());
      return Optional.empty();
    }
    return path.map(Operand.Path::new);
  }

  private Optional<Operand> typed(Token at, Literal literal, FieldType wanted) {
    if (!Types.fits(literal, wanted)) {
      mismatch(at, literal.text(), wanted, Optional.empty());
      return Optional.empty();
    }
    if (!Types.inRange(literal, wanted)) {
      error(
          at,
          "number-out-of-range",
          Wording.quote(literal.text()) + " is outside the range of " + Types.describe(wanted));
      return Optional.empty();
    }
    return Optional.of(new Operand.Constant(literal));
  }

  private void mismatch(Token at, String written, FieldType wanted, Optional<String> suggestion) {
    error(
        at,
        "wrong-type",
        Wording.quote(written) + " has another type; want " + Types.describe(wanted),
        suggestion);
  }

  private void error(Token at, String code, String message) {
    error(at, code, message, Optional.empty());
  }

  private void error(Token at, String code, String message, Optional<String> suggestion) {
    scope.sink().error(scope.source().position(at.offset()), code, message, suggestion);
  }
}
