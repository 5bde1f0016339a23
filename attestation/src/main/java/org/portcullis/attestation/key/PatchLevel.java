package org.portcullis.attestation.key;

import java.time.YearMonth;
import java.util.Optional;

/**
 * A security patch level. Levels of the system are months, those of vendor and boot partitions days
 * (AOSP, key and ID attestation: osPatchLevel, vendorPatchLevel, bootPatchLevel).
 *
 * @param yearMonth the month as YYYYMM
 * @param day the day, 1 to 31, or 0 if it is not known
 */
public record PatchLevel(int yearMonth, int day) {
  private static final int FIRST_YEAR = 2000;

  /**
   * Checks that the month and the day exist.
   *
   * @param yearMonth the month as YYYYMM
   * @param day the day, 1 to 31, or 0 if it is not known
   * @throws IllegalArgumentException if they don't
   */
  public PatchLevel {
    if (!exists(yearMonth, day)) {
      throw new IllegalArgumentException(
          "no patch level has the month " + yearMonth + " and day " + day);
    }
  }

  /** Reads YYYYMM or YYYYMMDD; anything else is no patch level. */
  static Optional<PatchLevel> ofDigits(long digits) {
    boolean withDay = digits > 999_999;
    long month = withDay ? digits / 100 : digits;
    int day = withDay ? (int) (digits % 100) : 0;
    if (month > 999_999 || !exists((int) month, day)) {
      return Optional.empty();
    }
    return Optional.of(new PatchLevel((int) month, day));
  }

  private static boolean exists(int yearMonth, int day) {
    int year = yearMonth / 100;
    int month = yearMonth % 100;
    if (year < FIRST_YEAR || year > 9999 || month < 1 || month > 12) {
      return false;
    }
    return day == 0 || YearMonth.of(year, month).isValidDay(day);
  }

  boolean isAfter(YearMonth month) {
    return yearMonth > month.getYear() * 100 + month.getMonthValue();
  }
}
