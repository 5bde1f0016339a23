package org.portcullis.attestation.key.internal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/**
 * Checks certificate signatures over the original bytes with one provider instance, and remembers
 * the issuers' certificates whose signature held and the keys that made a signature. Only what
 * verified is ever remembered.
 */
public final class SignatureChecker {
  private final Provider provider;
  private final Optional<SignatureMemory> memory;

  /**
   * A checker.
   *
   * @param provider the provider to ask for signatures and keys
   * @param remembered how many issuers' certificates and signers' keys to remember, 0 for none
   * @throws IllegalArgumentException if the provider lacks an algorithm
   */
  public SignatureChecker(Provider provider, int remembered) {
    this.provider = provider;
    this.memory = SignatureMemory.of(remembered);
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
   * remembered; the key is.
   *
   * @param leaf the certificate
   * @param signer the issuer's key, of an allowed kind
   * @return true if the signature holds
   */
  public boolean holds(ParsedCertificate leaf, SubjectKey signer) {
    if (!leaf.scheme().fits(signer)) {
      return false;
    }
    byte[] value = leaf.signature();
    if (!isWellFormed(leaf.scheme(), value, signer)) {
      return false;
    }
    try {
      return verify(leaf, value, signer);
    } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException e) {
      // a hostile key or signature makes providers throw in several ways; none of them is a pass
      return false;
    }
  }

  private boolean verify(ParsedCertificate certificate, byte[] value, SubjectKey signer)
      throws GeneralSecurityException {
    PublicKey known = memory.isPresent() ? memory.get().decoded(signer) : null;
    PublicKey key = known == null ? decode(certificate.scheme(), signer) : known;
    Signature signature = Signature.getInstance(certificate.scheme().jcaName(), provider);
    signature.initVerify(key);
    certificate.<SignatureException>feedSignedPart(signature::update);
    boolean holds = signature.verify(value);
    if (holds && known == null && memory.isPresent()) {
      memory.get().addDecoded(signer, key);
    }
    return holds;
  }

  /**
   * Reads a certificate. One that is remembered was read before and is not read again; that says
   * nothing about the key that stands above it now.
   *
   * @param der its DER encoding; not copied, so it must not be changed afterwards
   * @return the certificate
   * @throws DerException if it cannot be read, with field and cause
   */
  public ParsedCertificate read(byte[] der) throws DerException {
    ParsedCertificate known = memory.isPresent() ? memory.get().verified(der) : null;
    return known == null ? ParsedCertificate.read(der) : known;
  }

  /**
   * Whether an issuer's certificate was signed by a key; remembered if it was.
   *
   * @param issuer the certificate
   * @param signer the key above it, of an allowed kind
   * @return true if the signature holds
   */
  public boolean issuerHolds(ParsedCertificate issuer, SubjectKey signer) {
    if (memory.isEmpty()) {
      return holds(issuer, signer);
    }
    if (memory.get().hasVerified(issuer, signer)) {
      return true;
    }
    boolean holds = holds(issuer, signer);
    if (holds) {
      memory.get().addVerified(issuer, signer);
    }
    return holds;
  }

  /** Providers differ in what they take for an ECDSA signature; none is asked about a loose one. */
  private static boolean isWellFormed(SignatureScheme scheme, byte[] value, SubjectKey signer) {
    return scheme == SignatureScheme.RSA_SHA256 || EcdsaSignature.isStrict(value, signer.bits());
  }

  private PublicKey decode(SignatureScheme scheme, SubjectKey signer)
      throws GeneralSecurityException {
    return KeyFactory.getInstance(scheme.keyAlgorithm(), provider)
        .generatePublic(new X509EncodedKeySpec(signer.der()));
  }
}
