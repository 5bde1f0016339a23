package org.portcullis.attestation.key.internal;

/**
 * The form of an ECDSA signature value, apart from whether it holds.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3279#section-2.2.3">RFC 3279, 2.2.3</a>
 */
final class EcdsaSignature {
  private static final String FIELD = "signatureValue";

  private EcdsaSignature() {}

  /** Whether it is a DER SEQUENCE of two positive INTEGERs no longer than the curve's order. */
  static boolean isStrict(byte[] signature, int curveBits) {
    try {
      DerReader outer = new DerReader(signature, FIELD);
      DerReader numbers = outer.open(DerElement.SEQUENCE, FIELD);
      boolean first = isInRange(numbers, curveBits);
      boolean second = isInRange(numbers, curveBits);
      return first && second && numbers.atEnd() && outer.atEnd();
    } catch (DerException e) {
      return false;
    }
  }

  private static boolean isInRange(DerReader numbers, int curveBits) throws DerException {
    int bits = numbers.read(DerElement.INTEGER, FIELD).positiveBits(FIELD);
    return bits > 0 && bits <= curveBits;
  }
}
