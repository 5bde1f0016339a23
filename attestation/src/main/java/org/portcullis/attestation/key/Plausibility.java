package org.portcullis.attestation.key;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/** Notes what a statement says and can hardly be; policy judges it. */
final class Plausibility {
  /** Before the first Android device. */
  private static final Instant EARLIEST_CREATION = Instant.parse("2008-01-01T00:00:00Z");

  private static final Duration CREATION_AHEAD = Duration.ofDays(1);

  /** The last instant whose month a patch level could name. */
  private static final Instant LAST_MONTH = Instant.parse("9999-12-31T23:59:59Z");

  private static final List<AuthorizationTag<PatchLevel>> PATCH_LEVELS =
      List.of(
          AuthorizationTag.OS_PATCH_LEVEL,
          AuthorizationTag.VENDOR_PATCH_LEVEL,
          AuthorizationTag.BOOT_PATCH_LEVEL);

  private final Instant now;
  private final Oddities oddities;

  Plausibility(Instant now, Oddities oddities) {
    this.now = now;
    this.oddities = oddities;
  }

  void note(KeyDescription description) {
    noteList(description.software(), "software");
    noteList(description.hardware(), "hardware");
    if (!description.hardware().get(AuthorizationTag.CREATION_DATE_TIME).isAbsent()) {
      oddities.addInLeaf(Oddity.Kind.CREATION_TIME_IN_HARDWARE, "hardware.creationDateTime");
    }
    if (!description.software().get(AuthorizationTag.ROOT_OF_TRUST).isAbsent()) {
      oddities.addInLeaf(Oddity.Kind.ROOT_OF_TRUST_IN_SOFTWARE, "software.rootOfTrust");
    }
  }

  private void noteList(AuthorizationList list, String name) {
    list.get(AuthorizationTag.CREATION_DATE_TIME)
        .value()
        .map(Instant::ofEpochMilli)
        .filter(this::isImplausible)
        .ifPresent(
            created ->
                oddities.addInLeaf(
                    Oddity.Kind.CREATION_TIME_IMPLAUSIBLE, name + ".creationDateTime"));
    YearMonth last = lastPlausibleMonth();
    for (AuthorizationTag<PatchLevel> tag : PATCH_LEVELS) {
      list.get(tag)
          .value()
          .filter(level -> level.isAfter(last))
          .ifPresent(
              level ->
                  oddities.addInLeaf(Oddity.Kind.PATCH_LEVEL_IN_FUTURE, name + "." + tag.name()));
    }
  }

  /** Counts back from the time of creation, since a day after the last instant there is none. */
  private boolean isImplausible(Instant created) {
    return created.isBefore(EARLIEST_CREATION) || created.minus(CREATION_AHEAD).isAfter(now);
  }

  /** The month after the verification's, within the years that a patch level can name. */
  private YearMonth lastPlausibleMonth() {
    Instant until = now.isAfter(LAST_MONTH) ? LAST_MONTH : now;
    Instant bounded = until.isBefore(Instant.EPOCH) ? Instant.EPOCH : until;
    return YearMonth.from(bounded.atOffset(ZoneOffset.UTC)).plusMonths(1);
  }
}
