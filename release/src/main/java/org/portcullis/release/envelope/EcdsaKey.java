package org.portcullis.release.envelope;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * An ECDSA key on P-256, used with SHA-256.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5480#section-2">RFC 5480, 2</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6979">RFC 6979</a>
 */
final class EcdsaKey implements PublicKeyForm {
  private static final byte[] SPKI_PREFIX =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");
  private static final int COORDINATE = 32;
  private static final int UNCOMPRESSED = 4;

  /** Two numbers of 33 bytes, with two bytes of header each and two around them. */
  private static final int MAX_SIGNATURE = 72;

  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("P-256");
  private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);

  private final ECPublicKeyParameters key;

  private EcdsaKey(ECPublicKeyParameters key) {
    this.key = key;
  }

  /** Takes a point in either of its two usual encodings (SEC 1, 2.3.3), not in the hybrid one. */
  static EcdsaKey of(byte[] point) throws KeyException {
    boolean uncompressed = point.length == 1 + 2 * COORDINATE && point[0] == UNCOMPRESSED;
    boolean compressed = point.length == 1 + COORDINATE && (point[0] == 2 || point[0] == 3);
    if (!uncompressed && !compressed) {
      throw new KeyException(KeyProblem.MALFORMED, "a point in no encoding that is supported");
    }
    try {
      ECPoint decoded = CURVE.getCurve().decodePoint(point);
      // the curve's order is prime, so that every point but infinity has it
      return new EcdsaKey(new ECPublicKeyParameters(decoded, DOMAIN));
    } catch (IllegalArgumentException e) {
      throw new KeyException(KeyProblem.INVALID_KEY, "no point of P-256");
    }
  }

  static PrivateKeyForm privateKey(BigInteger number) throws KeyException {
    if (number.signum() <= 0 || number.compareTo(DOMAIN.getN()) >= 0) {
      throw new KeyException(KeyProblem.INVALID_KEY, "no private key of P-256");
    }
    return new Private(new ECPrivateKeyParameters(number, DOMAIN));
  }

  @Override
  public KeyAlgorithm algorithm() {
    return KeyAlgorithm.ECDSA_P256;
  }

  @Override
  public byte[] spki() {
    byte[] point = key.getQ().getEncoded(false);
    byte[] spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + point.length);
    System.arraycopy(point, 0, spki, SPKI_PREFIX.length, point.length);
    return spki;
  }

  @Override
  public boolean isWellFormed(byte[] signature) {
    return numbers(signature).isPresent();
  }

  /** The two numbers of a signature in their one encoding and in range. */
  private static Optional<BigInteger[]> numbers(byte[] signature) {
    if (signature.length > MAX_SIGNATURE) {
      return Optional.empty();
    }
    try {
      // encodes what it has decoded and compares, so that there is one encoding only
      BigInteger[] numbers = StandardDSAEncoding.INSTANCE.decode(DOMAIN.getN(), signature);
      return Optional.of(numbers).filter(n -> n[0].signum() > 0 && n[1].signum() > 0);
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | ClassCastException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean holds(byte[] message, byte[] signature) {
    Optional<BigInteger[]> numbers = numbers(signature);
    if (numbers.isEmpty()) {
      return false;
    }
    ECDSASigner verifier = new ECDSASigner();
    verifier.init(false, key);
    return verifier.verifySignature(
        Sha256.of(message), numbers.orElseThrow()[0], numbers.orElseThrow()[1]);
  }

  private static final class Private implements PrivateKeyForm {
    private final ECPrivateKeyParameters key;

    Private(ECPrivateKeyParameters key) {
      this.key = key;
    }

    @Override
    public PublicKeyForm publicKey() {
      ECPoint point = new FixedPointCombMultiplier().multiply(DOMAIN.getG(), key.getD());
      return new EcdsaKey(new ECPublicKeyParameters(point, DOMAIN));
    }

    @Override
    public byte[] sign(byte[] message) {
      ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
      signer.init(true, key);
      BigInteger[] numbers = signer.generateSignature(Sha256.of(message));
      try {
        return StandardDSAEncoding.INSTANCE.encode(DOMAIN.getN(), numbers[0], numbers[1]);
      } catch (IOException e) {
        throw new IllegalStateException("numbers in memory can always be encoded", e);
      }
    }
  }
}
