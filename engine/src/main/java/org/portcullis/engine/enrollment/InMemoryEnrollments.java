package org.portcullis.engine.enrollment;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import org.portcullis.facts.EnrollmentStatus;

/**
 * Enrollments of this process, gone when it ends: for tests, for the command line, and as a model
 * of how a store behaves. A revoked enrollment stays revoked.
 */
public final class InMemoryEnrollments implements Enrollments {
  private final ConcurrentMap<EnrollmentId, Enrollment> byId = new ConcurrentHashMap<>();

  /** An empty store. */
  public InMemoryEnrollments() {}

  @Override
  public Optional<Enrollment> find(EnrollmentId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * Enrolls a device.
   *
   * @param id a new id
   * @param enrollment its enrollment
   * @throws IllegalArgumentException if the id is enrolled already
   */
  public void enroll(EnrollmentId id, Enrollment enrollment) {
    if (byId.putIfAbsent(id, enrollment) != null) {
      throw new IllegalArgumentException("the id is enrolled already");
    }
  }

  /**
   * Changes an enrollment in one step. Its floors are never lowered, and one that was revoked stays
   * revoked.
   *
   * @param id the device
   * @param change from the enrollment to another
   * @throws IllegalArgumentException if the device is not enrolled
   */
  public void update(EnrollmentId id, UnaryOperator<Enrollment> change) {
    Enrollment updated =
        byId.computeIfPresent(id, (ignored, before) -> held(before, change.apply(before)));
    if (updated == null) {
      throw new IllegalArgumentException("the id is not enrolled");
    }
  }

  private static Enrollment held(Enrollment before, Enrollment after) {
    Enrollment raised = after.withFloorsRaisedTo(before.floors());
    boolean revoked = before.status() == EnrollmentStatus.REVOKED;
    return revoked ? raised.withStatus(EnrollmentStatus.REVOKED) : raised;
  }
}
