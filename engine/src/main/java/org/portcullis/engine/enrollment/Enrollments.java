package org.portcullis.engine.enrollment;

import java.util.Optional;

/** Where the engine looks up enrollments. Implementations are thread-safe. */
public interface Enrollments {
  /**
   * Looks a device up.
   *
   * @param id its id
   * @return its enrollment, or empty if it has none
   * @throws EnrollmentsUnavailableException if the store can't be asked; a device is never eligible
   *     then
   */
  Optional<Enrollment> find(EnrollmentId id) throws EnrollmentsUnavailableException;
}
