package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
  @CsvSource({"00AB", "ab", "AB", "' ab '", "000ab", "'\\tab\\n'"})
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

  @ParameterizedTest
  @ValueSource(strings = {"-1", "+1", "0x1", "1:2", "1 2", "\u0661", "\uFF11", "g", " "})
  void parse_keyThatIsNoNumber_isUnusable(String key) {
    StatusList list = parse("{\"entries\":{\"" + key + "\":{}}}");

    assertThat(list.unusableKeys()).isEqualTo(1);
    assertThat(list.size()).isZero();
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
  void parse_keyOfManyZeros_isComparedAsNumber() {
    StatusList list = parse("{\"entries\":{\"" + "0".repeat(100_000) + "ab\":{}}}");

    assertThat(list.statusOf(BigInteger.valueOf(0xab))).isEqualTo(Status.REVOKED);
    assertThat(parse("{\"entries\":{\"000\":{}}}").statusOf(BigInteger.ZERO))
        .isEqualTo(Status.REVOKED);
  }

  @ParameterizedTest
  @CsvSource({"128, 0", "129, 1", "100000, 1"})
  void parse_absurdlyLongKey_leavesTheOthersInForce(int digits, int unusable) {
    StatusList list = parse("{\"entries\":{\"" + "f".repeat(digits) + "\":{},\"b2\":{}}}");

    assertThat(list.unusableKeys()).isEqualTo(unusable);
    assertThat(list.statusOf(BigInteger.valueOf(0xb2))).isEqualTo(Status.REVOKED);
  }

  @Test
  void parse_absurdlyLongValue_leavesTheOthersInForce() {
    String longText = "\"" + "x".repeat(25_000) + "\"";
    String longNumber = "1".repeat(25_000);
    StatusList list =
        parse(
            "{\"entries\":{\"a1\":{\"comment\":"
                + longText
                + ",\"status\":"
                + longNumber
                + "},\"b2\":"
                + longNumber
                + "},\"x\":"
                + longText
                + "}");

    assertThat(list.statusOf(BigInteger.valueOf(0xa1))).isEqualTo(Status.REVOKED);
    assertThat(list.statusOf(BigInteger.valueOf(0xb2))).isEqualTo(Status.REVOKED);
  }

  @Test
  void parse_entriesTwice_areUnited() {
    StatusList list = parse("{\"entries\":{\"a1\":{}},\"entries\":{\"b2\":{}}}");

    assertThat(list.size()).isEqualTo(2);
    assertThat(list.statusOf(BigInteger.valueOf(0xa1))).isEqualTo(Status.REVOKED);
  }

  @ParameterizedTest
  @CsvSource({"29, true", "30, false", "5000, false"})
  void parse_deepNesting_isBounded(int depth, boolean readable) {
    String nested = "[".repeat(depth) + "]".repeat(depth);
    String json = "{\"entries\":{\"a1\":{\"reason\":" + nested + "}}}";
    Reading<StatusList> reading = StatusList.parse(json.getBytes(StandardCharsets.UTF_8), FETCHED);

    assertThat(reading instanceof Reading.Read<StatusList>).isEqualTo(readable);
    if (reading instanceof Reading.Unreadable<StatusList> unreadable) {
      assertThat(unreadable.detail()).isEqualTo("the list is nested more than 32 deep");
    }
  }

  @Test
  void parse_byteOrderMark_isSkipped() {
    StatusList list = parse("\uFEFF{\"entries\":{\"a1\":{}}}");

    assertThat(list.size()).isEqualTo(1);
    assertThat(list.digest())
        .isEqualTo(Sha256.over("\uFEFF{\"entries\":{\"a1\":{}}}".getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32BE", "ISO-8859-1"})
  void parse_anotherCharset_isUnreadable(String charset) {
    String json = "{\"entries\":{\"a1\":{\"comment\":\"\u00e4\"}}}";

    assertThat(StatusList.parse(json.getBytes(Charset.forName(charset)), FETCHED))
        .isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void countMissingIn_otherList_countsWhatItLacksWhateverTheStatus() {
    StatusList list = parse("{\"entries\":{\"a\":{},\"b\":{\"status\":\"SUSPENDED\"},\"c\":{}}}");
    StatusList other = parse("{\"entries\":{\"0A\":{\"status\":\"SUSPENDED\"},\"d\":{}}}");

    assertThat(list.countMissingIn(other)).isEqualTo(2);
    assertThat(other.countMissingIn(list)).isEqualTo(1);
    assertThat(list.countMissingIn(list)).isZero();
  }

  @Test
  void withFetchedAt_list_differsInItsInstantAlone() {
    StatusList list = parse("{\"entries\":{\"a\":{},\"x\":{}}}");
    StatusList renewed = list.withFetchedAt(FETCHED.plusSeconds(1));

    assertThat(renewed.fetchedAt()).isEqualTo(FETCHED.plusSeconds(1));
    assertThat(renewed.digest()).isEqualTo(list.digest());
    assertThat(renewed.unusableKeys()).isEqualTo(1);
    assertThat(renewed.statusOf(BigInteger.TEN)).isEqualTo(Status.REVOKED);
  }

  @Test
  void parse_tooManyBytes_isUnreadable() {
    String list = "{\"entries\":{\"ab\":{}}}";
    byte[] largest = padded(list, StatusList.MAX_BYTES);
    byte[] tooLarge = padded(list, StatusList.MAX_BYTES + 1);

    assertThat(StatusList.parse(largest, FETCHED).orElseThrow().size()).isEqualTo(1);
    assertThat(StatusList.parse(tooLarge, FETCHED))
        .isEqualTo(new Reading.Unreadable<>(0, 0, "the list has more than 16777216 bytes"));
  }

  private static byte[] padded(String list, int length) {
    return (list + " ".repeat(length - list.length())).getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void toString_list_hasNoSerialNumber() {
    assertThat(parse("{\"entries\":{\"abcdef0123\":{},\"0xab\":{}}}").toString())
        .startsWith("StatusList[size=1, unusableKeys=1, fetchedAt=")
        .doesNotContain("abcdef0123")
        .doesNotContain("0xab");
  }

  private static StatusList parse(String json) {
    return Minted.statusList(json, FETCHED);
  }
}
