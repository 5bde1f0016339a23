package org.portcullis.release.envelope;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Reads structures from DER, and only from DER. */
final class Der {
  /** The longest key that is read, in bytes; the longest supported is 138. */
  static final int MAX_LENGTH = 2048;

  /** RFC 8410, 3. */
  private static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");

  private Der() {}

  /**
   * Takes from what was parsed all that is needed of it, as parts may be parsed late; may fail with
   * what the parser fails with.
   */
  @FunctionalInterface
  interface Structure<T> {
    T of(ASN1Primitive parsed) throws IOException;
  }

  /** Reads all of the bytes as one structure, whose DER they must be. */
  static <T> T read(byte[] content, String what, Structure<T> structure) throws KeyException {
    if (content.length > MAX_LENGTH) {
      throw new KeyException(
          KeyProblem.TOO_LARGE, what + " is longer than " + MAX_LENGTH + " bytes");
    }
    try {
      // nothing would be parsed to null
      if (content.length > 0) {
        ASN1Primitive parsed = ASN1Primitive.fromByteArray(content);
        if (Arrays.equals(parsed.getEncoded(ASN1Encoding.DER), content)) {
          return structure.of(parsed);
        }
      }
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | ClassCastException e) {
      // told below: a parser's words are for programmers, and might quote a private key
    }
    throw new KeyException(
        KeyProblem.MALFORMED, what + " is cut off, followed by other bytes, or not DER");
  }

  /**
   * The algorithm of a key.
   *
   * @throws KeyException if it is not supported, or has other parameters than the algorithm has
   */
  static KeyAlgorithm algorithm(AlgorithmIdentifier identifier) throws KeyException {
    ASN1ObjectIdentifier id = identifier.getAlgorithm();
    if (id.equals(ED25519)) {
      if (identifier.getParameters() != null) {
        throw new KeyException(KeyProblem.MALFORMED, "an ed25519 key with parameters");
      }
      return KeyAlgorithm.ED25519;
    }
    if (!id.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      throw unsupported("the algorithm `" + id + "`");
    }
    // a curve spelt out in numbers is refused even if they are those of P-256
    if (!X9ObjectIdentifiers.prime256v1.equals(identifier.getParameters())) {
      throw unsupported("an EC key on another curve than P-256, or on an unnamed one");
    }
    return KeyAlgorithm.ECDSA_P256;
  }

  private static KeyException unsupported(String what) {
    return new KeyException(
        KeyProblem.UNSUPPORTED_ALGORITHM,
        what + " is not supported, only ed25519 and EC P-256 are");
  }
}
