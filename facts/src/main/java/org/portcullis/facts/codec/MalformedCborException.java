package org.portcullis.facts.codec;

/** Says where bytes leave the profile, and how. The message repeats nothing of their content. */
public final class MalformedCborException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Where the deviation stands, in bytes from the start. */
  private final int offset;

  /**
   * A deviation.
   *
   * @param offset where, in bytes from the start
   * @param cause what is wrong, one line
   */
  public MalformedCborException(int offset, String cause) {
    super(cause);
    this.offset = offset;
  }

  /**
   * Where it stands.
   *
   * @return the offset in bytes from the start
   */
  public int offset() {
    return offset;
  }

  /**
   * What is wrong.
   *
   * @return one line
   */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
