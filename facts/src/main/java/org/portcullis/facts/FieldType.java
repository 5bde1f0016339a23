package org.portcullis.facts;

/** The type of a fact's component; nothing else may stand in a fact. */
public sealed interface FieldType {
  /** A 32-bit signed integer. */
  record IntType() implements FieldType {}

  /** A 64-bit signed integer. */
  record LongType() implements FieldType {}

  /** A truth value. */
  record BooleanType() implements FieldType {}

  /** A text of the shape of {@link Identifiers}. */
  record IdentifierType() implements FieldType {}

  /**
   * A constant of an enum of the vocabulary.
   *
   * @param type the enum
   */
  record EnumeratedType(EnumType type) implements FieldType {}

  /**
   * A set of constants of an enum of the vocabulary.
   *
   * @param type the enum
   */
  record EnumeratedSetType(EnumType type) implements FieldType {}

  /**
   * A nested record of facts.
   *
   * @param type the record
   */
  record NestedType(RecordType type) implements FieldType {}
}
