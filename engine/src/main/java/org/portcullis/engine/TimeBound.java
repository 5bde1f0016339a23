package org.portcullis.engine;

import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.IntegrityFacts;
import org.portcullis.facts.KeyAttestationFacts;
import org.portcullis.facts.ReleaseFacts;
import org.portcullis.facts.RequestFacts;
import org.portcullis.facts.SignalState;

/** The signals that are valid for a time only, when no clock can say which time it is. */
final class TimeBound {
  private TimeBound() {}

  /** The same case, in which what was verified by the clock is unavailable. */
  static EligibilityCase distrust(EligibilityCase facts) {
    EligibilityCase.Builder distrusted = facts.toBuilder();
    if (facts.request().state() == SignalState.VERIFIED) {
      distrusted.request(
          RequestFacts.unverified(SignalState.UNAVAILABLE, facts.request().source()));
    }
    if (facts.keyAttestation().state() == SignalState.VERIFIED) {
      distrusted.keyAttestation(
          KeyAttestationFacts.unverified(SignalState.UNAVAILABLE, facts.keyAttestation().source()));
    }
    if (facts.integrity().state() == SignalState.VERIFIED) {
      distrusted.integrity(
          IntegrityFacts.unverified(SignalState.UNAVAILABLE, facts.integrity().source()));
    }
    if (facts.release().state() == SignalState.VERIFIED) {
      distrusted.release(
          ReleaseFacts.unverified(SignalState.UNAVAILABLE, facts.release().source()));
    }
    return distrusted.build();
  }
}
