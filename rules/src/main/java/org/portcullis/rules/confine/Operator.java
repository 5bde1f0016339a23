package org.portcullis.rules.confine;

/** A comparison of two values of one type. */
public enum Operator {
  /** Equal. */
  EQUAL("=="),

  /** Not equal. */
  NOT_EQUAL("!="),

  /** Less; numbers only. */
  LESS("<"),

  /** Less or equal; numbers only. */
  LESS_OR_EQUAL("<="),

  /** Greater; numbers only. */
  GREATER(">"),

  /** Greater or equal; numbers only. */
  GREATER_OR_EQUAL(">=");

  private final String text;

  Operator(String text) {
    this.text = text;
  }

  /**
   * The operator as rules write it.
   *
   * @return for example {@code <=}
   */
  public String text() {
    return text;
  }

  /**
   * The operator that holds where this one doesn't.
   *
   * @return for example {@code >=} for {@code <}
   */
  public Operator opposite() {
    return switch (this) {
      case EQUAL -> NOT_EQUAL;
      case NOT_EQUAL -> EQUAL;
      case LESS -> GREATER_OR_EQUAL;
      case LESS_OR_EQUAL -> GREATER;
      case GREATER -> LESS_OR_EQUAL;
      case GREATER_OR_EQUAL -> LESS;
    };
  }

  /**
   * Whether it compares order, which only numbers have.
   *
   * @return whether it is neither equal nor not equal
   */
  public boolean isOrder() {
    return this != EQUAL && this != NOT_EQUAL;
  }
}
