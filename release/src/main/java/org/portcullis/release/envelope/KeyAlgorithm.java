package org.portcullis.release.envelope;

/** The algorithms of keys that may sign; each has one form of signature. */
public enum KeyAlgorithm {
  /**
   * Ed25519 (RFC 8032, 5.1). A signature is 64 bytes, the encoded point and a scalar below the
   * order of the group.
   */
  ED25519,

  /**
   * ECDSA on P-256 with SHA-256 (FIPS 186-5, 6). A signature is the DER of two numbers, each from 1
   * to the order of the group less 1. The second may lie in either half of that range, as hardware
   * tokens and OpenSSL make no difference: one key counts once however many signatures it makes, so
   * nothing is gained by the other half.
   */
  ECDSA_P256
}
