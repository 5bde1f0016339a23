package org.portcullis.attestation.key;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A SHA-256 digest.
 *
 * @param value its 32 bytes
 */
public record Sha256(Bytes value) {
  /** The number of bytes of a digest. */
  public static final int LENGTH = 32;

  /**
   * Checks the length.
   *
   * @param value its 32 bytes
   * @throws IllegalArgumentException if there are not 32 bytes
   */
  public Sha256 {
    if (value.length() != LENGTH) {
      throw new IllegalArgumentException("a sha-256 digest has 32 bytes, not " + value.length());
    }
  }

  /**
   * A digest from its hexadecimal form.
   *
   * @param hex 64 digits
   * @return the digest
   * @throws IllegalArgumentException if it isn't that
   */
  public static Sha256 ofHex(String hex) {
    return new Sha256(Bytes.ofHex(hex));
  }

  static Sha256 over(byte[] content) {
    return new Sha256(Bytes.of(newDigest().digest(content)));
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every java platform has sha-256", e);
    }
  }

  /**
   * The digest as hexadecimal digits.
   *
   * @return 64 digits, lower case
   */
  public String toHex() {
    return value.toHex();
  }

  /** The hexadecimal digits: a digest is no secret. */
  @Override
  public String toString() {
    return toHex();
  }
}
