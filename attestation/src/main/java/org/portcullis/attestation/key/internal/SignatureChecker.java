package org.portcullis.attestation.key.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/**
 * Checks certificate signatures over the original bytes with one provider instance, and remembers
 * the issuers' certificates whose signature held. Only a signature that verified is ever
 * remembered, under the digest of the signer's key and all bytes of the certificate.
 */
public final class SignatureChecker {
  private final Provider provider;
  private final Optional<Cache<ByteBuffer, Boolean>> verified;

  /**
   * A checker.
   *
   * @param provider the provider to ask for signatures and keys
   * @param remembered how many issuers' certificates to remember, 0 for none
   * @throws IllegalArgumentException if the provider lacks an algorithm
   */
  public SignatureChecker(Provider provider, int remembered) {
    this.provider = provider;
    this.verified =
        remembered == 0
            ? Optional.empty()
            : Optional.of(Caffeine.newBuilder().maximumSize(remembered).build());
    for (SignatureScheme scheme : SignatureScheme.values()) {
      requireSupport(scheme);
    }
  }

  private void requireSupport(SignatureScheme scheme) {
    if (scheme == SignatureScheme.OTHER) {
      return;
    }
    try {
      Signature.getInstance(scheme.jcaName(), provider);
      KeyFactory.getInstance(scheme.keyAlgorithm(), provider);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException(
          "provider `" + provider.getName() + "` lacks " + scheme.jcaName(), e);
    }
  }

  /**
   * Whether a leaf's signature was made by a key. Leaves differ from device to device and are not
   * remembered.
   *
   * @param leaf the certificate
   * @param signer the issuer's key, of an allowed kind
   * @return true if the signature holds
   */
  public boolean holds(ParsedCertificate leaf, SubjectKey signer) {
    if (!leaf.scheme().fits(signer) || !isWellFormed(leaf, signer)) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance(leaf.scheme().jcaName(), provider);
      signature.initVerify(publicKey(leaf.scheme(), signer));
      leaf.<SignatureException>feedSignedPart(signature::update);
      return signature.verify(leaf.signature());
    } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException e) {
      // a hostile key or signature makes providers throw in several ways; none of them is a pass
      return false;
    }
  }

  /**
   * Whether an issuer's certificate was signed by a key; remembered if it was.
   *
   * @param issuer the certificate
   * @param der its encoding
   * @param signer the key above it, of an allowed kind
   * @return true if the signature holds
   */
  public boolean issuerHolds(ParsedCertificate issuer, byte[] der, SubjectKey signer) {
    if (verified.isEmpty()) {
      return holds(issuer, signer);
    }
    ByteBuffer id = identity(der, signer);
    if (verified.get().getIfPresent(id) != null) {
      return true;
    }
    boolean holds = holds(issuer, signer);
    if (holds) {
      verified.get().put(id, Boolean.TRUE);
    }
    return holds;
  }

  /** Providers differ in what they take for an ECDSA signature; none is asked about a loose one. */
  private static boolean isWellFormed(ParsedCertificate certificate, SubjectKey signer) {
    return certificate.scheme() == SignatureScheme.RSA_SHA256
        || EcdsaSignature.isStrict(certificate.signature(), signer.bits());
  }

  private PublicKey publicKey(SignatureScheme scheme, SubjectKey signer)
      throws GeneralSecurityException {
    return KeyFactory.getInstance(scheme.keyAlgorithm(), provider)
        .generatePublic(new X509EncodedKeySpec(signer.encoded()));
  }

  /**
   * The key's encoding is self-delimiting DER, so the two parts cannot be shifted into each other.
   */
  private static ByteBuffer identity(byte[] der, SubjectKey signer) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(signer.encoded());
      return ByteBuffer.wrap(digest.digest(der));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every java platform has sha-256", e);
    }
  }
}
