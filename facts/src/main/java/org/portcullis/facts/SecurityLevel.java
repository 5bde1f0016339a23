package org.portcullis.facts;

/** Where the attested key and the attestation live; the weaker of the two counts. */
public enum SecurityLevel {
  /** Not established. */
  UNKNOWN,

  /** In software. */
  SOFTWARE,

  /** In a trusted execution environment. */
  TRUSTED_ENVIRONMENT,

  /** In a discrete secure element. */
  STRONG_BOX,

  /** A level that this library does not know. */
  UNRECOGNIZED
}
