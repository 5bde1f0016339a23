package org.portcullis.rules.confine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.Vocabulary;
import org.portcullis.release.json.SourcePosition;

/** Gives a comparison whose syntax was read its meaning: resolved paths, typed literals. */
final class ComparisonReader {
  private final FileScope scope;
  private final PathResolver paths;
  private final OperandReader operands;

  ComparisonReader(FileScope scope) {
    this.scope = scope;
    this.paths = new PathResolver(scope);
    this.operands = new OperandReader(scope);
  }

  Optional<Condition> compare(List<Token> left, Token at, Operator operator, List<Token> right) {
    if (left.get(0).is(OperandReader.PARAMETERS)) {
      return switchedBy(left, operator, right);
    }
    Optional<FactPath> path = paths.resolve(left);
    if (path.isEmpty() || !isComparable(path.get(), at, operator)) {
      return Optional.empty();
    }
    SourcePosition position = position(left.get(0));
    Optional<Operand> operand = operands.read(right, path.get().type());
    if (right.get(0).is(OperandReader.PARAMETERS)) {
      scope.parameterized().add(position);
    }
    if (operand.isPresent() && operand.get() instanceof Operand.Many) {
      error(right.get(0), "wrong-type", "the parameter is a set; want `memberOf`");
      return Optional.empty();
    }
    if (operand.isPresent() && operand.get().equals(new Operand.Path(path.get()))) {
      error(right.get(0), "same-path", path.get().text(), " is compared with itself");
      return Optional.empty();
    }
    return operand.map(
        value ->
            value instanceof Operand.Path other
                ? new Condition.ComparePaths(path.get(), operator, other.path(), position)
                : new Condition.CompareLiteral(
                    path.get(), operator, ((Operand.Constant) value).literal(), position));
  }

  private boolean isComparable(FactPath path, Token at, Operator operator) {
    if (path.type() instanceof FieldType.EnumeratedSetType) {
      error(at, "set-needs-contains", path.text(), " is a set; want `contains` or `not contains`");
      return false;
    }
    if (operator.isOrder() && !Types.isNumber(path.type())) {
      error(at, "no-order", path.text(), " has no order; want `==`, `!=` or `in`");
      return false;
    }
    return true;
  }

  /**
   * {@code params.<name> == true}: a rule that a parameter switches on or off. As the value is
   * known now, this becomes a constant: the list without elements, which nothing is in.
   */
  private Optional<Condition> switchedBy(List<Token> left, Operator operator, List<Token> right) {
    Optional<ParameterValue> value = operands.parameter(left);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    boolean isSwitch =
        value.get() instanceof ParameterValue.Single single
            && single.literal() instanceof Literal.BooleanLiteral
            && !operator.isOrder();
    if (!isSwitch || right.size() != 1 || !(right.get(0).is("true") || right.get(0).is("false"))) {
      error(
          left.get(0),
          "wrong-type",
          "on the left only a boolean parameter may stand, compared with `true` or `false`");
      return Optional.empty();
    }
    boolean set = value.get().equals(new ParameterValue.Single(new Literal.BooleanLiteral(true)));
    boolean holds = (set == right.get(0).is("true")) == (operator == Operator.EQUAL);
    return Optional.of(constant(holds, position(left.get(0))));
  }

  private static Condition constant(boolean holds, SourcePosition position) {
    Field any = Vocabulary.root().fields().get(0);
    return new Condition.In(new FactPath(List.of(any)), holds, List.of(), position);
  }

  Optional<Condition> in(List<Token> left, boolean negated, List<List<Token>> written) {
    Optional<FactPath> path = path(left);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    if (path.get().type() instanceof FieldType.EnumeratedSetType) {
      error(left.get(0), "set-needs-contains", path.get().text(), " is a set; want `contains`");
      return Optional.empty();
    }
    List<Literal> literals = new ArrayList<>();
    for (List<Token> each : written) {
      literal(each, path.get().type())
          .ifPresent(literal -> addOnce(each.get(0), literal, literals));
    }
    return Optional.of(new Condition.In(path.get(), negated, literals, position(left.get(0))));
  }

  private void addOnce(Token at, Literal literal, List<Literal> literals) {
    if (literals.contains(literal)) {
      error(at, "duplicate-literal", literal.text(), " stands in the list already");
    } else {
      literals.add(literal);
    }
  }

  private Optional<Literal> literal(List<Token> tokens, FieldType wanted) {
    if (tokens.get(0).is(OperandReader.PARAMETERS)) {
      error(tokens.get(0), "wrong-type", "a list holds literals; want `memberOf` for a parameter");
      return Optional.empty();
    }
    Optional<Operand> operand = operands.read(tokens, wanted);
    if (operand.isPresent() && operand.get() instanceof Operand.Path path) {
      error(tokens.get(0), "wrong-type", path.path().text(), " is a path; a list holds literals");
    }
    return operand
        .filter(Operand.Constant.class::isInstance)
        .map(value -> ((Operand.Constant) value).literal());
  }

  Optional<Condition> contains(List<Token> left, Token at, boolean negated, List<Token> right) {
    Optional<FactPath> path = path(left);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    if (!(path.get().type() instanceof FieldType.EnumeratedSetType set)) {
      error(at, "contains-needs-set", path.get().text(), " is no set; want `==`, `!=` or `in`");
      return Optional.empty();
    }
    Optional<Operand> operand = operands.read(right, new FieldType.EnumeratedType(set.type()));
    if (operand.isPresent() && !(operand.get() instanceof Operand.Constant)) {
      error(right.get(0), "wrong-type", "want a constant of `" + set.type().name() + "`");
      return Optional.empty();
    }
    return operand.map(
        value ->
            new Condition.Contains(
                path.get(), negated, ((Operand.Constant) value).literal(), position(left.get(0))));
  }

  Optional<Condition> memberOf(List<Token> left, boolean negated, List<Token> right) {
    Optional<FactPath> path = path(left);
    if (!right.get(0).is(OperandReader.PARAMETERS)) {
      error(right.get(0), "wrong-type", "`memberOf` wants a parameter that is a set");
      return Optional.empty();
    }
    Optional<ParameterValue> value = operands.parameter(right);
    if (path.isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    if (!(value.get() instanceof ParameterValue.Several several)) {
      error(right.get(0), "wrong-type", "the parameter is no set; want `==` or `!=`");
      return Optional.empty();
    }
    if (!(path.get().type() instanceof FieldType.IdentifierType)) {
      error(left.get(0), "wrong-type", path.get().text(), " is no identifier; the set holds those");
      return Optional.empty();
    }
    scope.parameterized().add(position(left.get(0)));
    return Optional.of(
        new Condition.In(
            path.get(),
            negated,
            several.literals().stream().<Literal>map(each -> each).toList(),
            position(left.get(0))));
  }

  private Optional<FactPath> path(List<Token> words) {
    if (words.get(0).is(OperandReader.PARAMETERS)) {
      error(words.get(0), "wrong-type", "a parameter may stand on the left of `==` and `!=` only");
      return Optional.empty();
    }
    return paths.resolve(words);
  }

  private SourcePosition position(Token token) {
    return scope.source().position(token.offset());
  }

  private void error(Token at, String code, String subject, String rest) {
    error(at, code, Wording.quote(subject) + rest);
  }

  private void error(Token at, String code, String message) {
    scope.sink().error(position(at), code, message);
  }
}
