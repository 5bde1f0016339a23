package org.portcullis.attestation.internal;

/** A JSON text that is not what it should be: where, and why. Carries no stack trace. */
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Its line. */
  private final int line;

  /** Its column. */
  private final int column;

  /** Its cause. */
  private final String detail;

  /**
   * An error at a place.
   *
   * @param line its line, 1 or more, or 0 if it concerns the whole
   * @param column its column, 1 or more, or 0 if it concerns the whole
   * @param detail the cause, one line, lower case
   */
  public JsonException(int line, int column, String detail) {
    super(detail, null, false, false);
    this.line = line;
    this.column = column;
    this.detail = detail;
  }

  /**
   * An error at the beginning of a value.
   *
   * @param value the value
   * @param detail the cause, one line, lower case
   * @return the exception
   */
  public static JsonException at(JsonValue value, String detail) {
    return new JsonException(value.line(), value.column(), detail);
  }

  /**
   * The line of the error.
   *
   * @return 1 or more, or 0
   */
  public int line() {
    return line;
  }

  /**
   * The column of the error.
   *
   * @return 1 or more, or 0
   */
  public int column() {
    return column;
  }

  /**
   * The cause.
   *
   * @return one line
   */
  public String detail() {
    return detail;
  }
}
