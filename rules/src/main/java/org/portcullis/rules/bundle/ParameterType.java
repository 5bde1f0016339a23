package org.portcullis.rules.bundle;

import org.portcullis.facts.EnumType;

/** The type of a parameter that a rule set declares. */
public sealed interface ParameterType {
  /**
   * A whole number within bounds.
   *
   * @param minimum the lowest value, inclusive
   * @param maximum the highest value, inclusive
   */
  record IntegerParameter(long minimum, long maximum) implements ParameterType {}

  /** A truth value. */
  record BooleanParameter() implements ParameterType {}

  /** An identifier. */
  record IdentifierParameter() implements ParameterType {}

  /**
   * A constant of an enum of the vocabulary.
   *
   * @param type the enum
   */
  record EnumParameter(EnumType type) implements ParameterType {}

  /**
   * A set of identifiers.
   *
   * @param maximumSize how many at most
   */
  record IdentifierSetParameter(int maximumSize) implements ParameterType {}
}
