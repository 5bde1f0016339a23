package org.portcullis.attestation.key.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

class UpdateGuardTest {
  private static final Instant NOW = TestClock.START;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final UpdateGuard GUARD =
      UpdateGuard.forStatusList(UpdateGuard.DEFAULT_MAX_LOSS_PERCENT);

  @Test
  void judge_firstList_isTaken() throws Problem {
    Edition first = edition(1, 101, NOW);

    assertThat(GUARD.judge(null, first, NOW)).isEqualTo(first);
  }

  @Test
  void judge_firstListIsEmpty_isRefused() {
    assertThat(refusal(null, edition(0, 0, NOW))).isEqualTo(Kind.EMPTY);
  }

  @Test
  void judge_emptyListAfterAGoodOne_isRefused() {
    assertThat(refusal(edition(1, 101, NOW.minus(HOUR)), edition(0, 0, NOW))).isEqualTo(Kind.EMPTY);
  }

  @ParameterizedTest
  @CsvSource({"101, true", "91, true", "90, false", "11, false"})
  void judge_fewerEntriesOfAHundred_atMostTenMayBeLost(int to, boolean taken) {
    Edition last = edition(1, 101, NOW.minus(HOUR));
    Edition next = edition(1, to, NOW);

    if (taken) {
      assertThat(accepted(GUARD, last, next).list().size()).isEqualTo(to - 1);
    } else {
      assertThat(refusal(last, next)).isEqualTo(Kind.SHRUNK);
    }
  }

  @Test
  void judge_asManyEntriesButOthers_isRefused() {
    assertThat(refusal(edition(1, 101, NOW.minus(HOUR)), edition(12, 112, NOW)))
        .isEqualTo(Kind.SHRUNK);
    assertThat(
            accepted(GUARD, edition(1, 101, NOW.minus(HOUR)), edition(11, 111, NOW)).list().size())
        .isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void judge_otherBound_holds(int percent) {
    UpdateGuard guard = UpdateGuard.forStatusList(percent);
    Edition last = edition(1, 11, NOW.minus(HOUR));
    Edition next = edition(10, 11, NOW);

    if (percent == 100) {
      assertThat(accepted(guard, last, next)).isEqualTo(next);
    } else {
      assertThat(refusal(guard, last, next)).isEqualTo(Kind.SHRUNK);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101})
  void construct_percentageOutOfRange_isRefused(int percent) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpdateGuard.forStatusList(percent))
        .withMessageContaining("`" + percent + "`");
  }

  @Test
  void judge_sameListLater_isRenewed() {
    Edition last = edition(1, 101, NOW.minus(HOUR));

    assertThat(accepted(GUARD, last, edition(1, 101, NOW)).list().fetchedAt()).isEqualTo(NOW);
  }

  @Test
  void judge_sameListServedLate_keepsTheLaterInstant() {
    Edition last = edition(1, 101, NOW.minus(HOUR));
    Edition late = edition(1, 101, NOW.minus(HOUR.multipliedBy(9)));

    assertThat(accepted(GUARD, last, late).list().fetchedAt()).isEqualTo(NOW.minus(HOUR));
  }

  @Test
  void judge_sameListAfterTheClockWasCorrected_takesTheNewInstant() {
    Edition last = edition(1, 101, NOW.plus(Duration.ofDays(365)));

    assertThat(accepted(GUARD, last, edition(1, 101, NOW)).list().fetchedAt()).isEqualTo(NOW);
  }

  @Test
  void judge_otherListFromBeforeTheLastOne_isOutdated() {
    Edition last = edition(1, 101, NOW.minus(HOUR));

    assertThat(refusal(last, edition(1, 102, NOW.minus(HOUR).minusSeconds(1))))
        .isEqualTo(Kind.OUTDATED);
    assertThat(accepted(GUARD, last, edition(1, 102, NOW.minus(HOUR))).list().size())
        .isEqualTo(101);
  }

  @Test
  void judge_olderListAfterTheClockWasCorrected_isTaken() {
    Edition last = edition(1, 101, NOW.plus(Duration.ofDays(365)));
    Edition next = edition(1, 102, NOW);

    assertThat(accepted(GUARD, last, next)).isEqualTo(next);
  }

  @Test
  void judge_publisherChangedItEarlier_isOutdatedHoweverYoungTheAnswer() {
    Edition last = edition(1, 101, NOW.minus(HOUR), NOW.minus(HOUR.multipliedBy(2)));
    Edition next = edition(1, 102, NOW, NOW.minus(HOUR.multipliedBy(3)));

    assertThat(refusal(last, next)).isEqualTo(Kind.OUTDATED);
  }

  @Test
  void judge_publisherChangedItLater_isTakenHoweverOldTheAnswer() {
    Edition last = edition(1, 101, NOW.minus(HOUR), NOW.minus(HOUR.multipliedBy(9)));
    Edition next =
        edition(1, 102, NOW.minus(HOUR.multipliedBy(2)), NOW.minus(HOUR.multipliedBy(3)));

    assertThat(accepted(GUARD, last, next)).isEqualTo(next);
  }

  @Test
  void judge_publisherNamesTheSameChange_theAnswersInstantDecides() {
    Instant changed = NOW.minus(Duration.ofDays(1));
    Edition last = edition(1, 101, NOW.minus(HOUR), changed);

    assertThat(refusal(last, edition(1, 102, NOW.minus(HOUR).minusSeconds(1), changed)))
        .isEqualTo(Kind.OUTDATED);
  }

  @ParameterizedTest
  @CsvSource({"300, true", "301, false"})
  void judge_listAheadOfTheClock_isRefusedBeyondTheSkew(int seconds, boolean taken) {
    Edition next = edition(1, 101, NOW.plusSeconds(seconds));

    if (taken) {
      assertThat(accepted(GUARD, null, next)).isEqualTo(next);
    } else {
      assertThat(refusal(null, next)).isEqualTo(Kind.FROM_THE_FUTURE);
    }
  }

  @Test
  void judge_listOfTheHostsOwn_mayShrinkAndBeEmptyAndOlder() {
    UpdateGuard own = UpdateGuard.forOwnList();
    Edition last = edition(1, 101, NOW);

    assertThat(accepted(own, last, edition(0, 0, NOW)).list().size()).isZero();
    assertThat(accepted(own, last, edition(1, 3, NOW.minus(HOUR))).list().size()).isEqualTo(2);
    assertThat(accepted(own, null, edition(1, 3, NOW.plus(HOUR))).list().size()).isEqualTo(2);
  }

  private static Edition edition(int from, int to, Instant fetchedAt) {
    return edition(from, to, fetchedAt, null);
  }

  private static Edition edition(
      int from, int to, Instant fetchedAt, @Nullable Instant lastModified) {
    return new Edition(Lists.list(from, to, fetchedAt), lastModified);
  }

  private static Edition accepted(UpdateGuard guard, @Nullable Edition last, Edition next) {
    try {
      return guard.judge(last, next, NOW);
    } catch (Problem e) {
      throw new AssertionError(e);
    }
  }

  private static Kind refusal(@Nullable Edition last, Edition next) {
    return refusal(GUARD, last, next);
  }

  private static Kind refusal(UpdateGuard guard, @Nullable Edition last, Edition next) {
    return catchThrowableOfType(Problem.class, () -> guard.judge(last, next, NOW)).kind();
  }
}
