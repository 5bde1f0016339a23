package org.portcullis.facts;

/** Why a signal was rejected, coarse enough for a rule; the fine reason stays with the verifier. */
public enum RejectionClass {
  /** Not rejected. */
  NONE,

  /** The evidence could not be read. */
  MALFORMED,

  /** A signature, a path or a root did not hold. */
  UNTRUSTED,

  /** A key or certificate in the evidence is revoked, suspended or denied. */
  REVOKED,

  /** Authentic, and about something else: challenge, key, application or device differ. */
  MISMATCHED,

  /** Authentic, and too old, or checked against data that is too old. */
  STALE,

  /** Seen before. */
  REPLAYED,

  /** Authentic, and weaker than demanded, as a key in software. */
  INSUFFICIENT,

  /** Of a kind or version that this library does not know. */
  UNSUPPORTED,

  /** A passing fault of the device that says nothing against it; a restart cures it. */
  TRANSIENT
}
