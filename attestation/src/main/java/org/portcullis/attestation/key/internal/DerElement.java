package org.portcullis.attestation.key.internal;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One DER element as a window on the bytes that it was read from. */
public final class DerElement {
  /** Identifier of a BOOLEAN. */
  public static final int BOOLEAN = 0x01;

  /** Identifier of an INTEGER. */
  public static final int INTEGER = 0x02;

  /** Identifier of a BIT STRING. */
  public static final int BIT_STRING = 0x03;

  /** Identifier of an OCTET STRING. */
  public static final int OCTET_STRING = 0x04;

  /** Identifier of a NULL. */
  public static final int NULL = 0x05;

  /** Identifier of an OBJECT IDENTIFIER. */
  public static final int OBJECT_IDENTIFIER = 0x06;

  /** Identifier of an ENUMERATED. */
  public static final int ENUMERATED = 0x0a;

  /** Identifier of a UTCTime. */
  public static final int UTC_TIME = 0x17;

  /** Identifier of a GeneralizedTime. */
  public static final int GENERALIZED_TIME = 0x18;

  /** Identifier of a SEQUENCE. */
  public static final int SEQUENCE = 0x30;

  /** Identifier of a SET. */
  public static final int SET = 0x31;

  private static final int CONTEXT_CONSTRUCTED = 0xa0;

  private final byte[] source;
  private final int identifier;
  private final int number;
  private final int start;
  private final int content;
  private final int end;

  DerElement(byte[] source, int identifier, int number, int start, int content, int end) {
    this.source = source;
    this.identifier = identifier;
    this.number = number;
    this.start = start;
    this.content = content;
    this.end = end;
  }

  /**
   * The tag number, without class and form.
   *
   * @return 0 or more
   */
  public int number() {
    return number;
  }

  /**
   * Whether the first identifier byte is the given one.
   *
   * @param expected an identifier of one byte
   * @return true if it is
   */
  public boolean is(int expected) {
    return identifier == expected;
  }

  /**
   * Whether this is a context-specific constructed element, the only form of an explicit tag.
   *
   * @return true if it is
   */
  public boolean isExplicitTag() {
    return (identifier & 0xe0) == CONTEXT_CONSTRUCTED;
  }

  /**
   * The number of content bytes.
   *
   * @return 0 or more
   */
  public int length() {
    return end - content;
  }

  /**
   * One content byte.
   *
   * @param index its index, below {@link #length()}
   * @return 0 to 255
   */
  public int at(int index) {
    return source[content + index] & 0xff;
  }

  /**
   * A copy of the content.
   *
   * @return the content bytes
   */
  public byte[] content() {
    return Arrays.copyOfRange(source, content, end);
  }

  /**
   * A copy of the end of the content.
   *
   * @param from the first byte of it, at most {@link #length()}
   * @return the bytes from there on
   */
  byte[] contentFrom(int from) {
    return Arrays.copyOfRange(source, content + from, end);
  }

  /**
   * The content as text.
   *
   * @return the text, with the replacement character for what isn't UTF-8
   */
  String utf8() {
    return new String(source, content, length(), StandardCharsets.UTF_8);
  }

  /**
   * A copy of the whole element.
   *
   * @return identifier, length and content
   */
  public byte[] encoded() {
    return Arrays.copyOfRange(source, start, end);
  }

  /**
   * Whether the content is the given bytes.
   *
   * @param other the bytes to compare with
   * @return true if equal
   */
  public boolean contentEquals(byte[] other) {
    return Arrays.equals(source, content, end, other, 0, other.length);
  }

  /**
   * Whether the contents of two elements are the same bytes, whatever their identifiers.
   *
   * @param other the other element
   * @return true if equal
   */
  boolean sameContent(DerElement other) {
    return Arrays.equals(source, content, end, other.source, other.content, other.end);
  }

  /**
   * Whether two elements are encoded alike.
   *
   * @param other the other element
   * @return true if all bytes are equal
   */
  public boolean encodedEquals(DerElement other) {
    return Arrays.equals(source, start, end, other.source, other.start, other.end);
  }

  /**
   * Compares encodings byte by byte, as DER sorts the elements of a SET OF.
   *
   * @param other the other element
   * @return negative, 0 or positive
   */
  public int compareEncoded(DerElement other) {
    return Arrays.compareUnsigned(source, start, end, other.source, other.start, other.end);
  }

  /**
   * Hands the whole element to a consumer without a copy.
   *
   * @param sink the consumer
   * @param <X> what it throws
   * @throws X if the consumer does
   */
  public <X extends Exception> void feed(Sink<X> sink) throws X {
    sink.accept(source, start, end - start);
  }

  /**
   * Whether the content is exactly one element, whatever that holds.
   *
   * @return true if it is
   */
  boolean holdsOneElement() {
    DerReader reader = reader("content");
    try {
      reader.read();
      return reader.atEnd();
    } catch (DerException e) {
      return false;
    }
  }

  /**
   * A reader over the content.
   *
   * @param field the name that errors give to it
   * @return the reader
   */
  public DerReader reader(String field) {
    return new DerReader(source, content, end, field);
  }

  /**
   * A reader over the end of the content.
   *
   * @param from the first byte of it, at most {@link #length()}
   * @param field the name that errors give to it
   * @return the reader
   */
  DerReader readerFrom(int from, String field) {
    return new DerReader(source, content + from, end, field);
  }

  /**
   * The value of an INTEGER or ENUMERATED, which must be minimal.
   *
   * @param field the name in errors
   * @return the value
   * @throws DerException if it is empty or not minimal
   */
  public BigInteger integer(String field) throws DerException {
    requireMinimal(field);
    return new BigInteger(source, content, length());
  }

  private void requireMinimal(String field) throws DerException {
    if (length() == 0) {
      throw DerException.in(field, "an integer has no bytes");
    }
    if (length() > 1) {
      int sign = at(1) & 0x80;
      if ((at(0) == 0 && sign == 0) || (at(0) == 0xff && sign != 0)) {
        throw DerException.in(field, "an integer is not in its shortest form");
      }
    }
  }

  /**
   * The size of a positive INTEGER, which must be minimal.
   *
   * @param field the name in errors
   * @return its number of bits, or 0 if it isn't positive
   * @throws DerException if it is empty or not minimal
   */
  int positiveBits(String field) throws DerException {
    requireMinimal(field);
    int first = at(0);
    return first >= 0x80 ? 0 : 8 * length() - (Integer.numberOfLeadingZeros(first) - 24);
  }

  /**
   * The value of an INTEGER or ENUMERATED from 0 to 2^63 - 1.
   *
   * @param field the name in errors
   * @return the value
   * @throws DerException if it is not minimal, negative or too large
   */
  public long unsignedLong(String field) throws DerException {
    requireMinimal(field);
    if (at(0) >= 0x80) {
      throw DerException.in(field, "an integer is negative");
    }
    if (length() > Long.BYTES) {
      throw DerException.in(field, "an integer is larger than 63 bits");
    }
    long value = 0;
    for (int i = 0; i < length(); i++) {
      value = (value << 8) | at(i);
    }
    return value;
  }

  /**
   * Takes a run of bytes.
   *
   * @param <X> what it throws
   */
  @FunctionalInterface
  public interface Sink<X extends Exception> {
    /**
     * Takes the bytes.
     *
     * @param source the array
     * @param offset the first byte
     * @param length the number of bytes
     * @throws X if they can't be taken
     */
    void accept(byte[] source, int offset, int length) throws X;
  }
}
