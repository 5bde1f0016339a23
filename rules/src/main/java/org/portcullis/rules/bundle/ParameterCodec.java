package org.portcullis.rules.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.portcullis.facts.EnumType;
import org.portcullis.facts.Identifiers;
import org.portcullis.facts.codec.CborReader;
import org.portcullis.facts.codec.CborWriter;
import org.portcullis.facts.codec.MalformedCborException;
import org.portcullis.rules.bundle.ParameterType.BooleanParameter;
import org.portcullis.rules.bundle.ParameterType.EnumParameter;
import org.portcullis.rules.bundle.ParameterType.IdentifierParameter;
import org.portcullis.rules.bundle.ParameterType.IdentifierSetParameter;
import org.portcullis.rules.bundle.ParameterType.IntegerParameter;
import org.portcullis.rules.confine.Literal;
import org.portcullis.rules.confine.Literal.BooleanLiteral;
import org.portcullis.rules.confine.Literal.EnumLiteral;
import org.portcullis.rules.confine.Literal.IdentifierLiteral;
import org.portcullis.rules.confine.Literal.NumberLiteral;
import org.portcullis.rules.confine.ParameterValue;

/** Writes and reads the canonical form of parameters; an enum is its frozen number. */
final class ParameterCodec {
  private static final int MAX_NAME = 64;

  private ParameterCodec() {}

  static void write(CborWriter out, Map<String, ParameterValue> values) {
    out.beginArray(values.size());
    new TreeMap<>(values)
        .forEach(
            (name, value) -> {
              out.beginArray(2).writeText(name);
              write(out, value);
            });
  }

  private static void write(CborWriter out, ParameterValue value) {
    if (value instanceof ParameterValue.Several several) {
      out.beginArray(several.literals().size());
      several.literals().forEach(literal -> out.writeText(literal.value()));
      return;
    }
    Literal literal = ((ParameterValue.Single) value).literal();
    if (literal instanceof NumberLiteral number) {
      out.writeInteger(number.value());
    } else if (literal instanceof BooleanLiteral truth) {
      out.writeBoolean(truth.value());
    } else if (literal instanceof EnumLiteral constant) {
      out.writeInteger(constant.type().number(constant.constant()));
    } else if (literal instanceof IdentifierLiteral identifier) {
      out.writeText(identifier.value());
    }
  }

  static Map<String, ParameterValue> read(CborReader in, RuleSetManifest manifest)
      throws MalformedCborException {
    Map<String, ParameterDeclaration> declared = new TreeMap<>(manifest.parameters());
    int start = in.position();
    if (in.beginArray(declared.size()) != declared.size()) {
      throw new MalformedCborException(start, "parameters missing");
    }
    Map<String, ParameterValue> values = new TreeMap<>();
    for (ParameterDeclaration declaration : declared.values()) {
      int entry = in.position();
      if (in.beginArray(2) != 2 || !in.readText(MAX_NAME).equals(declaration.name())) {
        throw new MalformedCborException(entry, "`" + declaration.name() + "` expected");
      }
      values.put(declaration.name(), read(in, declaration.type()));
    }
    in.expectEnd();
    return values;
  }

  private static ParameterValue read(CborReader in, ParameterType type)
      throws MalformedCborException {
    if (type instanceof IntegerParameter bounds) {
      return single(new NumberLiteral(in.readInteger(bounds.minimum(), bounds.maximum())));
    } else if (type instanceof BooleanParameter) {
      return single(new BooleanLiteral(in.readBoolean()));
    } else if (type instanceof IdentifierParameter) {
      return single(identifier(in));
    } else if (type instanceof EnumParameter enumerated) {
      return single(constant(in, enumerated.type()));
    }
    return several(in, ((IdentifierSetParameter) type).maximumSize());
  }

  private static ParameterValue single(Literal literal) {
    return new ParameterValue.Single(literal);
  }

  private static EnumLiteral constant(CborReader in, EnumType type) throws MalformedCborException {
    int start = in.position();
    int number = (int) in.readInteger(0, Integer.MAX_VALUE);
    return new EnumLiteral(
        type,
        type.constant(number)
            .orElseThrow(() -> new MalformedCborException(start, "unknown constant")));
  }

  private static IdentifierLiteral identifier(CborReader in) throws MalformedCborException {
    int start = in.position();
    String text = in.readText(Identifiers.MAX_LENGTH);
    if (!Identifiers.isIdentifier(text)) {
      throw new MalformedCborException(start, "no identifier");
    }
    return new IdentifierLiteral(text);
  }

  private static ParameterValue several(CborReader in, int maximumSize)
      throws MalformedCborException {
    int length = in.beginArray(maximumSize);
    List<IdentifierLiteral> literals = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      int start = in.position();
      IdentifierLiteral next = identifier(in);
      if (i > 0 && literals.get(i - 1).value().compareTo(next.value()) >= 0) {
        throw new MalformedCborException(start, "identifiers not in ascending order");
      }
      literals.add(next);
    }
    return new ParameterValue.Several(literals);
  }
}
