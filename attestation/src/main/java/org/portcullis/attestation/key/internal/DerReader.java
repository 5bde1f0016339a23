package org.portcullis.attestation.key.internal;

/**
 * A cursor over a run of DER elements. Definite and minimal lengths only, tag numbers in their
 * shortest form, no element beyond what holds it; it copies nothing.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">X.690, sections 8.1 and 10.1</a>
 */
public final class DerReader {
  private static final int MAX_TAG_NUMBER = 1 << 24;
  private static final byte[] EMPTY = {};

  private final byte[] source;
  private final int end;
  private final String field;
  private int position;

  /**
   * A reader over a whole array.
   *
   * @param source the bytes, not copied and never written
   * @param field the name that errors give to these bytes
   */
  public DerReader(byte[] source, String field) {
    this(source, 0, source.length, field);
  }

  /** A reader over nothing. */
  static DerReader ended(String field) {
    return new DerReader(EMPTY, field);
  }

  DerReader(byte[] source, int start, int end, String field) {
    this.source = source;
    this.position = start;
    this.end = end;
    this.field = field;
  }

  /**
   * Whether all elements have been read.
   *
   * @return true at the end
   */
  public boolean atEnd() {
    return position == end;
  }

  /**
   * Whether the next element has this identifier byte.
   *
   * @param identifier an identifier of one byte
   * @return true if there is such an element
   */
  public boolean nextIs(int identifier) {
    return position < end && (source[position] & 0xff) == identifier;
  }

  /**
   * Requires that nothing follows.
   *
   * @throws DerException if anything does
   */
  public void expectEnd() throws DerException {
    if (!atEnd()) {
      throw DerException.trailing(field);
    }
  }

  /**
   * Reads one element with a given identifier byte.
   *
   * @param identifier the identifier byte, one of the constants of {@link DerElement}
   * @param name the element's name in errors
   * @return the element
   * @throws DerException if there is none, or another
   */
  public DerElement read(int identifier, String name) throws DerException {
    requireNext(identifier, name);
    return read();
  }

  /**
   * Reads one element with a given identifier byte and goes inside.
   *
   * @param identifier the identifier byte, one of the constants of {@link DerElement}
   * @param name the element's name in errors, its own and those of what it holds
   * @return a reader over its content
   * @throws DerException if there is none, or another
   */
  DerReader open(int identifier, String name) throws DerException {
    requireNext(identifier, name);
    position++;
    int length = readLength();
    position += length;
    return new DerReader(source, position - length, position, name);
  }

  private void requireNext(int identifier, String name) throws DerException {
    if (!nextIs(identifier)) {
      throw DerException.in(name, atEnd() ? "missing" : "has another type than it must have");
    }
  }

  /**
   * Reads one element of any kind.
   *
   * @return the element
   * @throws DerException if there is none or it isn't DER
   */
  public DerElement read() throws DerException {
    int start = position;
    int identifier = readByte();
    int number = identifier & 0x1f;
    if (number == 0x1f) {
      number = readLongTag();
    }
    int length = readLength();
    int content = position;
    position += length;
    return new DerElement(source, identifier, number, start, content, position);
  }

  private int readByte() throws DerException {
    if (position >= end) {
      throw DerException.in(field, "ends in the middle of an element");
    }
    return source[position++] & 0xff;
  }

  private int readLongTag() throws DerException {
    int number = 0;
    int octet = readByte();
    if (octet == 0x80) {
      throw DerException.in(field, "a tag number has a leading zero");
    }
    while (true) {
      number = (number << 7) | (octet & 0x7f);
      if (number >= MAX_TAG_NUMBER) {
        throw DerException.in(field, "a tag number is too large");
      }
      if ((octet & 0x80) == 0) {
        break;
      }
      octet = readByte();
    }
    if (number < 0x1f) {
      throw DerException.in(field, "a tag number is not in its shortest form");
    }
    return number;
  }

  private int readLength() throws DerException {
    int first = readByte();
    int length = first < 0x80 ? first : readLongLength(first);
    if (length > end - position) {
      throw DerException.in(field, "an element is longer than what holds it");
    }
    return length;
  }

  private int readLongLength(int first) throws DerException {
    int count = first & 0x7f;
    if (count == 0) {
      throw DerException.in(field, "an element has an indefinite length");
    }
    if (count > 3) {
      throw DerException.in(field, "an element is longer than what holds it");
    }
    int length = 0;
    for (int i = 0; i < count; i++) {
      length = (length << 8) | readByte();
    }
    if (length < 0x80 || length < 1 << (8 * (count - 1))) {
      throw DerException.in(field, "a length is not in its shortest form");
    }
    return length;
  }
}
