package org.portcullis.engine.audit;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * 16 random bytes that stand in a record, so that nobody who knows the facts can guess the hash of
 * its entry. They are not shown.
 */
public final class Salt {
  /** Length in bytes. */
  public static final int LENGTH = 16;

  private final byte[] bytes;

  private Salt(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A new salt.
   *
   * @param random where it comes from; cryptographically strong outside of tests
   * @return the salt
   */
  public static Salt next(RandomGenerator random) {
    byte[] bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    return new Salt(bytes);
  }

  /**
   * A salt from its bytes.
   *
   * @param bytes exactly 16; copied
   * @return the salt
   * @throws IllegalArgumentException if the length is not 16
   */
  public static Salt fromBytes(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a salt has 16 bytes");
    }
    return new Salt(bytes.clone());
  }

  /**
   * The bytes.
   *
   * @return a copy
   */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Salt that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Salt[redacted]";
  }
}
