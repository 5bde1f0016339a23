package org.portcullis.attestation.key.status;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.portcullis.attestation.key.StatusList;

/** Lists for tests. */
final class Lists {
  private Lists() {}

  /** A list that revokes the numbers from one on, up to another that is left out. */
  static String json(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "\"" + Integer.toHexString(i) + "\":{\"status\":\"REVOKED\"}")
        .collect(Collectors.joining(",", "{\"entries\":{", "}}"));
  }

  static StatusList list(int from, int to, Instant fetchedAt) {
    return StatusList.parse(json(from, to).getBytes(StandardCharsets.UTF_8), fetchedAt)
        .orElseThrow();
  }

  static boolean revokes(StatusList list, int serial) {
    return list.statusOf(BigInteger.valueOf(serial)) == StatusList.Status.REVOKED;
  }

  /** An instant as HTTP writes it. */
  static String httpDate(Instant instant) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
  }
}
