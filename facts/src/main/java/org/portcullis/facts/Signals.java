package org.portcullis.facts;

/** The checks that fact records share. */
final class Signals {
  private Signals() {}

  /** Holds state, source, rejection and values of a signal together. */
  static void check(
      SignalState state, SignalSource source, RejectionClass rejection, boolean neutral) {
    if ((state == SignalState.REJECTED) == (rejection == RejectionClass.NONE)) {
      throw new IllegalArgumentException(
          "a signal in state " + state + " can't have the rejection " + rejection);
    }
    boolean judged = state == SignalState.VERIFIED || state == SignalState.REJECTED;
    if (judged && source == SignalSource.NOBODY) {
      throw new IllegalArgumentException("a signal in state " + state + " needs a source");
    }
    if (state != SignalState.VERIFIED && !neutral) {
      throw new IllegalArgumentException(
          "a signal in state " + state + " can carry neutral values only");
    }
  }

  static void checkNotNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException("`" + name + "` must not be negative");
    }
  }

  static void checkRange(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException("`" + name + "` must be " + low + " to " + high);
    }
  }

  static void checkYearMonth(String name, int value) {
    int month = value % 100;
    if (value < 2000_01 || value > 9999_12 || month < 1 || month > 12) {
      throw new IllegalArgumentException("`" + name + "` must be a year and month as YYYYMM");
    }
  }
}
