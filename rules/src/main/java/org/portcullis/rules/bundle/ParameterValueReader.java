package org.portcullis.rules.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.portcullis.facts.EnumType;
import org.portcullis.facts.Identifiers;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonArray;
import org.portcullis.release.json.JsonValue.JsonNumber;
import org.portcullis.release.json.JsonValue.JsonText;
import org.portcullis.release.json.JsonValue.JsonTruth;
import org.portcullis.release.json.Printable;
import org.portcullis.release.json.Problems;
import org.portcullis.rules.bundle.ParameterType.BooleanParameter;
import org.portcullis.rules.bundle.ParameterType.EnumParameter;
import org.portcullis.rules.bundle.ParameterType.IdentifierParameter;
import org.portcullis.rules.bundle.ParameterType.IdentifierSetParameter;
import org.portcullis.rules.bundle.ParameterType.IntegerParameter;
import org.portcullis.rules.confine.Literal.BooleanLiteral;
import org.portcullis.rules.confine.Literal.EnumLiteral;
import org.portcullis.rules.confine.Literal.IdentifierLiteral;
import org.portcullis.rules.confine.Literal.NumberLiteral;
import org.portcullis.rules.confine.ParameterValue;

/** Reads the value of a parameter and holds it to the declared type and bounds. */
final class ParameterValueReader {
  private final String name;
  private final Problems problems;

  private ParameterValueReader(String name, Problems problems) {
    this.name = name;
    this.problems = problems;
  }

  static Optional<ParameterValue> read(
      JsonValue json, String name, ParameterType type, Problems problems) {
    return new ParameterValueReader(name, problems).read(json, type);
  }

  private Optional<ParameterValue> read(JsonValue json, ParameterType type) {
    if (type instanceof IntegerParameter integer) {
      return integer(json, integer);
    } else if (type instanceof BooleanParameter) {
      return json instanceof JsonTruth truth
          ? Optional.of(new ParameterValue.Single(new BooleanLiteral(truth.value())))
          : wrongType(json, "true or false");
    } else if (type instanceof IdentifierParameter) {
      return identifier(json).map(ParameterValue.Single::new);
    } else if (type instanceof EnumParameter enumerated) {
      return json instanceof JsonText text
          ? constant(text, enumerated.type())
          : wrongType(json, "a constant of " + enumerated.type());
    }
    return several(json, ((IdentifierSetParameter) type).maximumSize());
  }

  private Optional<ParameterValue> integer(JsonValue json, IntegerParameter bounds) {
    if (!(json instanceof JsonNumber number)) {
      return wrongType(json, "a whole number");
    }
    if (number.value() < bounds.minimum() || number.value() > bounds.maximum()) {
      return bad(json, "`" + name + "` must be " + bounds.minimum() + " to " + bounds.maximum());
    }
    return Optional.of(new ParameterValue.Single(new NumberLiteral(number.value())));
  }

  private Optional<IdentifierLiteral> identifier(JsonValue json) {
    if (!(json instanceof JsonText text)) {
      return wrongType(json, "an identifier");
    }
    return Identifiers.isIdentifier(text.value())
        ? Optional.of(new IdentifierLiteral(text.value()))
        : bad(json, "`" + name + "` must have the shape [a-z0-9][a-z0-9._-]{0,63}");
  }

  private Optional<ParameterValue> constant(JsonText text, EnumType type) {
    Optional<Enum<?>> constant = type.constant(text.value());
    if (constant.isEmpty()) {
      problems.unknown(
          text.position(),
          "unknown-constant",
          "`" + Printable.of(text.value()) + "` is no constant of " + type,
          text.value(),
          type.constants().stream().map(Enum::name).toList());
    }
    return constant.map(found -> new ParameterValue.Single(new EnumLiteral(type, found)));
  }

  private Optional<ParameterValue> several(JsonValue json, int maximumSize) {
    if (!(json instanceof JsonArray array)) {
      return wrongType(json, "an array of identifiers");
    }
    if (array.items().size() > maximumSize) {
      return bad(json, "`" + name + "` has more than " + maximumSize + " identifiers");
    }
    TreeSet<String> sorted = new TreeSet<>();
    List<JsonValue> refused = new ArrayList<>();
    for (JsonValue item : array.items()) {
      Optional<IdentifierLiteral> identifier = identifier(item);
      if (identifier.isEmpty()) {
        refused.add(item);
      } else if (!sorted.add(identifier.get().value())) {
        bad(item, "`" + identifier.get().value() + "` stands here twice");
        refused.add(item);
      }
    }
    return refused.isEmpty()
        ? Optional.of(
            new ParameterValue.Several(sorted.stream().map(IdentifierLiteral::new).toList()))
        : Optional.empty();
  }

  private <T> Optional<T> wrongType(JsonValue json, String expected) {
    problems.error(
        json.position(),
        "wrong-type",
        "`" + name + "` must be " + expected + ", not " + json.kind());
    return Optional.empty();
  }

  private <T> Optional<T> bad(JsonValue json, String message) {
    problems.error(json.position(), "bad-value", message);
    return Optional.empty();
  }
}
