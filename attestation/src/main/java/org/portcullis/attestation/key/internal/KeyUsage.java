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
    return new KeyUsage(bits.length() < 2 ? 0 : bits.at(1));
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
