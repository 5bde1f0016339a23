package org.portcullis.release.envelope;

/**
 * Whoever can sign with one key. The key's private half need not be in this process, nor be
 * readable at all: a signer may ask a hardware token or a service.
 */
public interface EnvelopeSigner {
  /**
   * The public half of the key.
   *
   * @return always the same key
   */
  VerificationKey key();

  /**
   * Signs bytes, in the form of the key's {@linkplain KeyAlgorithm algorithm}.
   *
   * @param message what is signed, hashed by the signer where the algorithm hashes; not to be kept
   *     or changed
   * @return a new array with the signature; whoever asked checks it against {@link #key}
   * @throws SigningException if the key can't be used, with {@link SigningProblem#UNAVAILABLE}
   */
  byte[] sign(byte[] message) throws SigningException;
}
