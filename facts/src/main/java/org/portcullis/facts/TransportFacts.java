package org.portcullis.facts;

/**
 * Facts of the channel on which the check-in arrived (layer 1). Alone they never make a device
 * eligible.
 *
 * @param state whether the signal was verified
 * @param source who verified or rejected it; {@code NOBODY} if nobody did
 * @param rejection why it was rejected; {@code NONE} unless rejected
 * @param tlsVersion the negotiated TLS version as ten times major plus minor, 12 for TLS 1.2 and 13
 *     for TLS 1.3
 * @param clientAuthentication how the client proved itself
 */
public record TransportFacts(
    SignalState state,
    SignalSource source,
    RejectionClass rejection,
    int tlsVersion,
    ClientAuthentication clientAuthentication) {
  /**
   * Checks that an unverified signal carries neutral values only.
   *
   * @param state the {@code state} component
   * @param source the {@code source} component
   * @param rejection the {@code rejection} component
   * @param tlsVersion the {@code tlsVersion} component
   * @param clientAuthentication the {@code clientAuthentication} component
   * @throws IllegalArgumentException if state, source, rejection and values contradict each other
   */
  public TransportFacts {
    Signals.checkRange("tlsVersion", tlsVersion, 0, 99);
    Signals.check(
        state,
        source,
        rejection,
        tlsVersion == 0 && clientAuthentication == ClientAuthentication.NONE);
  }

  /**
   * The signal that was not sent.
   *
   * @return a signal in state {@code ABSENT}
   */
  public static TransportFacts absent() {
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
  public static TransportFacts unverified(SignalState state, SignalSource source) {
    return new TransportFacts(state, source, RejectionClass.NONE, 0, ClientAuthentication.NONE);
  }

  /**
   * The signal that was examined and refused.
   *
   * @param source who refused it
   * @param rejection why, other than {@code NONE}
   * @return a signal in state {@code REJECTED}
   * @throws IllegalArgumentException if the rejection is {@code NONE}
   */
  public static TransportFacts rejected(SignalSource source, RejectionClass rejection) {
    return new TransportFacts(
        SignalState.REJECTED, source, rejection, 0, ClientAuthentication.NONE);
  }
}
