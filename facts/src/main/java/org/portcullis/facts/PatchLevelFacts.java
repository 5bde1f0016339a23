package org.portcullis.facts;

/**
 * A patch level, a signal of its own: absent and malformed are states, never small numbers.
 *
 * @param state {@code VERIFIED} if the level is stated and well formed, {@code ABSENT} if not
 *     stated, {@code REJECTED} if malformed
 * @param yearMonth the level as YYYYMM; 0 unless verified
 * @param day the day of the month, 0 if unknown
 */
public record PatchLevelFacts(SignalState state, int yearMonth, int day) {
  /** A level that nobody looked at. */
  public static final PatchLevelFacts NOT_EVALUATED = unverified(SignalState.NOT_EVALUATED);

  /** A level that is not stated. */
  public static final PatchLevelFacts ABSENT = unverified(SignalState.ABSENT);

  /** A level that is stated and no date. */
  public static final PatchLevelFacts MALFORMED = unverified(SignalState.REJECTED);

  /**
   * Checks that the level is a date if verified, and neutral if not.
   *
   * @param state the {@code state} component
   * @param yearMonth the {@code yearMonth} component
   * @param day the {@code day} component
   * @throws IllegalArgumentException if state and values contradict each other
   */
  public PatchLevelFacts {
    if (state == SignalState.VERIFIED) {
      Signals.checkYearMonth("yearMonth", yearMonth);
      Signals.checkRange("day", day, 0, 31);
    } else if (yearMonth != 0 || day != 0) {
      throw new IllegalArgumentException("a patch level in state " + state + " has no value");
    }
  }

  /**
   * A stated, well-formed level.
   *
   * @param yearMonth YYYYMM, from 200001 to 999912
   * @param day 1 to 31, or 0 if unknown
   * @return the level
   * @throws IllegalArgumentException if it is no date
   */
  public static PatchLevelFacts of(int yearMonth, int day) {
    return new PatchLevelFacts(SignalState.VERIFIED, yearMonth, day);
  }

  /**
   * A level without a value.
   *
   * @param state any state but {@code VERIFIED}
   * @return the level
   * @throws IllegalArgumentException if the state is {@code VERIFIED}
   */
  public static PatchLevelFacts unverified(SignalState state) {
    return new PatchLevelFacts(state, 0, 0);
  }
}
