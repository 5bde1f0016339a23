package org.portcullis.attestation.key.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTimesTest {
  private static final Instant NOW = TestClock.START;

  @Test
  void generatedAt_noHeader_isTheRequest() {
    assertThat(times().generatedAt(NOW)).isEqualTo(NOW);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "3600, 3600", "'  60 ', 60", "-5, 0", "abc, 0", "1.5, 0"})
  void generatedAt_age_isTakenOff(String age, long seconds) {
    assertThat(times("Age", age).generatedAt(NOW)).isEqualTo(NOW.minusSeconds(seconds));
  }

  @Test
  void generatedAt_absurdAge_isBounded() {
    assertThat(times("Age", "99999999999999999999").generatedAt(NOW))
        .isEqualTo(NOW.minusSeconds(Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource({"-7200, -7200", "-3600, -3600", "-60, -3600", "600, -3600"})
  void generatedAt_ageAndDate_isTheEarlier(long date, long expected) {
    HttpTimes times = times("Age", "3600", "Date", Lists.httpDate(NOW.plusSeconds(date)));

    assertThat(times.generatedAt(NOW)).isEqualTo(NOW.plusSeconds(expected));
  }

  @Test
  void generatedAt_dateAhead_isNeverAfterTheRequest() {
    assertThat(times("Date", Lists.httpDate(NOW.plusSeconds(60))).generatedAt(NOW)).isEqualTo(NOW);
  }

  @Test
  void generatedAt_dateThatIsNone_isIgnored() {
    assertThat(times("Date", "yesterday").generatedAt(NOW)).isEqualTo(NOW);
  }

  @Test
  void lastModified_instantToCome_isIgnored() {
    Instant skewed = NOW.plus(UpdateGuard.CLOCK_SKEW);

    assertThat(times("Last-Modified", Lists.httpDate(skewed)).lastModified(NOW)).hasValue(skewed);
    assertThat(times("Last-Modified", Lists.httpDate(skewed.plusSeconds(1))).lastModified(NOW))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=600|600",
        "public, max-age=600, must-revalidate|600",
        "MAX-AGE=600|600",
        "max-age=\"600\"|600",
        "no-store, max-age=600|0",
        "no-cache|0",
        "max-age=999999999999|2147483647"
      })
  void maxAge_directive_isRead(String header, long seconds) {
    assertThat(times("Cache-Control", header).maxAge()).hasValue(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "max-age=", "max-age=-1", "x-max-age=5", "s-maxage=5"})
  void maxAge_noDirective_isAbsent(String header) {
    assertThat(times("Cache-Control", header).maxAge()).isEmpty();
  }

  @Test
  void retryAfter_secondsOrDate_isRead() {
    assertThat(times("Retry-After", "120").retryAfter(NOW)).isEqualTo(Duration.ofMinutes(2));
    assertThat(times("Retry-After", Lists.httpDate(NOW.plusSeconds(90))).retryAfter(NOW))
        .isEqualTo(Duration.ofSeconds(90));
    assertThat(times("Retry-After", Lists.httpDate(NOW.minusSeconds(90))).retryAfter(NOW)).isZero();
    assertThat(times("Retry-After", "soon").retryAfter(NOW)).isZero();
    assertThat(times().retryAfter(NOW)).isZero();
  }

  private static HttpTimes times(String... namesAndValues) {
    Map<String, List<String>> headers = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers
          .computeIfAbsent(namesAndValues[i], name -> new ArrayList<>())
          .add(namesAndValues[i + 1]);
    }
    return new HttpTimes(HttpHeaders.of(headers, (name, value) -> true));
  }
}
