package org.portcullis.attestation.key.internal;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Reads the two times of X.509, in the only forms that DER allows them. */
final class DerTime {
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
    try {
      return LocalDateTime.of(
              year,
              digits(time, yearDigits, 2, field),
              digits(time, yearDigits + 2, 2, field),
              digits(time, yearDigits + 4, 2, field),
              digits(time, yearDigits + 6, 2, field),
              digits(time, yearDigits + 8, 2, field))
          .toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw DerException.in(field, "is no date and time that exists");
    }
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
