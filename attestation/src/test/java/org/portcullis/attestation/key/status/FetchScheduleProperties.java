package org.portcullis.attestation.key.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class FetchScheduleProperties {
  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofHours(24);

  @Property
  void afterSuccess_anyFreshness_isWithinTheBoundsAndAtMostATenthOff(
      @ForAll @LongRange(min = -100_000, max = 10_000_000) long seconds, @ForAll long seed) {
    Duration wait = schedule(seed).afterSuccess(Optional.of(Duration.ofSeconds(seconds)));

    long least = Math.max(SHORTEST.toSeconds(), Math.min(seconds, LONGEST.toSeconds()));
    assertThat(wait).isBetween(SHORTEST, LONGEST);
    assertThat(wait.toMillis()).isBetween(least * 900, least * 1100);
    if (least * 1100 <= LONGEST.toMillis()) {
      assertThat(wait).isGreaterThanOrEqualTo(Duration.ofSeconds(least));
    }
  }

  @Property
  void afterFailure_anyNumber_growsToAnHourAndNoMore(
      @ForAll @IntRange(min = 1) int failures, @ForAll long seed) {
    Duration wait = schedule(seed).afterFailure(failures, Duration.ZERO);

    long whole = Math.min(60L << Math.min(failures - 1, 20), 3600);
    assertThat(wait).isBetween(Duration.ofMillis(whole * 500), Duration.ofSeconds(whole));
  }

  @Property
  void afterFailure_serverAsksToWait_isHonouredUpToTheLongest(
      @ForAll @LongRange(min = 3600, max = Integer.MAX_VALUE) long seconds, @ForAll long seed) {
    Duration wait = schedule(seed).afterFailure(1, Duration.ofSeconds(seconds));

    assertThat(wait).isEqualTo(Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds())));
  }

  @Example
  void afterSuccess_nothingStated_isAnHour() {
    assertThat(schedule(1).afterSuccess(Optional.empty()))
        .isBetween(Duration.ofMinutes(60), Duration.ofMinutes(66));
  }

  @Example
  void afterSuccess_differentServers_spread() {
    Optional<Duration> hour = Optional.of(Duration.ofHours(1));

    assertThat(schedule(1).afterSuccess(hour)).isNotEqualTo(schedule(2).afterSuccess(hour));
  }

  @Example
  void afterSuccess_freshnessAtOrBeyondTheLongest_spreadsAsWell() {
    for (Duration stated : List.of(LONGEST, LONGEST.multipliedBy(100), Duration.ofHours(23))) {
      Set<Duration> waits = new HashSet<>();
      for (long seed = 1; seed <= 20; seed++) {
        waits.add(schedule(seed).afterSuccess(Optional.of(stated)));
      }
      assertThat(waits).as("for " + stated).hasSizeGreaterThan(15);
    }
  }

  @Example
  void afterSuccess_hostLeavesNoRoom_isWhatTheHostWants() {
    FetchSchedule fixed = new FetchSchedule(SHORTEST, SHORTEST, new Random(1));

    assertThat(fixed.afterSuccess(Optional.of(LONGEST))).isEqualTo(SHORTEST);
  }

  private static FetchSchedule schedule(long seed) {
    return new FetchSchedule(SHORTEST, LONGEST, new Random(seed));
  }
}
