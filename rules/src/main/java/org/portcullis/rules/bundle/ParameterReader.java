package org.portcullis.rules.bundle;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.portcullis.facts.EnumType;
import org.portcullis.facts.Vocabulary;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.ObjectReader;
import org.portcullis.release.json.Printable;
import org.portcullis.release.json.Problems;
import org.portcullis.rules.bundle.ParameterType.BooleanParameter;
import org.portcullis.rules.bundle.ParameterType.EnumParameter;
import org.portcullis.rules.bundle.ParameterType.IdentifierParameter;
import org.portcullis.rules.bundle.ParameterType.IdentifierSetParameter;
import org.portcullis.rules.bundle.ParameterType.IntegerParameter;
import org.portcullis.rules.confine.ParameterValue;

/** Reads the declaration of one parameter. */
final class ParameterReader {
  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,63}");
  private static final int MAX_SET_SIZE = 256;

  private final Problems problems;

  ParameterReader(Problems problems) {
    this.problems = problems;
  }

  Optional<ParameterDeclaration> read(String name, JsonValue.Member member) {
    boolean named = NAME.matcher(name).matches();
    if (!named) {
      problems.error(
          member.position(),
          "bad-value",
          "a parameter must have the shape [a-z][A-Za-z0-9]{0,63}, which `"
              + Printable.of(name)
              + "` has not");
    }
    if (!(member.value() instanceof JsonObject object)) {
      problems.error(
          member.value().position(),
          "wrong-type",
          "`" + Printable.of(name) + "` must be an object, not " + member.value().kind());
      return Optional.empty();
    }
    ObjectReader reader = new ObjectReader(object, problems);
    Optional<ParameterType> type = reader.text("type").flatMap(text -> type(text, reader));
    Optional<String> text = reader.text("text");
    Optional<JsonValue> value = reader.value("default");
    if (type.isEmpty()) {
      return Optional.empty();
    }
    reader.finish();
    Optional<ParameterValue> defaultValue =
        value.flatMap(json -> ParameterValueReader.read(json, "default", type.get(), problems));
    return named && text.isPresent() && defaultValue.isPresent()
        ? Optional.of(new ParameterDeclaration(name, type.get(), defaultValue.get(), text.get()))
        : Optional.empty();
  }

  private Optional<ParameterType> type(String type, ObjectReader reader) {
    return switch (type) {
      case "integer" -> integer(reader);
      case "boolean" -> Optional.of(new BooleanParameter());
      case "identifier" -> Optional.of(new IdentifierParameter());
      case "enum" -> enumerated(reader);
      case "identifiers" ->
          reader
              .number("maximumSize", 1, MAX_SET_SIZE)
              .map(size -> new IdentifierSetParameter(size.intValue()));
      default -> {
        problems.unknown(
            reader.position("type"),
            "unknown-type",
            "unknown type `" + Printable.of(type) + "`",
            type,
            List.of("integer", "boolean", "identifier", "enum", "identifiers"));
        yield Optional.empty();
      }
    };
  }

  private Optional<ParameterType> integer(ObjectReader reader) {
    Optional<Long> minimum = reader.number("minimum", Long.MIN_VALUE, Long.MAX_VALUE);
    Optional<Long> maximum = reader.number("maximum", Long.MIN_VALUE, Long.MAX_VALUE);
    if (minimum.isEmpty() || maximum.isEmpty()) {
      return Optional.empty();
    }
    if (minimum.get() > maximum.get()) {
      problems.error(
          reader.position("maximum"), "bad-value", "`maximum` must not be below `minimum`");
      return Optional.empty();
    }
    return Optional.of(new IntegerParameter(minimum.get(), maximum.get()));
  }

  private Optional<ParameterType> enumerated(ObjectReader reader) {
    Optional<String> name = reader.text("enum");
    Optional<EnumType> type = name.flatMap(Vocabulary::enumType);
    if (name.isPresent() && type.isEmpty()) {
      problems.unknown(
          reader.position("enum"),
          "unknown-type",
          "the vocabulary has no enum `" + Printable.of(name.get()) + "`",
          name.get(),
          Vocabulary.enums().stream().map(EnumType::name).toList());
    }
    return type.map(EnumParameter::new);
  }
}
