package org.portcullis.facts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 digest (FIPS 180-4): 32 bytes by value. */
public final class Digest {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private Digest(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The digest of some bytes.
   *
   * @param content the bytes; not kept
   * @return their SHA-256
   */
  public static Digest of(byte[] content) {
    return new Digest(sha256().digest(content));
  }

  /**
   * The digest of a text in UTF-8.
   *
   * @param content the text
   * @return the SHA-256 of its UTF-8 form
   */
  public static Digest ofUtf8(String content) {
    return of(content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A digest from its bytes.
   *
   * @param digest exactly 32 bytes; copied
   * @return the digest
   * @throws IllegalArgumentException if the length is not 32
   */
  public static Digest fromBytes(byte[] digest) {
    if (digest.length != LENGTH) {
      throw new IllegalArgumentException("a SHA-256 digest has 32 bytes");
    }
    return new Digest(digest.clone());
  }

  /**
   * A digest from its hexadecimal form.
   *
   * @param hex 64 hexadecimal digits of either case
   * @return the digest
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Digest fromHex(String hex) {
    if (hex.length() != 2 * LENGTH) {
      throw new IllegalArgumentException("a SHA-256 digest has 64 hexadecimal digits");
    }
    return new Digest(HexFormat.of().parseHex(hex));
  }

  /**
   * The bytes.
   *
   * @return a copy of the 32 bytes
   */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * The hexadecimal form.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digest that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
