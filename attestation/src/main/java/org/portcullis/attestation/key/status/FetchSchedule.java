package org.portcullis.attestation.key.status;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to ask next. After a success: when the answer ceases to be fresh, within the bounds, and up
 * to a tenth later, so that many servers don't ask at once; where the upper bound leaves no room
 * for that, up to a tenth before the bound. After a failure: one minute, two, four, up to an hour,
 * of which between half and all is waited, or as long as the server asks for; never longer than the
 * upper bound.
 *
 * @param shortest the least time between two successful attempts
 * @param longest the most time between any two attempts
 * @param random for the spread
 */
record FetchSchedule(Duration shortest, Duration longest, RandomGenerator random) {
  private static final Duration UNSTATED = Duration.ofHours(1);
  private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
  private static final int MAX_DOUBLINGS = 6;
  private static final Duration LAST_RETRY = Duration.ofHours(1);
  private static final int SPREAD = 10;

  /** The time to wait while an answer is fresh, or without a word on that. */
  Duration afterSuccess(Optional<Duration> remaining) {
    Duration wait = atMost(longest, atLeast(shortest, remaining.orElse(UNSTATED)));
    long spread = random.nextLong(wait.toMillis() / SPREAD + 1);
    Duration later = wait.plusMillis(spread);
    return later.compareTo(longest) > 0 ? atLeast(shortest, longest.minusMillis(spread)) : later;
  }

  /** The time to wait after a number of failures in a row, at least 1. */
  Duration afterFailure(int failures, Duration retryAfter) {
    long half = whole(failures).toMillis() / 2;
    Duration wait = Duration.ofMillis(half + random.nextLong(half + 1));
    return atMost(longest, atLeast(retryAfter, wait));
  }

  /** The same after a fault of the source itself, without chance, which may be what failed. */
  Duration afterFault(int failures) {
    return atMost(longest, whole(failures));
  }

  private static Duration whole(int failures) {
    int doublings = Math.min(failures - 1, MAX_DOUBLINGS);
    return atMost(LAST_RETRY, FIRST_RETRY.multipliedBy(1L << doublings));
  }

  private static Duration atLeast(Duration bound, Duration value) {
    return value.compareTo(bound) < 0 ? bound : value;
  }

  private static Duration atMost(Duration bound, Duration value) {
    return value.compareTo(bound) > 0 ? bound : value;
  }
}
