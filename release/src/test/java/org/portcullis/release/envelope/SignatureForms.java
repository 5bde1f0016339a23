package org.portcullis.release.envelope;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** Other forms of a signature. */
final class SignatureForms {
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private SignatureForms() {}

  /** The same ECDSA signature with its second number in the other half: it holds as well. */
  static byte[] otherHalf(byte[] der) {
    try {
      BigInteger[] numbers = StandardDSAEncoding.INSTANCE.decode(ORDER, der);
      return StandardDSAEncoding.INSTANCE.encode(ORDER, numbers[0], ORDER.subtract(numbers[1]));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
