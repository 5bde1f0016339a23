package org.portcullis.engine.enrollment;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The root of a device's identity here: 128 random bits that the server coined when it enrolled the
 * device. It says nothing about the device, survives the rotation of its keys, and never enters a
 * fact, a record or a message; {@link #toString()} is redacted.
 */
public final class EnrollmentId {
  /** Length in bytes. */
  public static final int LENGTH = 16;

  private final byte[] bytes;

  private EnrollmentId(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A new id.
   *
   * @param random where it comes from; cryptographically strong outside of tests
   * @return the id
   */
  public static EnrollmentId next(RandomGenerator random) {
    byte[] bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    return new EnrollmentId(bytes);
  }

  /**
   * An id from its bytes.
   *
   * @param bytes exactly 16; copied
   * @return the id
   * @throws IllegalArgumentException if the length is not 16
   */
  public static EnrollmentId fromBytes(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("an enrollment id has 16 bytes");
    }
    return new EnrollmentId(bytes.clone());
  }

  /**
   * An id from its hexadecimal form.
   *
   * @param hex 32 hexadecimal digits of either case
   * @return the id
   * @throws IllegalArgumentException if the text is anything else; the message doesn't repeat it
   */
  public static EnrollmentId fromHex(String hex) {
    try {
      return fromBytes(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("an enrollment id has 32 hexadecimal digits");
    }
  }

  /**
   * The bytes, for a store.
   *
   * @return a copy
   */
  public byte[] reveal() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EnrollmentId that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "EnrollmentId[redacted]";
  }
}
