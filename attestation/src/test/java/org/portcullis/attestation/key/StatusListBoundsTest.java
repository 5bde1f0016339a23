package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the worst lists of the largest size cost. */
class StatusListBoundsTest {
  /**
   * All that is allocated while a list is read, most of it garbage at once, for each byte of its
   * text: an entry of 6 bytes costs a string, a number with what its parsing needs, and places in
   * arrays that grow. What lives at one time is a fraction.
   */
  private static final int MAX_ALLOCATED = 64;

  /** Far above what any of them takes, and far below what a list without bounds would. */
  private static final int HANGS = 60;

  private static final int NO_LIST = -1;

  /** Each with the number of serial numbers that it lists, or -1 where it is no list. */
  static Stream<Arguments> hostileLists() {
    return Stream.of(
        list("as many entries as fit", 1_614_567, manyEntries()),
        list("one endless key", 0, ofPieces("{\"entries\":{\"", "f", "\":{}}}")),
        list("one endless number", 1, ofPieces("{\"entries\":{\"a\":", "1", "}}")),
        list("one endless status", 1, ofPieces("{\"entries\":{\"a\":{\"status\":\"", "S", "\"}}}")),
        list("one endless escape", 1, ofPieces("{\"entries\":{\"", "\\u0030", "\":{}}}")),
        list("statuses without end", 1, ofPieces("{\"entries\":{\"a\":{\"x\":1", ",\"\":0", "}}}")),
        list("one number again and again", 1, ofPieces("{\"entries\":{\"a\":0", ",\"a\":0", "}}")),
        list("lists without end", 1, ofPieces("{\"x\":0", ",\"entries\":{\"a\":0}", "}")),
        list("brackets without end", NO_LIST, ofPieces("", "[", "")),
        list("objects without end", NO_LIST, ofPieces("", "{\"entries\":", "")),
        list("blanks without end", NO_LIST, ofPieces("", " ", "")));
  }

  private static Arguments list(String name, int entries, byte[] json) {
    return Arguments.of(Named.of(name, json), entries);
  }

  @Timeout(HANGS)
  @ParameterizedTest
  @MethodSource("hostileLists")
  void parse_hostileListOfTheLargestSize_isBoundedByItsSize(byte[] json, int entries) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    Reading<StatusList> reading = StatusList.parse(json, Minted.NOW);
    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

    assertThat(reading instanceof Reading.Read<StatusList> read ? read.value().size() : NO_LIST)
        .isEqualTo(entries);
    assertThat(allocated).isLessThan((long) MAX_ALLOCATED * StatusList.MAX_BYTES);
  }

  /** A hash table would need a time that grows with the square of their number. */
  @Test
  @Timeout(HANGS)
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
    StatusList list = StatusList.parse(text, Minted.NOW).orElseThrow();
    assertThat(list.size()).isEqualTo(count + 1);
    assertThat(list.countMissingIn(list)).isZero();
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
