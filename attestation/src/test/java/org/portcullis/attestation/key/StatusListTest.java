package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.attestation.key.StatusList.Status;

class StatusListTest {
  private static final Instant FETCHED = Instant.parse("2026-11-01T00:00:00Z");

  @Test
  void statusOf_keyOfDigitsAlone_isHexadecimalAndNeverDecimal() {
    StatusList list = parse("{\"entries\":{\"5871646753572800414\":{\"status\":\"REVOKED\"}}}");

    assertThat(list.statusOf(new BigInteger("5871646753572800414", 16))).isEqualTo(Status.REVOKED);
    assertThat(list.statusOf(new BigInteger("5871646753572800414"))).isEqualTo(Status.NOT_LISTED);
  }

  @ParameterizedTest
  @CsvSource({"00AB", "ab", "AB", "' ab '", "000ab"})
  void statusOf_oddSpelling_isComparedAsNumber(String key) {
    StatusList list = parse("{\"entries\":{\"" + key + "\":{\"status\":\"REVOKED\"}}}");

    assertThat(list.statusOf(BigInteger.valueOf(0xab))).isEqualTo(Status.REVOKED);
    assertThat(list.size()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"status\":\"REVOKED\"}|REVOKED",
        "{\"status\":\"SUSPENDED\"}|SUSPENDED",
        "{\"status\":\"SUSPENDED\",\"expires\":\"2020-01-01\"}|SUSPENDED",
        "{\"status\":\"SUSPENDED\",\"status\":\"REVOKED\"}|REVOKED",
        "{\"status\":\"suspended\"}|REVOKED",
        "{\"status\":\"SOMETHING_NEW\"}|REVOKED",
        "{\"status\":[\"SUSPENDED\"]}|REVOKED",
        "{\"reason\":{\"status\":\"SUSPENDED\"}}|REVOKED",
        "{}|REVOKED",
        "null|REVOKED",
        "[{\"status\":\"SUSPENDED\"}]|REVOKED"
      })
  void statusOf_anyEntry_counts(String entry, Status expected) {
    StatusList list = parse("{\"entries\":{\"a1\":" + entry + ",\"b2\":{\"status\":\"REVOKED\"}}}");

    assertThat(list.statusOf(BigInteger.valueOf(0xa1))).isEqualTo(expected);
    assertThat(list.statusOf(BigInteger.valueOf(0xb2))).isEqualTo(Status.REVOKED);
    assertThat(list.statusOf(BigInteger.valueOf(0xb3))).isEqualTo(Status.NOT_LISTED);
  }

  @Test
  void parse_unusableKey_leavesTheOthersInForce() {
    StatusList list =
        parse("{\"entries\":{\"not-a-serial\":{\"status\":\"REVOKED\"},\"b2\":{},\"\":{}}}");

    assertThat(list.unusableKeys()).isEqualTo(2);
    assertThat(list.statusOf(BigInteger.valueOf(0xb2))).isEqualTo(Status.REVOKED);
  }

  @Test
  void statusOf_sameNumberTwice_isTheWorse() {
    StatusList list =
        parse("{\"entries\":{\"AB\":{\"status\":\"REVOKED\"},\"ab\":{\"status\":\"SUSPENDED\"}}}");

    assertThat(list.statusOf(BigInteger.valueOf(0xab))).isEqualTo(Status.REVOKED);
  }

  @Test
  void statusOf_negativeSerial_isLookedUpByBytesAndByMagnitude() {
    StatusList bytes = parse("{\"entries\":{\"ff\":{\"status\":\"REVOKED\"}}}");
    StatusList magnitude = parse("{\"entries\":{\"1\":{\"status\":\"REVOKED\"}}}");

    assertThat(bytes.statusOf(BigInteger.valueOf(-1))).isEqualTo(Status.REVOKED);
    assertThat(magnitude.statusOf(BigInteger.valueOf(-1))).isEqualTo(Status.REVOKED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"entries\":{}|1",
        "{\"entries\":[]}|1",
        "{\"entries\":{}} x|1",
        "[]|1",
        "{}|1",
        "<html>|1",
        "`{\n\"entries\":{\n\"a\":nonsense}}`|3"
      })
  void parse_textThatIsNoList_isUnreadableWithItsPlace(String json, int line) {
    Reading<StatusList> reading = StatusList.parse(json.getBytes(StandardCharsets.UTF_8), FETCHED);

    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    Reading.Unreadable<StatusList> unreadable = (Reading.Unreadable<StatusList>) reading;
    assertThat(unreadable.line()).isEqualTo(line);
    assertThat(unreadable.column()).isPositive();
    assertThatIllegalArgumentException().isThrownBy(unreadable::orElseThrow);
  }

  @Test
  void parse_tooManyBytes_isUnreadable() {
    assertThat(StatusList.parse(new byte[StatusList.MAX_BYTES + 1], FETCHED))
        .isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void toString_list_hasNoSerialNumber() {
    assertThat(parse("{\"entries\":{\"abcdef0123\":{}}}").toString()).doesNotContain("abcdef0123");
  }

  private static StatusList parse(String json) {
    return Minted.statusList(json, FETCHED);
  }
}
