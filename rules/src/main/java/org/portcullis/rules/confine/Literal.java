package org.portcullis.rules.confine;

import org.portcullis.facts.EnumType;

/** A typed constant in a condition; parameters have become literals here. */
public sealed interface Literal {
  /**
   * The literal as rules write it.
   *
   * @return for example {@code SignalState.VERIFIED}
   */
  String text();

  /**
   * A number that lies in the range of the type it is compared with.
   *
   * @param value the number
   */
  record NumberLiteral(long value) implements Literal {
    @Override
    public String text() {
      return Long.toString(value);
    }
  }

  /**
   * A truth value.
   *
   * @param value the value
   */
  record BooleanLiteral(boolean value) implements Literal {
    @Override
    public String text() {
      return Boolean.toString(value);
    }
  }

  /**
   * A constant of an enum of the vocabulary.
   *
   * @param type the enum
   * @param constant one of its constants
   */
  record EnumLiteral(EnumType type, Enum<?> constant) implements Literal {
    @Override
    public String text() {
      return type.name() + "." + constant.name();
    }
  }

  /**
   * An identifier.
   *
   * @param value a text of the shape of {@link org.portcullis.facts.Identifiers}
   */
  record IdentifierLiteral(String value) implements Literal {
    @Override
    public String text() {
      return '"' + value + '"';
    }
  }
}
