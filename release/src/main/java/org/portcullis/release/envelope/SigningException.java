package org.portcullis.release.envelope;

/** A signature that was not made. */
public final class SigningException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The kind of problem. */
  private final SigningProblem problem;

  /** The problem in words. */
  private final String text;

  /**
   * A failure without a cause outside.
   *
   * @param problem the kind of problem
   * @param text one line, lower case, without a final period and without a secret
   */
  public SigningException(SigningProblem problem, String text) {
    super(text);
    this.problem = problem;
    this.text = text;
  }

  /**
   * A failure of what holds the key.
   *
   * @param problem the kind of problem
   * @param text one line, lower case, without a final period and without a secret
   * @param cause what failed
   */
  public SigningException(SigningProblem problem, String text, Throwable cause) {
    super(text, cause);
    this.problem = problem;
    this.text = text;
  }

  /**
   * What is wrong.
   *
   * @return the kind of problem
   */
  public SigningProblem problem() {
    return problem;
  }

  /**
   * What is wrong, in words.
   *
   * @return one line
   */
  public String text() {
    return text;
  }
}
