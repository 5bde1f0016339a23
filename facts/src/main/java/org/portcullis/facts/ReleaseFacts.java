package org.portcullis.facts;

/**
 * Facts of the signed release metadata (layer 3): an expired manifest is in state {@code EXPIRED}.
 *
 * @param state whether the signal was verified
 * @param source who verified or rejected it; {@code NOBODY} if nobody did
 * @param rejection why it was rejected; {@code NONE} unless rejected
 * @param product the product it is built for; an identifier
 * @param channel the channel it is published on; an identifier
 * @param urgency how urgent it is
 * @param sequence its sequence number, which rises with each release of a product; 0 or more
 * @param minimumSequence the lowest installed sequence from which it may be installed; 0 if any
 * @param rollbackIndex its Android Verified Boot rollback index, 0 or more
 * @param patch the security patch level that it brings
 */
public record ReleaseFacts(
    SignalState state,
    SignalSource source,
    RejectionClass rejection,
    String product,
    String channel,
    Urgency urgency,
    long sequence,
    long minimumSequence,
    long rollbackIndex,
    PatchLevelFacts patch) {
  /**
   * Checks that an unverified signal carries neutral values only.
   *
   * @param state the {@code state} component
   * @param source the {@code source} component
   * @param rejection the {@code rejection} component
   * @param product the {@code product} component
   * @param channel the {@code channel} component
   * @param urgency the {@code urgency} component
   * @param sequence the {@code sequence} component
   * @param minimumSequence the {@code minimumSequence} component
   * @param rollbackIndex the {@code rollbackIndex} component
   * @param patch the {@code patch} component
   * @throws IllegalArgumentException if state, source, rejection and values contradict each other
   */
  public ReleaseFacts {
    Identifiers.check("product", product);
    Identifiers.check("channel", channel);
    Signals.checkNotNegative("sequence", sequence);
    Signals.checkNotNegative("minimumSequence", minimumSequence);
    Signals.checkNotNegative("rollbackIndex", rollbackIndex);
    Signals.check(
        state,
        source,
        rejection,
        Identifiers.NONE.equals(product)
            && Identifiers.NONE.equals(channel)
            && urgency == Urgency.UNKNOWN
            && sequence == 0
            && minimumSequence == 0
            && rollbackIndex == 0
            && PatchLevelFacts.NOT_EVALUATED.equals(patch));
  }

  /**
   * The signal that was not sent.
   *
   * @return a signal in state {@code ABSENT}
   */
  public static ReleaseFacts absent() {
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
  public static ReleaseFacts unverified(SignalState state, SignalSource source) {
    return new ReleaseFacts(
        state,
        source,
        RejectionClass.NONE,
        Identifiers.NONE,
        Identifiers.NONE,
        Urgency.UNKNOWN,
        0L,
        0L,
        0L,
        PatchLevelFacts.NOT_EVALUATED);
  }

  /**
   * The signal that was examined and refused.
   *
   * @param source who refused it
   * @param rejection why, other than {@code NONE}
   * @return a signal in state {@code REJECTED}
   * @throws IllegalArgumentException if the rejection is {@code NONE}
   */
  public static ReleaseFacts rejected(SignalSource source, RejectionClass rejection) {
    return new ReleaseFacts(
        SignalState.REJECTED,
        source,
        rejection,
        Identifiers.NONE,
        Identifiers.NONE,
        Urgency.UNKNOWN,
        0L,
        0L,
        0L,
        PatchLevelFacts.NOT_EVALUATED);
  }
}
