package org.portcullis.attestation.key.internal;

/** Bytes that are not what they should be: which field, and why. Carries no stack trace. */
public final class DerException extends Exception {
  private final transient String field;
  private final transient boolean trailing;

  private DerException(String field, String message, boolean trailing) {
    super(message, null, false, false);
    this.field = field;
    this.trailing = trailing;
  }

  /**
   * A field that cannot be read.
   *
   * @param field the field's name
   * @param message the cause, one line, lower case
   * @return the exception
   */
  public static DerException in(String field, String message) {
    return new DerException(field, message, false);
  }

  /**
   * Bytes after the end of a structure that fills its input.
   *
   * @param field the structure's name
   * @return the exception
   */
  public static DerException trailing(String field) {
    return new DerException(field, "bytes after the end of " + field, true);
  }

  /**
   * The field that could not be read.
   *
   * @return its name
   */
  public String field() {
    return field;
  }

  /**
   * Whether the cause is bytes after the end.
   *
   * @return true for trailing bytes
   */
  public boolean isTrailing() {
    return trailing;
  }

  /**
   * The cause.
   *
   * @return one line
   */
  public String cause() {
    String message = getMessage();
    return message == null ? "not readable" : message;
  }
}
