package org.portcullis.rules;

/** Says that an evaluator reached no answer. */
final class EvaluationFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  EvaluationFailedException(String message) {
    super(message);
  }

  EvaluationFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
