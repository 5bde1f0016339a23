package org.portcullis.release.envelope;

/** Why an envelope is rejected. None depends on the order of the signatures or on a key id. */
public enum EnvelopeReason {
  /** The payload is said to be something else than what is asked for. */
  WRONG_PAYLOAD_TYPE,

  /** Nobody signed. */
  NO_SIGNATURES,

  /** Not one signature has the form that a signature by a key of the role has. */
  MALFORMED_SIGNATURE,

  /**
   * Not one signature is by a key of the role over this type and payload: others signed, or
   * something was changed after signing.
   */
  NO_SIGNATURE_HOLDS,

  /** Some keys of the role signed, but fewer than it takes. */
  THRESHOLD_NOT_MET
}
