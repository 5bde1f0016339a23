package org.portcullis.attestation.key;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Immutable bytes that never show themselves by accident: {@link #toString()} names the length
 * alone, because challenges and device identifiers are bytes. Reading them out is an explicit call.
 */
public final class Bytes {
  private static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  /**
   * Bytes with the given content.
   *
   * @param value the content, copied
   * @return the bytes
   */
  public static Bytes of(byte[] value) {
    return value.length == 0 ? EMPTY : new Bytes(value.clone());
  }

  /**
   * Bytes out of hexadecimal digits.
   *
   * @param hex an even number of digits, either case
   * @return the bytes
   * @throws IllegalArgumentException if it isn't that
   */
  public static Bytes ofHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex));
  }

  /**
   * The number of bytes.
   *
   * @return 0 or more
   */
  public int length() {
    return value.length;
  }

  /**
   * Whether there are none.
   *
   * @return true if the length is 0
   */
  public boolean isEmpty() {
    return value.length == 0;
  }

  /**
   * Whether there are only zeros, which is how a boot key or boot hash says that there is none.
   *
   * @return true if all are 0; false for no bytes
   */
  public boolean isAllZero() {
    int all = 0;
    for (byte b : value) {
      all |= b;
    }
    return value.length > 0 && all == 0;
  }

  /**
   * The content.
   *
   * @return a copy
   */
  public byte[] toArray() {
    return value.clone();
  }

  /**
   * The content as hexadecimal digits.
   *
   * @return lower case, two digits a byte
   */
  public String toHex() {
    return HexFormat.of().formatHex(value);
  }

  /**
   * The digest of the content.
   *
   * @return its SHA-256
   */
  public Sha256 sha256() {
    return Sha256.over(value);
  }

  /** Compares in a time that depends on the lengths alone. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && MessageDigest.isEqual(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** Redacted. */
  @Override
  public String toString() {
    return "Bytes[" + value.length + "]";
  }
}
