package org.portcullis.rules.confine;

import org.portcullis.facts.FieldType;

/** Which literals a type takes, and how its name reads in a message. */
final class Types {
  private Types() {}

  static boolean isNumber(FieldType type) {
    return type instanceof FieldType.IntType || type instanceof FieldType.LongType;
  }

  /** Whether the literal has the kind of the type; a number's range is another question. */
  static boolean fits(Literal literal, FieldType type) {
    if (literal instanceof Literal.EnumLiteral constant) {
      return type instanceof FieldType.EnumeratedType enumerated
          && enumerated.type() == constant.type();
    }
    if (literal instanceof Literal.NumberLiteral) {
      return isNumber(type);
    }
    return literal instanceof Literal.BooleanLiteral
        ? type instanceof FieldType.BooleanType
        : type instanceof FieldType.IdentifierType;
  }

  /** Whether a number literal lies in the range of a number's type. */
  static boolean inRange(Literal literal, FieldType type) {
    return !(literal instanceof Literal.NumberLiteral number)
        || type instanceof FieldType.LongType
        || number.value() == (int) number.value();
  }

  static String describe(FieldType type) {
    if (type instanceof FieldType.EnumeratedType enumerated) {
      return "a constant of `" + enumerated.type().name() + "`";
    }
    if (type instanceof FieldType.EnumeratedSetType set) {
      return "a set of `" + set.type().name() + "`";
    }
    if (type instanceof FieldType.IdentifierType) {
      return "an identifier in double quotes";
    }
    if (type instanceof FieldType.BooleanType) {
      return "`true` or `false`";
    }
    return type instanceof FieldType.IntType ? "a 32-bit number" : "a 64-bit number";
  }
}
