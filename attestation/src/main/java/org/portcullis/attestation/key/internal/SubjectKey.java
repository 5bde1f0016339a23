package org.portcullis.attestation.key.internal;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * A SubjectPublicKeyInfo, classified without a provider: the raw bytes, the kind and the size.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.7">RFC 5280, 4.1.2.7</a>
 */
public final class SubjectKey {
  /** The kinds of key that the verifier can name. */
  public enum Kind {
    /** RSA of any size. */
    RSA,
    /** EC on P-256. */
    EC_P256,
    /** EC on P-384. */
    EC_P384,
    /** EC on P-521. */
    EC_P521,
    /** Ed25519. */
    ED25519,
    /** X25519. */
    X25519,
    /** ML-DSA-65. */
    ML_DSA_65,
    /** ML-DSA-87. */
    ML_DSA_87,
    /** Anything else. */
    OTHER
  }

  private static final Set<BigInteger> USUAL_EXPONENTS =
      Set.of(BigInteger.valueOf(3), BigInteger.valueOf(65_537));

  private final byte[] encoded;
  private final Kind kind;
  private final int bits;
  private final BigInteger exponent;

  private SubjectKey(byte[] encoded, Kind kind, int bits, BigInteger exponent) {
    this.encoded = encoded;
    this.kind = kind;
    this.bits = bits;
    this.exponent = exponent;
  }

  /**
   * Reads a key from its DER encoding.
   *
   * @param der the encoded SubjectPublicKeyInfo
   * @return the key
   * @throws DerException if it is none
   */
  public static SubjectKey ofDer(byte[] der) throws DerException {
    DerReader reader = new DerReader(der, "subjectPublicKeyInfo");
    DerElement element = reader.read(DerElement.SEQUENCE, "subjectPublicKeyInfo");
    reader.expectEnd();
    return read(element);
  }

  static SubjectKey read(DerElement element) throws DerException {
    String field = "subjectPublicKeyInfo";
    DerReader reader = element.reader(field);
    DerReader algorithm = reader.open(DerElement.SEQUENCE, field);
    DerElement oid = algorithm.read(DerElement.OBJECT_IDENTIFIER, field);
    Optional<DerElement> parameters =
        algorithm.atEnd() ? Optional.empty() : Optional.of(algorithm.read());
    algorithm.expectEnd();
    DerElement key = reader.read(DerElement.BIT_STRING, field);
    reader.expectEnd();
    if (key.length() < 2 || key.at(0) != 0) {
      throw DerException.in(field, "the key is empty or has unused bits");
    }
    byte[] encoded = element.encoded();
    if (oid.contentEquals(Oids.RSA)) {
      return rsa(encoded, key);
    }
    Kind kind = kind(oid, parameters);
    int bits = bits(kind);
    return new SubjectKey(encoded, kind, bits, BigInteger.ZERO);
  }

  private static SubjectKey rsa(byte[] encoded, DerElement key) throws DerException {
    String field = "subjectPublicKeyInfo";
    DerReader outer = key.readerFrom(1, field);
    DerReader reader = outer.open(DerElement.SEQUENCE, field);
    outer.expectEnd();
    int bits = reader.read(DerElement.INTEGER, "modulus").positiveBits("modulus");
    BigInteger exponent = reader.read(DerElement.INTEGER, "exponent").integer("exponent");
    reader.expectEnd();
    if (bits == 0 || exponent.signum() <= 0) {
      throw DerException.in(field, "the rsa key is not positive");
    }
    return new SubjectKey(encoded, Kind.RSA, bits, exponent);
  }

  private static Kind kind(DerElement oid, Optional<DerElement> parameters) {
    if (oid.contentEquals(Oids.EC)) {
      return parameters
          .filter(p -> p.is(DerElement.OBJECT_IDENTIFIER))
          .map(SubjectKey::curve)
          .orElse(Kind.OTHER);
    }
    if (parameters.isPresent()) {
      return Kind.OTHER;
    }
    if (oid.contentEquals(Oids.ED25519)) {
      return Kind.ED25519;
    }
    if (oid.contentEquals(Oids.X25519)) {
      return Kind.X25519;
    }
    if (oid.contentEquals(Oids.ML_DSA_65)) {
      return Kind.ML_DSA_65;
    }
    return oid.contentEquals(Oids.ML_DSA_87) ? Kind.ML_DSA_87 : Kind.OTHER;
  }

  private static Kind curve(DerElement oid) {
    if (oid.contentEquals(Oids.P256)) {
      return Kind.EC_P256;
    }
    if (oid.contentEquals(Oids.P384)) {
      return Kind.EC_P384;
    }
    return oid.contentEquals(Oids.P521) ? Kind.EC_P521 : Kind.OTHER;
  }

  private static int bits(Kind kind) {
    return switch (kind) {
      case EC_P256, ED25519, X25519 -> 256;
      case EC_P384 -> 384;
      case EC_P521 -> 521;
      default -> 0;
    };
  }

  /**
   * The kind of key.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * The size in bits.
   *
   * @return the modulus or curve size, 0 where the kind says all
   */
  public int bits() {
    return bits;
  }

  /**
   * The public exponent of an RSA key.
   *
   * @return the exponent, 0 for other kinds
   */
  public BigInteger exponent() {
    return exponent;
  }

  /**
   * The raw SubjectPublicKeyInfo.
   *
   * @return a copy of its DER encoding
   */
  public byte[] encoded() {
    return encoded.clone();
  }

  /**
   * The raw SubjectPublicKeyInfo, for reading only.
   *
   * @return its DER encoding, not copied
   */
  byte[] der() {
    return encoded;
  }

  /**
   * Whether an issuer may sign with this key: RSA of 2048, 3072 or 4096 bits with the exponent
   * 65537 or 3, or EC on P-256 or P-384.
   *
   * @return true if allowed
   */
  public boolean isAllowedForIssuer() {
    return switch (kind) {
      case RSA -> (bits == 2048 || bits == 3072 || bits == 4096) && isUsualExponent();
      case EC_P256, EC_P384 -> true;
      default -> false;
    };
  }

  /**
   * Whether an attested key may be of this kind: RSA of 1024, 2048, 3072 or 4096 bits with any
   * exponent that the application may choose, which is odd and at least 3 (with another, anybody
   * could sign), or any other kind that has a name.
   *
   * @return true if allowed
   */
  public boolean isAllowedForLeaf() {
    return switch (kind) {
      case RSA ->
          (bits == 1024 || bits == 2048 || bits == 3072 || bits == 4096)
              && exponent.testBit(0)
              && exponent.bitLength() > 1;
      case OTHER -> false;
      default -> true;
    };
  }

  private boolean isUsualExponent() {
    return USUAL_EXPONENTS.contains(exponent);
  }

  /** Keys are equal if their encodings are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SubjectKey that && Arrays.equals(encoded, that.encoded);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encoded);
  }
}
