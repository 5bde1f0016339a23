package org.portcullis.release.envelope;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An Ed25519 key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1">RFC 8032, 5.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8410#section-4">RFC 8410, 4</a>
 */
final class Ed25519Key implements PublicKeyForm {
  private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  /** The order of the group (RFC 8032, 5.1). */
  private static final BigInteger ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private final Ed25519PublicKeyParameters key;

  private Ed25519Key(Ed25519PublicKeyParameters key) {
    this.key = key;
  }

  static Ed25519Key of(byte[] point) throws KeyException {
    if (point.length != Ed25519.PUBLIC_KEY_SIZE) {
      throw new KeyException(
          KeyProblem.MALFORMED, "an ed25519 key has " + Ed25519.PUBLIC_KEY_SIZE + " bytes");
    }
    // canonical, on the curve, and of the group's full order: under a key of low order one
    // signature may hold for many messages
    if (!Ed25519.validatePublicKeyFull(point, 0)) {
      throw new KeyException(KeyProblem.INVALID_KEY, "no valid point of ed25519");
    }
    return new Ed25519Key(new Ed25519PublicKeyParameters(point, 0));
  }

  static PrivateKeyForm privateKey(byte[] seed) throws KeyException {
    if (seed.length != Ed25519.SECRET_KEY_SIZE) {
      throw new KeyException(
          KeyProblem.MALFORMED, "an ed25519 private key has " + Ed25519.SECRET_KEY_SIZE + " bytes");
    }
    return new Private(new Ed25519PrivateKeyParameters(seed, 0));
  }

  @Override
  public KeyAlgorithm algorithm() {
    return KeyAlgorithm.ED25519;
  }

  @Override
  public byte[] spki() {
    byte[] spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + Ed25519.PUBLIC_KEY_SIZE);
    key.encode(spki, SPKI_PREFIX.length);
    return spki;
  }

  @Override
  public boolean isWellFormed(byte[] signature) {
    return signature.length == Ed25519.SIGNATURE_SIZE && scalar(signature).compareTo(ORDER) < 0;
  }

  /** The second half of a signature: a number, its lowest byte first. */
  private static BigInteger scalar(byte[] signature) {
    int half = Ed25519.SIGNATURE_SIZE / 2;
    byte[] highestFirst = new byte[half];
    for (int i = 0; i < half; i++) {
      highestFirst[i] = signature[signature.length - 1 - i];
    }
    return new BigInteger(1, highestFirst);
  }

  @Override
  public boolean holds(byte[] message, byte[] signature) {
    if (!isWellFormed(signature)) {
      return false;
    }
    Signer verifier = new Ed25519Signer();
    verifier.init(false, key);
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  private static final class Private implements PrivateKeyForm {
    private final Ed25519PrivateKeyParameters key;

    Private(Ed25519PrivateKeyParameters key) {
      this.key = key;
    }

    @Override
    public PublicKeyForm publicKey() {
      return new Ed25519Key(key.generatePublicKey());
    }

    @Override
    public byte[] sign(byte[] message) {
      Ed25519Signer signer = new Ed25519Signer();
      signer.init(true, key);
      signer.update(message, 0, message.length);
      return signer.generateSignature();
    }
  }
}
