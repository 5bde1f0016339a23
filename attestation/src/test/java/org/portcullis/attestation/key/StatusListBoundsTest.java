package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the worst lists of the largest size cost. */
class StatusListBoundsTest {
  /**
   * All that is allocated while a list is read, most of it garbage at once, for each byte of its
   * text: a key of five digits takes 10 bytes of text, and a string of its own, its digits without
   * zeros, a matcher, a number, and its places in two arrays. What lives at one time is a fraction.
   */
  private static final int MAX_ALLOCATED = 64;

  private static final Duration LIMIT = Duration.ofSeconds(30);

  static Stream<Named<byte[]>> hostileLists() {
    return Stream.of(
        Named.of("as many entries as fit", manyEntries()),
        Named.of("one endless key", ofPieces("{\"entries\":{\"", "f", "\":{}}}")),
        Named.of("one endless number", ofPieces("{\"entries\":{\"a\":", "1", "}}")),
        Named.of(
            "one endless status", ofPieces("{\"entries\":{\"a\":{\"status\":\"", "S", "\"}}}")),
        Named.of("one endless escape", ofPieces("{\"entries\":{\"", "\\u0030", "\":{}}}")),
        Named.of(
            "statuses without end", ofPieces("{\"entries\":{\"a\":{\"x\":1", ",\"\":0", "}}}")),
        Named.of("one number again and again", ofPieces("{\"entries\":{\"a\":0", ",\"a\":0", "}}")),
        Named.of("lists without end", ofPieces("{\"x\":0", ",\"entries\":{\"a\":0}", "}")),
        Named.of("brackets without end", ofPieces("", "[", "")),
        Named.of("objects without end", ofPieces("", "{\"entries\":", "")),
        Named.of("blanks without end", ofPieces("", " ", "")));
  }

  @ParameterizedTest
  @MethodSource("hostileLists")
  void parse_hostileListOfTheLargestSize_isBoundedByItsSize(byte[] json) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    long started = System.nanoTime();
    Reading<StatusList> reading = StatusList.parse(json, Minted.NOW);
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

    assertThat(reading).isNotNull();
    assertThat(allocated).isLessThan((long) MAX_ALLOCATED * StatusList.MAX_BYTES);
    assertThat(took).isLessThan(LIMIT);
    System.err.println(allocated / (double) json.length + " " + took + " ");
  }

  /** A hash table would need a time that grows with the square of their number. */
  @Test
  void parse_numbersWithOneHash_takesNoLonger() {
    int count = 200_000;
    StringBuilder json = new StringBuilder("{\"entries\":{\"0\":{}");
    for (int i = 0; i < count; i++) {
      // 31 * high + low is the same for all of them
      json.append(String.format(",\"%x%08x\":0", i + 1, Integer.MAX_VALUE - 31 * (i + 1)));
    }
    byte[] text = json.append("}}").toString().getBytes(StandardCharsets.US_ASCII);

    assertThat(new BigInteger("1" + String.format("%08x", Integer.MAX_VALUE - 31), 16))
        .hasSameHashCodeAs(new BigInteger("2" + String.format("%08x", Integer.MAX_VALUE - 62), 16));
    long started = System.nanoTime();
    StatusList list = StatusList.parse(text, Minted.NOW).orElseThrow();
    assertThat(list.size()).isEqualTo(count + 1);
    assertThat(list.countMissingIn(list)).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(LIMIT);
  }

  @Test
  void parse_listOfTheLargestSize_isRead() {
    assertThatCode(() -> StatusList.parse(manyEntries(), Minted.NOW).orElseThrow())
        .doesNotThrowAnyException();
  }

  private static byte[] manyEntries() {
    StringBuilder json = new StringBuilder("{\"entries\":{\"0\":0");
    for (int i = 0x10000; json.length() < StatusList.MAX_BYTES - 16; i++) {
      json.append(",\"").append(Integer.toHexString(i)).append("\":0");
    }
    return json.append("}}").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] ofPieces(String start, String piece, String end) {
    byte[] json = new byte[StatusList.MAX_BYTES];
    int pieces = (json.length - start.length() - end.length()) / piece.length();
    String text = start + piece.repeat(pieces) + end;
    Arrays.fill(json, (byte) ' ');
    System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, json, 0, text.length());
    return json;
  }
}
