package org.portcullis.attestation.key;

/** The algorithm of a key (KeyMint {@code Algorithm.aidl}). */
public enum KeyAlgorithm {
  /** RSA, 1. */
  RSA,
  /** Elliptic curves, 3: the NIST curves, Ed25519 and X25519. */
  EC,
  /** ML-DSA, 4. */
  ML_DSA,
  /** AES, 32: never in a certificate. */
  AES,
  /** Triple DES, 33: never in a certificate. */
  TRIPLE_DES,
  /** HMAC, 128: never in a certificate. */
  HMAC,
  /** A value that no known version defines. */
  UNRECOGNIZED
}
