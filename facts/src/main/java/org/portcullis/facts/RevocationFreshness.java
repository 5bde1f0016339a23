package org.portcullis.facts;

/** How current the revocation data was that the attestation was checked against. */
public enum RevocationFreshness {
  /** Not checked. */
  UNKNOWN,

  /** Checked against a list within its permitted age. */
  CURRENT,

  /** Checked against a list beyond its permitted age. */
  STALE,

  /** No list was available. */
  MISSING
}
