package org.portcullis.attestation.key;

/** What verified boot found (KeyMint {@code VerifiedBootState.aidl}). */
public enum VerifiedBootState {
  /** Booted with the manufacturer's key. */
  VERIFIED,
  /** Booted with a key that the owner set: the state of another vendor's operating system. */
  SELF_SIGNED,
  /** Not verified: the bootloader is unlocked. */
  UNVERIFIED,
  /** Verification failed. */
  FAILED,
  /** A value that no known version defines. */
  UNRECOGNIZED
}
