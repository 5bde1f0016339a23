package org.portcullis.engine.enrollment;

/** Says that the store of enrollments can't be asked. */
public final class EnrollmentsUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * A failure of the store.
   *
   * @param message one line; nothing that names a device
   * @param cause what the store reported
   */
  public EnrollmentsUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
