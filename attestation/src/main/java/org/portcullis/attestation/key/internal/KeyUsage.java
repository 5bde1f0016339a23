package org.portcullis.attestation.key.internal;

/**
 * What a certificate says its key is used for: the first eight bits of the extension.
 *
 * @param bits the bits, the first of them the highest
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.3">RFC 5280, 4.2.1.3</a>
 */
public record KeyUsage(int bits) {
  /** Signs messages. */
  public static final int DIGITAL_SIGNATURE = 0x80;

  /** Encrypts keys. */
  public static final int KEY_ENCIPHERMENT = 0x20;

  /** Encrypts data. */
  public static final int DATA_ENCIPHERMENT = 0x10;

  /** Agrees on keys. */
  public static final int KEY_AGREEMENT = 0x08;

  /** Signs certificates. */
  public static final int CERT_SIGN = 0x04;

  static KeyUsage read(DerElement extension) throws DerException {
    DerReader reader = extension.reader("keyUsage");
    DerElement bits = reader.read(DerElement.BIT_STRING, "keyUsage");
    reader.expectEnd();
    requireStrict(bits);
    return new KeyUsage(bits.length() < 2 ? 0 : bits.at(1));
  }

  /** At most seven bits are unused, and those are zero (X.690, 8.6.2 and 11.2.1). */
  private static void requireStrict(DerElement bits) throws DerException {
    int last = bits.length() - 1;
    int unused = last < 0 ? Byte.SIZE : bits.at(0);
    int stated = last > 0 ? bits.at(last) : 0;
    if (unused >= Byte.SIZE
        || (last == 0 && unused > 0)
        || Integer.numberOfTrailingZeros(stated) < unused) {
      throw DerException.in("keyUsage", "has unused bits that are not zero, or too many");
    }
  }

  /**
   * Whether the key is used for something.
   *
   * @param any the bits to look for
   * @return true if one of them is set
   */
  public boolean has(int any) {
    return (bits & any) != 0;
  }
}
