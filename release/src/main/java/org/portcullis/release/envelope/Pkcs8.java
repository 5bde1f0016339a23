package org.portcullis.release.envelope;

import java.util.Arrays;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

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
    PrivateKeyInfo info = Der.read(der, WHAT, PrivateKeyInfo::getInstance);
    KeyAlgorithm algorithm = Der.algorithm(info.getPrivateKeyAlgorithm());
    byte[] content = info.getPrivateKey().getOctets();
    return switch (algorithm) {
      case ED25519 -> ed25519(content, info.getPublicKeyData());
      case ECDSA_P256 -> ecdsa(content);
    };
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
  private static PrivateKeyForm ed25519(byte[] content, @Nullable ASN1BitString publicKey)
      throws KeyException {
    byte[] seed = Der.read(content, WHAT, ASN1OctetString::getInstance).getOctets();
    PrivateKeyForm key = Ed25519Key.privateKey(seed);
    if (publicKey != null) {
      requireOwn(key, Ed25519Key.of(publicKey.getOctets()));
    }
    return key;
  }

  /** An ECPrivateKey (RFC 5915, 3). */
  private static PrivateKeyForm ecdsa(byte[] content) throws KeyException {
    ECPrivateKey structure = Der.read(content, WHAT, ECPrivateKey::getInstance);
    if (structure.getParametersObject() != null
        && !X9ObjectIdentifiers.prime256v1.equals(structure.getParametersObject())) {
      throw new KeyException(KeyProblem.MISMATCH, "the private key names two curves");
    }
    PrivateKeyForm key = EcdsaKey.privateKey(structure.getKey());
    ASN1BitString publicKey = structure.getPublicKey();
    if (publicKey != null) {
      requireOwn(key, EcdsaKey.of(publicKey.getOctets()));
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
