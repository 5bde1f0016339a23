package org.portcullis.attestation.key;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/** Notes what a statement says and can hardly be; policy judges it. */
final class Plausibility {
  /** Before the first Android device, 2008-01-01. */
  private static final long EARLIEST_CREATION = 1_199_145_600_000L;

  private static final Duration CREATION_AHEAD = Duration.ofDays(1);
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
    long latest = now.plus(CREATION_AHEAD).toEpochMilli();
    list.get(AuthorizationTag.CREATION_DATE_TIME)
        .value()
        .filter(created -> created < EARLIEST_CREATION || created > latest)
        .ifPresent(
            created ->
                oddities.addInLeaf(
                    Oddity.Kind.CREATION_TIME_IMPLAUSIBLE, name + ".creationDateTime"));
    YearMonth last = YearMonth.from(now.atOffset(ZoneOffset.UTC)).plusMonths(1);
    for (AuthorizationTag<PatchLevel> tag : PATCH_LEVELS) {
      list.get(tag)
          .value()
          .filter(level -> level.isAfter(last))
          .ifPresent(
              level ->
                  oddities.addInLeaf(Oddity.Kind.PATCH_LEVEL_IN_FUTURE, name + "." + tag.name()));
    }
  }
}
