package org.portcullis.facts;

/**
 * The engine's own facts of the enrollment: its standing and the floors below which the device may
 * never go.
 *
 * @param status the standing
 * @param ageSeconds time since enrollment in whole seconds, 0 or more
 * @param sequenceFloor the highest release sequence that the device was known to run
 * @param rollbackIndexFloor the highest rollback index that the device was known to run
 * @param osPatchFloor the highest operating system patch level that the device was known to run, as
 *     YYYYMM; 0 if none
 */
public record EnrollmentFacts(
    EnrollmentStatus status,
    long ageSeconds,
    long sequenceFloor,
    long rollbackIndexFloor,
    int osPatchFloor) {
  /** The enrollment of a device that is not enrolled. */
  public static final EnrollmentFacts UNKNOWN =
      new EnrollmentFacts(EnrollmentStatus.UNKNOWN, 0, 0, 0, 0);

  /**
   * Checks ranges.
   *
   * @param status the {@code status} component
   * @param ageSeconds the {@code ageSeconds} component
   * @param sequenceFloor the {@code sequenceFloor} component
   * @param rollbackIndexFloor the {@code rollbackIndexFloor} component
   * @param osPatchFloor the {@code osPatchFloor} component
   * @throws IllegalArgumentException if a number is negative or the patch level is no year and
   *     month
   */
  public EnrollmentFacts {
    Signals.checkNotNegative("ageSeconds", ageSeconds);
    Signals.checkNotNegative("sequenceFloor", sequenceFloor);
    Signals.checkNotNegative("rollbackIndexFloor", rollbackIndexFloor);
    if (osPatchFloor != 0) {
      Signals.checkYearMonth("osPatchFloor", osPatchFloor);
    }
  }
}
