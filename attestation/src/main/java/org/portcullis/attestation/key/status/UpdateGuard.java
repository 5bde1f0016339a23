package org.portcullis.attestation.key.status;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

/**
 * Whether a list that came may take the place of the last good one. The list isn't signed, so that
 * plausibility is all that stands behind its transport. In this order:
 *
 * <ol>
 *   <li>a list from more than 5 minutes ahead of the clock is refused;
 *   <li>the same list again, by its digest, is confirmed: its instant is the later of both;
 *   <li>a list without entries is refused;
 *   <li>an older edition is refused: by the publisher's own instants where both lists have one and
 *       they differ, otherwise by when the lists were last known to be current;
 *   <li>a list is refused that lacks more than the allowed part of the last one's serial numbers.
 * </ol>
 *
 * <p>A last list whose instant lies ahead of the clock, as after a correction of the clock, says
 * nothing about order.
 *
 * <p>A list of the host's own is what the host says it is: only its loss is judged.
 *
 * @param maxLossPercent the most serial numbers of the last list to lose, 0 to 100 in percent
 * @param own whether the list is the host's own
 */
record UpdateGuard(int maxLossPercent, boolean own) {
  /** How far two clocks may lie apart. */
  static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** Google's list grows, and is pruned slowly if at all. */
  static final int DEFAULT_MAX_LOSS_PERCENT = 10;

  private static final int ALL = 100;

  static UpdateGuard forStatusList(int maxLossPercent) {
    return new UpdateGuard(maxLossPercent, false);
  }

  static UpdateGuard forOwnList() {
    return new UpdateGuard(ALL, true);
  }

  UpdateGuard {
    if (maxLossPercent < 0 || maxLossPercent > ALL) {
      throw new IllegalArgumentException(
          "the loss is 0 to 100 percent, not `" + maxLossPercent + "`");
    }
  }

  /**
   * The edition to hold from now on.
   *
   * @throws Problem if the last one stays in force
   */
  Edition judge(@Nullable Edition last, Edition next, Instant now) throws Problem {
    if (!own && isAhead(next, now)) {
      throw new Problem(Kind.FROM_THE_FUTURE, "the list's instant lies ahead of the clock");
    }
    if (last != null && next.isSameListAs(last)) {
      return next.withFetchedAt(laterOf(last, next, now));
    }
    if (!own && next.list().size() == 0) {
      throw new Problem(Kind.EMPTY, "the list has no entries");
    }
    if (last != null && !own) {
      requireNotOlder(last, next, now);
    }
    if (last != null) {
      requireNotShrunk(last, next);
    }
    return next;
  }

  private static boolean isAhead(Edition edition, Instant now) {
    return edition.list().fetchedAt().isAfter(now.plus(CLOCK_SKEW));
  }

  private static Instant laterOf(Edition last, Edition next, Instant now) {
    Instant before = last.list().fetchedAt();
    Instant after = next.list().fetchedAt();
    return before.isAfter(after) && !isAhead(last, now) ? before : after;
  }

  private static void requireNotOlder(Edition last, Edition next, Instant now) throws Problem {
    Instant before = last.lastModified();
    Instant after = next.lastModified();
    if (before != null && after != null && !before.equals(after)) {
      if (after.isBefore(before)) {
        throw new Problem(
            Kind.OUTDATED, "the list was last modified before the last good one: " + after);
      }
    } else if (next.list().fetchedAt().isBefore(last.list().fetchedAt()) && !isAhead(last, now)) {
      throw new Problem(
          Kind.OUTDATED, "the list is from before the last good one: " + next.list().fetchedAt());
    }
  }

  private void requireNotShrunk(Edition last, Edition next) throws Problem {
    int size = last.list().size();
    int lost = last.list().countMissingIn(next.list());
    if ((long) lost * ALL > (long) size * maxLossPercent) {
      throw new Problem(
          Kind.SHRUNK,
          "the list lacks "
              + lost
              + " of the last good one's "
              + size
              + " entries, more than "
              + maxLossPercent
              + " percent");
    }
  }
}
