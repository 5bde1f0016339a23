package org.portcullis.attestation.key.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.portcullis.fixtures.mint.Der;

/** Times agree with the platform's calendar, in what they are and in which of them exist. */
class DerTimeProperties {
  @Property(tries = 5000)
  void epochSecond_anyDigits_agreesWithTheCalendar(
      @ForAll @IntRange(max = 9999) int year,
      @ForAll @IntRange(max = 13) int month,
      @ForAll @IntRange(max = 32) int day,
      @ForAll @IntRange(max = 24) int hour,
      @ForAll @IntRange(max = 60) int minute,
      @ForAll @IntRange(max = 60) int second)
      throws DerException {
    DerElement time = general(year, month, day, hour, minute, second);
    long expected;
    try {
      expected =
          LocalDateTime.of(year, month, day, hour, minute, second).toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      assertThatThrownBy(() -> DerTime.epochSecond(time, "field")).isInstanceOf(DerException.class);
      return;
    }
    assertThat(DerTime.epochSecond(time, "field")).isEqualTo(expected);
  }

  @Example
  void epochSecond_everyDayOfFourCenturies_followsTheOneBefore() throws DerException {
    LocalDateTime end = LocalDateTime.of(2101, 1, 1, 0, 0);
    for (LocalDateTime at = LocalDateTime.of(1699, 1, 1, 0, 0);
        at.isBefore(end);
        at = at.plusDays(1)) {
      DerElement time = general(at.getYear(), at.getMonthValue(), at.getDayOfMonth(), 0, 0, 0);

      assertThat(DerTime.epochSecond(time, "field")).isEqualTo(at.toEpochSecond(ZoneOffset.UTC));
    }
  }

  @Property(tries = 200)
  void epochSecond_twoDigitsOfTheYear_areOfTheNearestCentury(
      @ForAll @IntRange(max = 99) int year, @ForAll @IntRange(min = 1, max = 28) int day)
      throws DerException {
    DerElement time = element(0x17, String.format("%02d02%02d235959Z", year, day));
    int whole = year < 50 ? 2000 + year : 1900 + year;

    assertThat(DerTime.epochSecond(time, "field"))
        .isEqualTo(LocalDateTime.of(whole, 2, day, 23, 59, 59).toEpochSecond(ZoneOffset.UTC));
  }

  private static DerElement general(int year, int month, int day, int hour, int minute, int second)
      throws DerException {
    return element(
        0x18, String.format("%04d%02d%02d%02d%02d%02dZ", year, month, day, hour, minute, second));
  }

  private static DerElement element(int identifier, String text) throws DerException {
    byte[] der = Der.octets(text.getBytes(StandardCharsets.US_ASCII));
    der[0] = (byte) identifier;
    return new DerReader(der, "time").read();
  }
}
