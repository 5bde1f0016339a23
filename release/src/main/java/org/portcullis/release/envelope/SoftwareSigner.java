package org.portcullis.release.envelope;

import java.nio.charset.StandardCharsets;

/**
 * A signer with a private key in this process's memory. Deterministic: ECDSA takes its nonce from
 * key and message (RFC 6979), Ed25519 does by itself, so that no source of randomness is needed.
 */
public final class SoftwareSigner implements EnvelopeSigner {
  private static final int MAX_TEXT = 4 * Der.MAX_LENGTH;
  private static final String LABEL = "PRIVATE KEY";

  private final PrivateKeyForm form;
  private final VerificationKey key;

  private SoftwareSigner(PrivateKeyForm form) {
    this.form = form;
    this.key = new VerificationKey(form.publicKey());
  }

  /**
   * Takes a private key.
   *
   * @param der a PrivateKeyInfo (RFC 5958) in DER without password; not kept
   * @return the signer
   * @throws KeyException if it is anything else, or of an algorithm that is not supported
   */
  public static SoftwareSigner ofPkcs8(byte[] der) throws KeyException {
    return new SoftwareSigner(Pkcs8.read(der));
  }

  /**
   * Takes a private key from a PEM file.
   *
   * @param pem one block {@code PRIVATE KEY} (RFC 7468, 10) without password, in ASCII; not kept
   * @return the signer
   * @throws KeyException if it is anything else, or of an algorithm that is not supported
   */
  public static SoftwareSigner ofPem(byte[] pem) throws KeyException {
    if (pem.length > MAX_TEXT) {
      throw new KeyException(
          KeyProblem.TOO_LARGE, "the private key is longer than " + MAX_TEXT + " characters");
    }
    PemBlock block = PemBlock.read(new String(pem, StandardCharsets.ISO_8859_1));
    if (block.isEncrypted()) {
      throw new KeyException(
          KeyProblem.ENCRYPTED,
          "the private key has a password; take it off with `openssl pkcs8 -topk8 -nocrypt`");
    }
    if (!block.isLabelled(LABEL)) {
      String advice =
          block.label().endsWith(LABEL) ? "; convert it with `openssl pkcs8 -topk8 -nocrypt`" : "";
      throw new KeyException(
          KeyProblem.WRONG_KIND, "`" + LABEL + "` expected, not `" + block.label() + "`" + advice);
    }
    return ofPkcs8(block.bytes());
  }

  @Override
  public VerificationKey key() {
    return key;
  }

  @Override
  public byte[] sign(byte[] message) {
    return form.sign(message);
  }

  /**
   * The public key's algorithm and id; nothing of the private key.
   *
   * @return one line
   */
  @Override
  public String toString() {
    return "SoftwareSigner[" + key + "]";
  }
}
