package org.portcullis.facts;

/** The state of Android Verified Boot, as hardware attests it. */
public enum VerifiedBootState {
  /** Not attested. */
  UNKNOWN,

  /** Booted with the manufacturer's key. */
  VERIFIED,

  /** Booted with a key that the owner or another vendor installed. */
  SELF_SIGNED,

  /** Booted without verification. */
  UNVERIFIED,

  /** Verification failed. */
  FAILED,

  /** A state that this library does not know. */
  UNRECOGNIZED
}
