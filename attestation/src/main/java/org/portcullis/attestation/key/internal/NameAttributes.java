package org.portcullis.attestation.key.internal;

/** A walk over the attributes of a Name, which stands before the first one when it begins. */
final class NameAttributes {
  private final DerReader names;
  private final String field;
  private DerReader relative;
  private DerElement type;
  private DerElement value;
  private int index = -1;

  NameAttributes(DerElement name, String field) {
    this.field = field;
    this.names = name.reader(field);
    this.relative = DerReader.ended(field);
    this.type = name;
    this.value = name;
  }

  /**
   * Goes on to the next attribute.
   *
   * @return false at the end
   * @throws DerException if there is something else
   */
  boolean read() throws DerException {
    while (relative.atEnd()) {
      if (names.atEnd()) {
        return false;
      }
      relative = names.open(DerElement.SET, field);
      index++;
    }
    DerReader pair = relative.open(DerElement.SEQUENCE, field);
    type = pair.read(DerElement.OBJECT_IDENTIFIER, field);
    value = pair.read();
    pair.expectEnd();
    return true;
  }

  /** The same in a name that was read to its end before. */
  boolean next() {
    try {
      return read();
    } catch (DerException e) {
      throw new IllegalStateException("a name that was read can be read again", e);
    }
  }

  /** Which relative name the attribute belongs to. */
  int index() {
    return index;
  }

  DerElement type() {
    return type;
  }

  DerElement value() {
    return value;
  }
}
