package org.portcullis.attestation.key.internal;

/** Reads the two times of X.509, in the only forms that DER allows them. */
final class DerTime {
  private static final long SECONDS_OF_DAY = 86_400;

  /** Days from the first of March of year 0 to the first of January 1970. */
  private static final long DAYS_TO_1970 = 719_468;

  private static final int DAYS_OF_400_YEARS = 146_097;

  private DerTime() {}

  static long epochSecond(DerElement time, String field) throws DerException {
    int yearDigits = time.is(DerElement.UTC_TIME) ? 2 : 4;
    if (!time.is(DerElement.UTC_TIME) && !time.is(DerElement.GENERALIZED_TIME)) {
      throw DerException.in(field, "is no time");
    }
    if (time.length() != yearDigits + 11 || time.at(yearDigits + 10) != 'Z') {
      throw DerException.in(field, "is no time in utc with seconds");
    }
    int year = digits(time, 0, yearDigits, field);
    if (yearDigits == 2) {
      year += year < 50 ? 2000 : 1900;
    }
    int month = digits(time, yearDigits, 2, field);
    int day = digits(time, yearDigits + 2, 2, field);
    int hour = digits(time, yearDigits + 4, 2, field);
    int minute = digits(time, yearDigits + 6, 2, field);
    int second = digits(time, yearDigits + 8, 2, field);
    boolean exists =
        month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month) && hour <= 23;
    if (!exists || minute > 59 || second > 59) {
      throw DerException.in(field, "is no date and time that exists");
    }
    return epochDay(year, month, day) * SECONDS_OF_DAY + hour * 3600L + minute * 60L + second;
  }

  private static int daysOf(int year, int month) {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Years begin in March here, so that the leap day is the last of its year. */
  private static long epochDay(int year, int month, int day) {
    int shifted = month > 2 ? year : year - 1;
    int era = Math.floorDiv(shifted, 400);
    int ofEra = shifted - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = ofEra * 365 + ofEra / 4 - ofEra / 100 + dayOfYear;
    return (long) era * DAYS_OF_400_YEARS + dayOfEra - DAYS_TO_1970;
  }

  private static int digits(DerElement time, int from, int count, String field)
      throws DerException {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = time.at(i) - '0';
      if (digit < 0 || digit > 9) {
        throw DerException.in(field, "has a character that is no digit");
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
