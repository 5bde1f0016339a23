package org.portcullis.facts.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads deterministic CBOR strictly: longer heads than needed, indefinite lengths, floats, tags and
 * nulls are refused where they stand. No length is trusted before the bytes are there. Not
 * thread-safe.
 */
public final class CborReader {
  private final byte[] input;
  private int position;

  /**
   * A reader.
   *
   * @param input the bytes; not copied, so they must not change while they are read
   */
  public CborReader(byte[] input) {
    this.input = input;
  }

  /**
   * How far the reader is.
   *
   * @return the offset of the next byte
   */
  public int position() {
    return position;
  }

  /**
   * Refuses whatever follows the item.
   *
   * @throws MalformedCborException if a byte is left
   */
  public void expectEnd() throws MalformedCborException {
    if (position != input.length) {
      throw malformed("trailing bytes");
    }
  }

  /**
   * Reads a whole number.
   *
   * @return the number
   * @throws MalformedCborException if the next item is none, or not within 64 bits signed
   */
  public long readInteger() throws MalformedCborException {
    int start = position;
    int major = peekMajor();
    if (major != Cbor.UNSIGNED && major != Cbor.NEGATIVE) {
      throw new MalformedCborException(start, "not an integer");
    }
    long argument = readArgument();
    if (argument < 0) {
      throw new MalformedCborException(start, "integer beyond 64 bits");
    }
    return major == Cbor.UNSIGNED ? argument : -1 - argument;
  }

  /**
   * Reads a whole number within bounds.
   *
   * @param minimum lowest value, inclusive
   * @param maximum highest value, inclusive
   * @return the number
   * @throws MalformedCborException if the next item is none, or outside the bounds
   */
  public long readInteger(long minimum, long maximum) throws MalformedCborException {
    int start = position;
    long value = readInteger();
    if (value < minimum || value > maximum) {
      throw new MalformedCborException(start, "integer out of range");
    }
    return value;
  }

  /**
   * Reads a truth value.
   *
   * @return the value
   * @throws MalformedCborException if the next item is none
   */
  public boolean readBoolean() throws MalformedCborException {
    int initial = peek();
    if (initial != (Cbor.SIMPLE << 5 | Cbor.FALSE) && initial != (Cbor.SIMPLE << 5 | Cbor.TRUE)) {
      throw malformed("not a truth value");
    }
    position++;
    return initial == (Cbor.SIMPLE << 5 | Cbor.TRUE);
  }

  /**
   * Reads a byte string.
   *
   * @param maximum its highest permitted length
   * @return a copy of the bytes
   * @throws MalformedCborException if the next item is none, or longer
   */
  public byte[] readBytes(int maximum) throws MalformedCborException {
    return readString(Cbor.BYTES, maximum, "not a byte string");
  }

  /**
   * Reads a text.
   *
   * @param maximum its highest permitted length in bytes of UTF-8
   * @return the text
   * @throws MalformedCborException if the next item is none, longer, or not UTF-8
   */
  public String readText(int maximum) throws MalformedCborException {
    int start = position;
    byte[] utf8 = readString(Cbor.TEXT, maximum, "not a text");
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedCborException(start, "text is not UTF-8");
    }
  }

  /**
   * Begins an array.
   *
   * @param maximum its highest permitted length
   * @return the number of items that follow
   * @throws MalformedCborException if the next item is none, or longer
   */
  public int beginArray(int maximum) throws MalformedCborException {
    return readLength(Cbor.ARRAY, maximum, "not an array");
  }

  /**
   * Begins a map. The caller reads the keys and refuses what does not ascend.
   *
   * @param maximum its highest permitted number of pairs
   * @return the number of pairs that follow
   * @throws MalformedCborException if the next item is none, or longer
   */
  public int beginMap(int maximum) throws MalformedCborException {
    return readLength(Cbor.MAP, maximum, "not a map");
  }

  /**
   * Reads the key of a map that must come next.
   *
   * @param key the only permitted key
   * @throws MalformedCborException if another item comes next
   */
  public void expectKey(int key) throws MalformedCborException {
    int start = position;
    if (readInteger() != key) {
      throw new MalformedCborException(start, "key " + key + " expected");
    }
  }

  /**
   * Reads one item of any kind without looking into it.
   *
   * @return a copy of its bytes, well formed within the profile; the order of keys is not checked
   * @throws MalformedCborException if the item is malformed or nested too deep
   */
  public byte[] readEncoded() throws MalformedCborException {
    int start = position;
    skip(0);
    return Arrays.copyOfRange(input, start, position);
  }

  private void skip(int depth) throws MalformedCborException {
    if (depth > Cbor.MAX_DEPTH) {
      throw malformed("nested too deep");
    }
    switch (peekMajor()) {
      case Cbor.UNSIGNED, Cbor.NEGATIVE -> readInteger();
      case Cbor.BYTES -> readBytes(input.length);
      case Cbor.TEXT -> readText(input.length);
      case Cbor.ARRAY -> skipItems(beginArray(input.length), depth);
      case Cbor.MAP -> skipItems(2L * beginMap(input.length), depth);
      case Cbor.SIMPLE -> readBoolean();
      default -> throw malformed("not in the profile");
    }
  }

  private void skipItems(long count, int depth) throws MalformedCborException {
    for (long i = 0; i < count; i++) {
      skip(depth + 1);
    }
  }

  private byte[] readString(int major, int maximum, String otherwise)
      throws MalformedCborException {
    int length = readLength(major, maximum, otherwise);
    if (length > input.length - position) {
      throw malformed("truncated");
    }
    position += length;
    return Arrays.copyOfRange(input, position - length, position);
  }

  private int readLength(int major, int maximum, String otherwise) throws MalformedCborException {
    int start = position;
    if (peekMajor() != major) {
      throw new MalformedCborException(start, otherwise);
    }
    long length = readArgument();
    if (length < 0 || length > maximum) {
      throw new MalformedCborException(start, "longer than " + maximum);
    }
    return (int) length;
  }

  /** Reads a head; a negative answer is an unsigned number of 64 bits. */
  private long readArgument() throws MalformedCborException {
    int start = position;
    int low = peek() & 0x1f;
    position++;
    if (low < 24) {
      return low;
    }
    if (low > 27) {
      throw new MalformedCborException(start, "indefinite or reserved length");
    }
    int bytes = 1 << (low - 24);
    if (bytes > input.length - position) {
      throw malformed("truncated");
    }
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | (input[position++] & 0xff);
    }
    if (!isShortest(value, bytes)) {
      throw new MalformedCborException(start, "head longer than needed");
    }
    return value;
  }

  private static boolean isShortest(long value, int bytes) {
    return switch (bytes) {
      case 1 -> value >= 24;
      case 2 -> value >= 1L << 8;
      case 4 -> value >= 1L << 16;
      default -> value < 0 || value >= 1L << 32;
    };
  }

  private int peekMajor() throws MalformedCborException {
    return peek() >> 5;
  }

  private int peek() throws MalformedCborException {
    if (position >= input.length) {
      throw malformed("truncated");
    }
    return input[position] & 0xff;
  }

  private MalformedCborException malformed(String cause) {
    return new MalformedCborException(position, cause);
  }
}
