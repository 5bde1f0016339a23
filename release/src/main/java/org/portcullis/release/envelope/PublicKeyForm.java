package org.portcullis.release.envelope;

/** A checked public key of one algorithm. */
interface PublicKeyForm {
  KeyAlgorithm algorithm();

  /** The one encoding of the key as SubjectPublicKeyInfo (RFC 5280, 4.1), not to be changed. */
  byte[] spki();

  /** Whether bytes have the one form of this algorithm's signatures, whoever made them. */
  boolean isWellFormed(byte[] signature);

  /** Whether a signature is well formed and by this key over this message. */
  boolean holds(byte[] message, byte[] signature);
}
