package org.portcullis.engine.enrollment;

import java.time.Instant;
import java.util.Set;
import org.portcullis.facts.EnrollmentStatus;
import org.portcullis.facts.Identifiers;

/**
 * A device as the server knows it.
 *
 * @param status its standing; never {@code UNKNOWN}, which is the status of what is not enrolled
 * @param enrolledAt when it was enrolled
 * @param product the product that it was enrolled as; an identifier
 * @param channels the release channels that it may use; identifiers, copied
 * @param floors below what it may never go
 */
public record Enrollment(
    EnrollmentStatus status,
    Instant enrolledAt,
    String product,
    Set<String> channels,
    Floors floors) {
  private static final int FIRST_MONTH = 200001;
  private static final int LAST_MONTH = 999912;

  /**
   * The highest state that the device was known to run.
   *
   * @param sequence release sequence, 0 or more
   * @param rollbackIndex rollback index, 0 or more
   * @param osPatch patch level of the operating system as YYYYMM; 0 if none is known
   */
  public record Floors(long sequence, long rollbackIndex, int osPatch) {
    /** Nothing is known. */
    public static final Floors NONE = new Floors(0, 0, 0);

    /**
     * Checks ranges.
     *
     * @param sequence the {@code sequence} component
     * @param rollbackIndex the {@code rollbackIndex} component
     * @param osPatch the {@code osPatch} component
     * @throws IllegalArgumentException if a number is negative, or the patch level is no month
     */
    public Floors {
      if (sequence < 0 || rollbackIndex < 0) {
        throw new IllegalArgumentException("floors must not be negative");
      }
      int month = osPatch % 100;
      boolean isMonth =
          osPatch >= FIRST_MONTH && osPatch <= LAST_MONTH && month >= 1 && month <= 12;
      if (osPatch != 0 && !isMonth) {
        throw new IllegalArgumentException("`osPatch` must be a year and month as YYYYMM, or 0");
      }
    }

    /**
     * These floors, nowhere below others.
     *
     * @param others other floors
     * @return the higher of both, one by one
     */
    public Floors raisedTo(Floors others) {
      return new Floors(
          Math.max(sequence, others.sequence),
          Math.max(rollbackIndex, others.rollbackIndex),
          Math.max(osPatch, others.osPatch));
    }
  }

  /**
   * Checks status and identifiers.
   *
   * @param status the {@code status} component
   * @param enrolledAt the {@code enrolledAt} component
   * @param product the {@code product} component
   * @param channels the {@code channels} component
   * @param floors the {@code floors} component
   * @throws IllegalArgumentException if the status is {@code UNKNOWN} or a text no identifier
   */
  public Enrollment {
    if (status == EnrollmentStatus.UNKNOWN) {
      throw new IllegalArgumentException("an enrollment has a standing");
    }
    Identifiers.check("product", product);
    channels = Set.copyOf(channels);
    channels.forEach(channel -> Identifiers.check("channels", channel));
  }

  /**
   * A new enrollment in good standing, with no floors.
   *
   * @param enrolledAt when
   * @param product as what
   * @param channels for which channels
   * @return the enrollment
   */
  public static Enrollment active(Instant enrolledAt, String product, Set<String> channels) {
    return new Enrollment(EnrollmentStatus.ACTIVE, enrolledAt, product, channels, Floors.NONE);
  }

  /**
   * The same in another standing.
   *
   * @param other the standing
   * @return a changed copy
   */
  public Enrollment withStatus(EnrollmentStatus other) {
    return new Enrollment(other, enrolledAt, product, channels, floors);
  }

  /**
   * The same with floors that are nowhere lower than before.
   *
   * @param known what the device is now known to run
   * @return a changed copy
   */
  public Enrollment withFloorsRaisedTo(Floors known) {
    return new Enrollment(status, enrolledAt, product, channels, floors.raisedTo(known));
  }
}
