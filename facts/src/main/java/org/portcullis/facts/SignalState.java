package org.portcullis.facts;

/** Whether a signal was verified, and if not, why its other components say nothing. */
public enum SignalState {
  /** Verified; only now do the other components of the signal mean anything. */
  VERIFIED,

  /** The device or the host sent no such evidence. */
  ABSENT,

  /** The evidence was there, or may have been, and nobody looked. */
  NOT_EVALUATED,

  /** The evidence was examined and refused; {@link RejectionClass} says how. */
  REJECTED,

  /** The evidence was authentic and its time is over. */
  EXPIRED,

  /** It could not be decided: a service, a store or the clock failed. */
  UNAVAILABLE
}
