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
    this.maxSkewMillis = maxSkew.toMillis();
    this.highest = new AtomicLong(latestRecorded);
  }

  Reading read() {
    long now = Math.max(0, Math.min(LATEST_MILLIS, clock.millis()));
    long held = highest.accumulateAndGet(now, Math::max);
    return new Reading(held, new ClockStamp(source, quality(held - now)));
  }

  private ClockQuality quality(long behind) {
    if (behind == 0) {
      return ClockQuality.ADVANCING;
    }
    return behind <= maxSkewMillis ? ClockQuality.HELD : ClockQuality.STEPPED_BACK;
  }
}
