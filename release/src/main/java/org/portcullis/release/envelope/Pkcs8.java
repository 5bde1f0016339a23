package org.portcullis.release.envelope;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Reads private keys without password. A public key that comes with one must be its own.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5958#section-2">RFC 5958, 2</a>
 */
final class Pkcs8 {
  private static final String WHAT = "the private key";

  private Pkcs8() {}

  static PrivateKeyForm read(byte[] der) throws KeyException {
    refuseEncrypted(der);
    Fields fields = Der.read(der, WHAT, Fields::of);
    KeyAlgorithm algorithm = Der.algorithm(fields.algorithm());
    return switch (algorithm) {
      case ED25519 -> ed25519(fields);
      case ECDSA_P256 -> ecdsa(fields.content().getOctets());
    };
  }

  /** What is needed of a PrivateKeyInfo. */
  private record Fields(
      AlgorithmIdentifier algorithm, ASN1OctetString content, Optional<ASN1BitString> publicKey) {
    static Fields of(ASN1Primitive parsed) {
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(parsed);
      return new Fields(
          info.getPrivateKeyAlgorithm(),
          info.getPrivateKey(),
          Optional.ofNullable(info.getPublicKeyData()));
    }
  }

  private static void refuseEncrypted(byte[] der) throws KeyException {
    try {
      Der.read(der, WHAT, EncryptedPrivateKeyInfo::getInstance);
    } catch (KeyException e) {
      return;
    }
    throw new KeyException(KeyProblem.ENCRYPTED, "the private key has a password");
  }

  /** A CurvePrivateKey (RFC 8410, 7): an OCTET STRING within the OCTET STRING. */
  private static PrivateKeyForm ed25519(Fields fields) throws KeyException {
    byte[] seed =
        Der.read(
            fields.content().getOctets(),
            WHAT,
            parsed -> ASN1OctetString.getInstance(parsed).getOctets());
    PrivateKeyForm key = Ed25519Key.privateKey(seed);
    if (fields.publicKey().isPresent()) {
      requireOwn(key, Ed25519Key.of(fields.publicKey().get().getBytes()));
    }
    return key;
  }

  /** What is needed of an ECPrivateKey (RFC 5915, 3). */
  private record EcFields(
      BigInteger number, boolean foreignCurve, Optional<ASN1BitString> publicKey) {
    static EcFields of(ASN1Primitive parsed) {
      ECPrivateKey key = ECPrivateKey.getInstance(parsed);
      ASN1Object curve = key.getParametersObject();
      boolean foreign = curve != null && !X9ObjectIdentifiers.prime256v1.equals(curve);
      return new EcFields(key.getKey(), foreign, Optional.ofNullable(key.getPublicKey()));
    }
  }

  private static PrivateKeyForm ecdsa(byte[] content) throws KeyException {
    EcFields fields = Der.read(content, WHAT, EcFields::of);
    if (fields.foreignCurve()) {
      throw new KeyException(KeyProblem.MISMATCH, "the private key names two curves");
    }
    PrivateKeyForm key = EcdsaKey.privateKey(fields.number());
    if (fields.publicKey().isPresent()) {
      requireOwn(key, EcdsaKey.of(fields.publicKey().get().getBytes()));
    }
    return key;
  }

  private static void requireOwn(PrivateKeyForm key, PublicKeyForm claimed) throws KeyException {
    if (!Arrays.equals(key.publicKey().spki(), claimed.spki())) {
      throw new KeyException(
          KeyProblem.MISMATCH, "the private key comes with the public key of another");
    }
  }
}
