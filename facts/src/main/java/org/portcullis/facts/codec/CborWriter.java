package org.portcullis.facts.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes deterministic CBOR (RFC 8949, 4.2.1): shortest heads, definite lengths. The caller writes
 * map keys in ascending order; {@link CborReader} refuses any other order. Not thread-safe.
 */
public final class CborWriter {
  private byte[] buffer;
  private int size;

  /** A writer with room for an ordinary record. */
  public CborWriter() {
    this(512);
  }

  /**
   * A writer.
   *
   * @param capacity room in bytes before the buffer grows, at least 16
   */
  public CborWriter(int capacity) {
    buffer = new byte[Math.max(16, capacity)];
  }

  /**
   * Writes a whole number.
   *
   * @param value any number
   * @return this writer
   */
  public CborWriter writeInteger(long value) {
    if (value >= 0 && value < 24 && size < buffer.length) {
      // Nearly every number of a case: one byte, and no more to think about.
      buffer[size++] = (byte) value;
    } else if (value >= 0) {
      head(Cbor.UNSIGNED, value);
    } else {
      head(Cbor.NEGATIVE, -1 - value);
    }
    return this;
  }

  /**
   * Writes a truth value.
   *
   * @param value the value
   * @return this writer
   */
  public CborWriter writeBoolean(boolean value) {
    head(Cbor.SIMPLE, value ? Cbor.TRUE : Cbor.FALSE);
    return this;
  }

  /**
   * Writes a byte string.
   *
   * @param value the bytes
   * @return this writer
   */
  public CborWriter writeBytes(byte[] value) {
    head(Cbor.BYTES, value.length);
    return writeEncoded(value);
  }

  /**
   * Writes a text.
   *
   * @param value the text; an unpaired surrogate is a caller's mistake
   * @return this writer
   */
  public CborWriter writeText(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    head(Cbor.TEXT, utf8.length);
    return writeEncoded(utf8);
  }

  /**
   * Begins an array.
   *
   * @param length the number of items that follow, 0 or more
   * @return this writer
   */
  public CborWriter beginArray(int length) {
    head(Cbor.ARRAY, length);
    return this;
  }

  /**
   * Begins a map.
   *
   * @param length the number of pairs that follow, 0 or more
   * @return this writer
   */
  public CborWriter beginMap(int length) {
    head(Cbor.MAP, length);
    return this;
  }

  /**
   * Writes one item that is already in this encoding.
   *
   * @param item the item's bytes
   * @return this writer
   */
  public CborWriter writeEncoded(byte[] item) {
    reserve(item.length);
    System.arraycopy(item, 0, buffer, size, item.length);
    size += item.length;
    return this;
  }

  /**
   * What was written.
   *
   * @return a copy
   */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  private void head(int major, long argument) {
    reserve(9);
    int type = major << 5;
    if (argument < 24) {
      buffer[size++] = (byte) (type | argument);
    } else if (argument < 1L << 8) {
      tail(type | 24, argument, 1);
    } else if (argument < 1L << 16) {
      tail(type | 25, argument, 2);
    } else if (argument < 1L << 32) {
      tail(type | 26, argument, 4);
    } else {
      tail(type | 27, argument, 8);
    }
  }

  private void tail(int initial, long argument, int length) {
    buffer[size++] = (byte) initial;
    for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (argument >>> shift);
    }
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(size, more), 2 * buffer.length));
    }
  }
}
