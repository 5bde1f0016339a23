package org.portcullis.release.envelope;

/** Why a signature was not made. */
public enum SigningProblem {
  /** The key, or what holds it, can't be used now: a token that is not there, a session lost. */
  UNAVAILABLE,

  /** What the signer gave doesn't hold under its own public key. */
  FAULTY_SIGNATURE,

  /** The key has signed this envelope before. */
  ALREADY_SIGNED,

  /** The envelope holds as many signatures as it may. */
  TOO_MANY_SIGNATURES
}
