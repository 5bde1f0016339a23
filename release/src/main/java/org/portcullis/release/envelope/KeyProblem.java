package org.portcullis.release.envelope;

/** Why a text or bytes are no key. */
public enum KeyProblem {
  /** Longer than any key that is supported. */
  TOO_LARGE,

  /** Neither one whole PEM block nor base64. */
  BAD_TEXT,

  /** Not the DER of a key, cut off, or with bytes after its end. */
  MALFORMED,

  /** A private key that a password protects. */
  ENCRYPTED,

  /** A PEM block of another kind, such as a certificate or a private key in another form. */
  WRONG_KIND,

  /** A key of another algorithm or on another curve. */
  UNSUPPORTED_ALGORITHM,

  /** A number or point that no key of the algorithm has, or that is unsafe. */
  INVALID_KEY,

  /** A private key that comes with the public key of another. */
  MISMATCH
}
