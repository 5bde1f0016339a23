package org.portcullis.engine.audit;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The name of one decision or act: a time-ordered UUID (RFC 9562, version 7) without any tie to a
 * device.
 *
 * @param value a UUID of version 7
 */
public record DecisionId(UUID value) implements Comparable<DecisionId> {
  /** Length in bytes. */
  public static final int LENGTH = 16;

  private static final int VERSION = 7;
  private static final int VARIANT = 2;
  private static final long LATEST_MILLIS = (1L << 48) - 1;

  /**
   * Checks version and variant.
   *
   * @param value the {@code value} component
   * @throws IllegalArgumentException if it is no UUID of version 7
   */
  public DecisionId {
    if (value.version() != VERSION || value.variant() != VARIANT) {
      throw new IllegalArgumentException("a decision id is a UUID of version 7");
    }
  }

  /**
   * A new id.
   *
   * @param millis the decision's time in milliseconds since 1970, 0 to 2^48 - 1
   * @param random where 74 bits come from
   * @return the id
   * @throws IllegalArgumentException if the time is out of range
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562, 5.7</a>
   */
  public static DecisionId next(long millis, RandomGenerator random) {
    if (millis < 0 || millis > LATEST_MILLIS) {
      throw new IllegalArgumentException("the time of a decision id has 48 bits");
    }
    long high = (millis << 16) | ((long) VERSION << 12) | (random.nextLong() & 0xfff);
    long low = Long.MIN_VALUE | (random.nextLong() >>> 2);
    return new DecisionId(new UUID(high, low));
  }

  /**
   * An id from its text.
   *
   * @param text 36 characters, as {@link #toString()} gives them
   * @return the id
   * @throws IllegalArgumentException if the text is anything else
   */
  public static DecisionId parse(String text) {
    return new DecisionId(UUID.fromString(text));
  }

  /** The 16 bytes in a record. */
  byte[] bytes() {
    return ByteBuffer.allocate(LENGTH).putLong(bits(true)).putLong(bits(false)).array();
  }

  /** The id of 16 bytes in a record. */
  static DecisionId fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new DecisionId(new UUID(in.getLong(), in.getLong()));
  }

  @Override
  public int compareTo(DecisionId other) {
    int high = Long.compareUnsigned(bits(true), other.bits(true));
    return high != 0 ? high : Long.compareUnsigned(bits(false), other.bits(false));
  }

  @Override
  public String toString() {
    return value.toString();
  }

  private long bits(boolean high) {
    return high ? value.getMostSignificantBits() : value.getLeastSignificantBits();
  }
}
