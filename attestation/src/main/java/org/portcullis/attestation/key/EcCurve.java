package org.portcullis.attestation.key;

/** The curve of an elliptic-curve key (KeyMint {@code EcCurve.aidl}). */
public enum EcCurve {
  /** NIST P-224, 0. */
  P224,
  /** NIST P-256, 1. */
  P256,
  /** NIST P-384, 2. */
  P384,
  /** NIST P-521, 3. */
  P521,
  /** Curve 25519, 4: Ed25519 or X25519. */
  CURVE_25519,
  /** A value that no known version defines. */
  UNRECOGNIZED
}
