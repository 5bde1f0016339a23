package org.portcullis.release.envelope;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A public key that signatures are checked with. Two keys are equal if the public keys are, however
 * they were spelt: point compressed or not, PEM or base64, with whatever white space.
 */
public final class VerificationKey {
  private static final int MAX_TEXT = 2 * Der.MAX_LENGTH;
  private static final String LABEL = "PUBLIC KEY";

  private final PublicKeyForm form;
  private final byte[] spki;
  private final String keyId;

  VerificationKey(PublicKeyForm form) {
    this.form = form;
    this.spki = form.spki();
    this.keyId = HexFormat.of().formatHex(Sha256.of(spki));
  }

  /**
   * Reads a key.
   *
   * @param der a SubjectPublicKeyInfo (RFC 5280, 4.1) in DER, for Ed25519 (RFC 8410) or for EC on
   *     P-256 by name (RFC 5480); not kept
   * @return the key
   * @throws KeyException if it is anything else, or the point is invalid or of low order
   */
  public static VerificationKey ofSpki(byte[] der) throws KeyException {
    SubjectPublicKeyInfo info = Der.read(der, "the public key", SubjectPublicKeyInfo::getInstance);
    KeyAlgorithm algorithm = Der.algorithm(info.getAlgorithm());
    if (info.getPublicKeyData().getPadBits() != 0) {
      throw new KeyException(KeyProblem.MALFORMED, "the public key is not of whole bytes");
    }
    byte[] point = info.getPublicKeyData().getBytes();
    return new VerificationKey(
        switch (algorithm) {
          case ED25519 -> Ed25519Key.of(point);
          case ECDSA_P256 -> EcdsaKey.of(point);
        });
  }

  /**
   * Reads a key from a text.
   *
   * @param text one PEM block {@code PUBLIC KEY} (RFC 7468, 13), or its base64 alone
   * @return the key
   * @throws KeyException if it is anything else; see {@link #ofSpki}
   */
  public static VerificationKey ofText(String text) throws KeyException {
    if (text.length() > MAX_TEXT) {
      throw new KeyException(
          KeyProblem.TOO_LARGE, "the public key is longer than " + MAX_TEXT + " characters");
    }
    if (!PemBlock.isIn(text)) {
      return ofSpki(PemBlock.decode(text));
    }
    PemBlock block = PemBlock.read(text);
    if (!block.isLabelled(LABEL)) {
      throw new KeyException(
          KeyProblem.WRONG_KIND, "`" + LABEL + "` expected, not `" + block.label() + "`");
    }
    return ofSpki(block.bytes());
  }

  /**
   * The key's algorithm.
   *
   * @return it
   */
  public KeyAlgorithm algorithm() {
    return form.algorithm();
  }

  /**
   * A name for the key that follows from it.
   *
   * @return the SHA-256 of {@link #spki}, 64 lower-case hexadecimal digits
   */
  public String keyId() {
    return keyId;
  }

  /**
   * The key's one encoding, an EC point uncompressed.
   *
   * @return a SubjectPublicKeyInfo in DER, a new array
   */
  public byte[] spki() {
    return spki.clone();
  }

  /**
   * The key as it stands in a keys file.
   *
   * @return the base64 of {@link #spki}, on one line
   */
  public String base64() {
    return Base64Text.write(spki);
  }

  /** Whether bytes have the one form of this key's signatures. */
  boolean isWellFormed(byte[] signature) {
    return form.isWellFormed(signature);
  }

  /** Whether a signature is well formed and by this key over this message. */
  boolean holds(byte[] message, byte[] signature) {
    return form.holds(message, signature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerificationKey key && Arrays.equals(spki, key.spki);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(spki);
  }

  /**
   * The algorithm and the key id.
   *
   * @return one line
   */
  @Override
  public String toString() {
    return algorithm() + ":" + keyId;
  }
}
