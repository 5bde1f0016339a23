package org.portcullis.release.envelope;

/** A text or bytes that are no key. The message holds nothing of a private key; no stack trace. */
public final class KeyException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The kind of problem. */
  private final KeyProblem problem;

  /** The problem in words. */
  private final String text;

  KeyException(KeyProblem problem, String text) {
    super(text, null, false, false);
    this.problem = problem;
    this.text = text;
  }

  /**
   * What is wrong.
   *
   * @return the kind of problem
   */
  public KeyProblem problem() {
    return problem;
  }

  /**
   * What is wrong, in words.
   *
   * @return one line, lower case, without a final period
   */
  public String text() {
    return text;
  }
}
