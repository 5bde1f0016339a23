package org.portcullis.attestation.bootkeys;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * A public key for SSH signatures: Ed25519, or ECDSA on P-256.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8709">RFC 8709</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5656#section-3.1">RFC 5656, 3.1</a>
 */
final class SshKey {
  static final String ED25519 = "ssh-ed25519";
  static final String ECDSA = "ecdsa-sha2-nistp256";

  private static final int ED25519_LENGTH = 32;
  private static final int P256_LENGTH = 32;
  private static final int UNCOMPRESSED = 4;
  private static final int MAX_TEXT = 1024;
  private static final X9ECParameters P256 = CustomNamedCurves.getByName("P-256");

  private final String type;
  private final byte[] blob;
  private final Verifier verifier;

  private SshKey(String type, byte[] blob, Verifier verifier) {
    this.type = type;
    this.blob = blob;
    this.verifier = verifier;
  }

  @FunctionalInterface
  private interface Verifier {
    boolean holds(byte[] message, byte[] signature) throws SshException;
  }

  /**
   * Reads a line as it stands in a {@code .pub} file, or in {@code allowed_signers} after one
   * principal and without options.
   */
  static SshKey ofLine(String line) throws SshException {
    List<String> words = List.of(line.strip().split("[ \t]+", 5));
    int type = words.get(0).equals(ED25519) || words.get(0).equals(ECDSA) ? 0 : 1;
    if (line.length() > MAX_TEXT
        || line.strip().indexOf('\n') >= 0
        || words.size() < type + 2
        || !List.of(ED25519, ECDSA).contains(words.get(type))) {
      throw new SshException("a key is one line `" + ED25519 + "` or `" + ECDSA + "` and base64");
    }
    try {
      return ofBlob(words.get(type), Base64.getDecoder().decode(words.get(type + 1)));
    } catch (IllegalArgumentException e) {
      throw new SshException("the key is no base64, or not on its curve");
    }
  }

  private static SshKey ofBlob(String type, byte[] blob) throws SshException {
    SshWire wire = new SshWire(blob, "the key");
    if (!wire.text().equals(type)) {
      throw new SshException("the key is of another type than it says");
    }
    SshKey key = type.equals(ED25519) ? ed25519(blob, wire) : ecdsa(blob, wire);
    wire.expectEnd();
    return key;
  }

  private static SshKey ed25519(byte[] blob, SshWire wire) throws SshException {
    byte[] point = wire.string();
    if (point.length != ED25519_LENGTH) {
      throw new SshException("an ed25519 key has " + ED25519_LENGTH + " bytes");
    }
    Ed25519PublicKeyParameters key = new Ed25519PublicKeyParameters(point, 0);
    return new SshKey(
        ED25519,
        blob,
        (message, signature) -> {
          Signer signer = new Ed25519Signer();
          signer.init(false, key);
          signer.update(message, 0, message.length);
          return signer.verifySignature(signature);
        });
  }

  private static SshKey ecdsa(byte[] blob, SshWire wire) throws SshException {
    if (!wire.text().equals("nistp256")) {
      throw new SshException("the key is on another curve than it says");
    }
    byte[] point = wire.string();
    // the one form that openssh takes: compressed, a key would have a second encoding
    if (point.length == 0 || point[0] != UNCOMPRESSED) {
      throw new SshException("the key's point is not uncompressed");
    }
    ECPublicKeyParameters key =
        new ECPublicKeyParameters(P256.getCurve().decodePoint(point), new ECDomainParameters(P256));
    return new SshKey(ECDSA, blob, (message, signature) -> ecdsaHolds(key, message, signature));
  }

  private static boolean ecdsaHolds(ECPublicKeyParameters key, byte[] message, byte[] signature)
      throws SshException {
    SshWire numbers = new SshWire(signature, "the signature");
    BigInteger r = number(numbers);
    BigInteger s = number(numbers);
    numbers.expectEnd();
    SHA256Digest digest = new SHA256Digest();
    digest.update(message, 0, message.length);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, key);
    return signer.verifySignature(hash, r, s);
  }

  /** A positive {@code mpint} in its one encoding (RFC 4251, 5). */
  private static BigInteger number(SshWire wire) throws SshException {
    byte[] bytes = wire.string();
    if (bytes.length == 0 || bytes.length > P256_LENGTH + 1) {
      throw new SshException("the signature's numbers have an impossible length");
    }
    BigInteger number = new BigInteger(bytes);
    if (number.signum() <= 0 || number.toByteArray().length != bytes.length) {
      throw new SshException("the signature's numbers are not positive, or padded");
    }
    return number;
  }

  /** The key in its one form as a line: type and base64. */
  String line() {
    return type + " " + Base64.getEncoder().encodeToString(blob);
  }

  /** Whether a key in a signature is this one. */
  boolean isEncodedAs(byte[] other) {
    return Arrays.equals(blob, other);
  }

  /** Whether a signature of the key's own type is by this key. */
  boolean holds(byte[] message, byte[] typedSignature) throws SshException {
    SshWire wire = new SshWire(typedSignature, "the signature");
    String signatureType = wire.text();
    byte[] signature = wire.string();
    wire.expectEnd();
    return signatureType.equals(type) && verifier.holds(message, signature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SshKey key && isEncodedAs(key.blob);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(blob);
  }
}
