package org.portcullis.facts;

import java.util.Set;

/**
 * Facts of the Play Integrity verdict (layer 6), an optional second signal.
 *
 * @param state whether the signal was verified
 * @param source who verified or rejected it; {@code NOBODY} if nobody did
 * @param rejection why it was rejected; {@code NONE} unless rejected
 * @param deviceLabels the device labels; copied
 * @param app the application recognition
 * @param testing whether the verdict is a testing response; such a device is never eligible
 * @param ageSeconds age of the verdict in whole seconds, 0 or more
 */
public record IntegrityFacts(
    SignalState state,
    SignalSource source,
    RejectionClass rejection,
    Set<DeviceIntegrityLabel> deviceLabels,
    AppRecognition app,
    boolean testing,
    long ageSeconds) {
  /**
   * Checks that an unverified signal carries neutral values only.
   *
   * @param state the {@code state} component
   * @param source the {@code source} component
   * @param rejection the {@code rejection} component
   * @param deviceLabels the {@code deviceLabels} component
   * @param app the {@code app} component
   * @param testing the {@code testing} component
   * @param ageSeconds the {@code ageSeconds} component
   * @throws IllegalArgumentException if state, source, rejection and values contradict each other
   */
  public IntegrityFacts {
    deviceLabels = Set.copyOf(deviceLabels);
    Signals.checkNotNegative("ageSeconds", ageSeconds);
    Signals.check(
        state,
        source,
        rejection,
        deviceLabels.isEmpty() && app == AppRecognition.UNKNOWN && !testing && ageSeconds == 0);
  }

  /**
   * The signal that was not sent.
   *
   * @return a signal in state {@code ABSENT}
   */
  public static IntegrityFacts absent() {
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
  public static IntegrityFacts unverified(SignalState state, SignalSource source) {
    return new IntegrityFacts(
        state, source, RejectionClass.NONE, Set.of(), AppRecognition.UNKNOWN, false, 0L);
  }

  /**
   * The signal that was examined and refused.
   *
   * @param source who refused it
   * @param rejection why, other than {@code NONE}
   * @return a signal in state {@code REJECTED}
   * @throws IllegalArgumentException if the rejection is {@code NONE}
   */
  public static IntegrityFacts rejected(SignalSource source, RejectionClass rejection) {
    return new IntegrityFacts(
        SignalState.REJECTED, source, rejection, Set.of(), AppRecognition.UNKNOWN, false, 0L);
  }
}
