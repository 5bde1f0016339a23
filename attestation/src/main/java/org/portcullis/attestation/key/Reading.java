package org.portcullis.attestation.key;

/**
 * The outcome of reading a text that an operator or a server hands in: the value, or where and why
 * it is unreadable.
 *
 * @param <T> what was to be read
 */
public sealed interface Reading<T> {
  /**
   * The value, for a caller that can't go on without it.
   *
   * @return the value
   * @throws IllegalArgumentException with line, column and cause, if the text was unreadable
   */
  T orElseThrow();

  /**
   * A text that could be read.
   *
   * @param value what it says
   * @param <T> its type
   */
  record Read<T>(T value) implements Reading<T> {
    @Override
    public T orElseThrow() {
      return value;
    }
  }

  /**
   * A text that could not be read.
   *
   * @param line the line of the error, 1 or more, or 0 if it concerns the whole
   * @param column the column of the error, 1 or more, or 0 if it concerns the whole line
   * @param detail the cause, one line
   * @param <T> what was to be read
   */
  record Unreadable<T>(int line, int column, String detail) implements Reading<T> {
    @Override
    public T orElseThrow() {
      throw new IllegalArgumentException(line + ":" + column + ": " + detail);
    }
  }
}
