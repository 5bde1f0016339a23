package org.portcullis.facts;

/**
 * Facts of the signed request (layer 2); a replayed one is rejected as {@code REPLAYED}.
 *
 * @param state whether the signal was verified
 * @param source who verified or rejected it; {@code NOBODY} if nobody did
 * @param rejection why it was rejected; {@code NONE} unless rejected
 * @param key whose key signed it
 * @param ageSeconds age of the request in whole seconds, 0 or more
 */
public record RequestFacts(
    SignalState state,
    SignalSource source,
    RejectionClass rejection,
    RequestKey key,
    long ageSeconds) {
  /**
   * Checks that an unverified signal carries neutral values only.
   *
   * @param state the {@code state} component
   * @param source the {@code source} component
   * @param rejection the {@code rejection} component
   * @param key the {@code key} component
   * @param ageSeconds the {@code ageSeconds} component
   * @throws IllegalArgumentException if state, source, rejection and values contradict each other
   */
  public RequestFacts {
    Signals.checkNotNegative("ageSeconds", ageSeconds);
    Signals.check(state, source, rejection, key == RequestKey.UNKNOWN && ageSeconds == 0);
  }

  /**
   * The signal that was not sent.
   *
   * @return a signal in state {@code ABSENT}
   */
  public static RequestFacts absent() {
    return unverified(SignalState.ABSENT, SignalSource.NOBODY);
  }

  /**
   * A signal that is neither verified nor rejected.
   *
   * @param state any state but {@code VERIFIED} and {@code REJECTED}
   * @param source who says so
   * @return a signal with neutral values
   * @throws IllegalArgumentException if the state demands values or a rejection
   */
  public static RequestFacts unverified(SignalState state, SignalSource source) {
    return new RequestFacts(state, source, RejectionClass.NONE, RequestKey.UNKNOWN, 0L);
  }

  /**
   * The signal that was examined and refused.
   *
   * @param source who refused it
   * @param rejection why, other than {@code NONE}
   * @return a signal in state {@code REJECTED}
   * @throws IllegalArgumentException if the rejection is {@code NONE}
   */
  public static RequestFacts rejected(SignalSource source, RejectionClass rejection) {
    return new RequestFacts(SignalState.REJECTED, source, rejection, RequestKey.UNKNOWN, 0L);
  }
}
