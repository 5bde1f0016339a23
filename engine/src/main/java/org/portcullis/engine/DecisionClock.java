package org.portcullis.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.portcullis.engine.audit.ClockQuality;
import org.portcullis.engine.audit.ClockSource;
import org.portcullis.engine.audit.ClockStamp;

/**
 * Reads the clock once for each decision, and never gives a time before one that is in the log: a
 * clock that was set back would make what has expired valid again.
 */
final class DecisionClock {
  private static final long LATEST_MILLIS = (1L << 48) - 1;
  private static final Instant LATEST = Instant.ofEpochMilli(LATEST_MILLIS);
  private static final Duration LONGEST_SKEW = Duration.ofMillis(LATEST_MILLIS);

  private final InstantSource clock;
  private final ClockSource source;
  private final long maxSkewMillis;
  private final AtomicLong highest;

  /** One reading. */
  record Reading(long millis, ClockStamp stamp) {
    Instant instant() {
      return Instant.ofEpochMilli(millis);
    }

    boolean isSteppedBack() {
      return stamp.quality() == ClockQuality.STEPPED_BACK;
    }
  }

  DecisionClock(InstantSource clock, ClockSource source, Duration maxSkew, long latestRecorded) {
    this.clock = clock;
    this.source = source;
    this.maxSkewMillis = maxSkew.compareTo(LONGEST_SKEW) > 0 ? LATEST_MILLIS : maxSkew.toMillis();
    this.highest = new AtomicLong(latestRecorded);
  }

  Reading read() {
    long now = clamp(clock.instant());
    long held = highest.accumulateAndGet(now, Math::max);
    return new Reading(held, new ClockStamp(source, quality(held - now)));
  }

  /** Milliseconds that a record can hold; an instant can lie beyond those of a long. */
  private static long clamp(Instant instant) {
    if (instant.isBefore(Instant.EPOCH)) {
      return 0;
    }
    return instant.isAfter(LATEST) ? LATEST_MILLIS : instant.toEpochMilli();
  }

  private ClockQuality quality(long behind) {
    if (behind == 0) {
      return ClockQuality.ADVANCING;
    }
    return behind <= maxSkewMillis ? ClockQuality.HELD : ClockQuality.STEPPED_BACK;
  }
}
