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
   * Whether it compares order, which only numbers have.
   *
   * @return whether it is neither equal nor not equal
   */
  public boolean isOrder() {
    return this != EQUAL && this != NOT_EQUAL;
  }
}
