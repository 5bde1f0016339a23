package org.portcullis.attestation.key;

import java.time.Instant;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.ParsedCertificate;
import org.portcullis.attestation.key.internal.SignatureChecker;
import org.portcullis.attestation.key.internal.SignatureScheme;

/**
 * Checks the path from the anchor down to the leaf, so that each signature is checked with a key
 * that is already trusted.
 *
 * @see <a
 *     href="https://developer.android.com/privacy-and-security/security-key-attestation">Android,
 *     verify hardware-backed key pairs with key attestation</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6.1">RFC 5280, 6.1</a>
 */
final class PathCheck {
  private final SignatureChecker signatures;
  private final TrustedPath path;
  private final long now;
  private final Oddities oddities;

  PathCheck(SignatureChecker signatures, TrustedPath path, Instant now, Oddities oddities) {
    this.signatures = signatures;
    this.path = path;
    this.now = now.getEpochSecond();
    this.oddities = oddities;
  }

  void run() throws Refusal {
    for (int index = path.top(); index >= 0; index--) {
      requireAllowedAlgorithms(index);
      requireSignature(index);
      if (index > 0) {
        requireIssuerName(index);
        requireIssuer(index);
        requireIssuerDates(index);
      } else {
        noteLeaf();
      }
    }
  }

  private ParsedCertificate at(int index) {
    return path.chain().get(index);
  }

  /** "Algorithms seen" and "Key kinds". */
  private void requireAllowedAlgorithms(int index) throws Refusal {
    ParsedCertificate certificate = at(index);
    if (certificate.scheme() == SignatureScheme.OTHER) {
      throw refusal(
          KeyAttestationReason.ALGORITHM_NOT_ALLOWED,
          index,
          "signatureAlgorithm",
          "the signature algorithm is not on the list");
    }
    boolean allowed =
        index > 0 ? certificate.key().isAllowedForIssuer() : certificate.key().isAllowedForLeaf();
    if (!allowed) {
      throw refusal(
          KeyAttestationReason.ALGORITHM_NOT_ALLOWED,
          index,
          "subjectPublicKeyInfo",
          "the kind or size of key is not on the list");
    }
  }

  /** "Signatures: verify over the original TBS bytes". */
  private void requireSignature(int index) throws Refusal {
    boolean holds =
        index > 0
            ? signatures.issuerHolds(
                at(index), path.chain().source().der(index), path.signerOf(index))
            : signatures.holds(at(index), path.signerOf(index));
    if (!holds) {
      throw refusal(
          KeyAttestationReason.SIGNATURE_INVALID,
          index,
          "signatureValue",
          "the signature is not by the key above");
    }
  }

  /** "Name chaining": above the leaf the names must agree. */
  private void requireIssuerName(int index) throws Refusal {
    if (!path.isNamedAfterSigner(index)) {
      throw refusal(
          KeyAttestationReason.ISSUER_NAME_MISMATCH,
          index,
          "issuer",
          "the issuer is not the subject of the certificate above");
    }
  }

  /**
   * "basicConstraints and keyUsage", with the one exception: many factory devices have an
   * attestation certificate with CA:FALSE and digitalSignature alone. An application's leaf has no
   * basicConstraints, so it never passes for one.
   */
  private void requireIssuer(int index) throws Refusal {
    if (at(index).hasUnknownCritical()) {
      throw refusal(
          KeyAttestationReason.ISSUER_CRITICAL_EXTENSION,
          index,
          "extensions",
          "a critical extension is not known");
    }
    int depth = depth(index);
    if (depth >= index - 1) {
      return;
    }
    if (index == 1 && path.isFactory() && at(index).signsMessagesOnly()) {
      oddities.add(Oddity.Kind.ISSUER_NOT_CA, index, "basicConstraints");
      return;
    }
    throw refusal(
        KeyAttestationReason.ISSUER_NOT_CA,
        index,
        "basicConstraints",
        depth < 0
            ? "the certificate may not sign certificates"
            : "more issuers stand below the certificate than it allows");
  }

  private int depth(int index) throws Refusal {
    try {
      return at(index).issuerDepth();
    } catch (DerException e) {
      throw Refusal.certificate(index, e);
    }
  }

  /** "Dates": the root's are never looked at, since its certificate isn't part of the path. */
  private void requireIssuerDates(int index) throws Refusal {
    if (now < at(index).notBefore()) {
      throw refusal(
          KeyAttestationReason.ISSUER_NOT_YET_VALID,
          index,
          "notBefore",
          "valid from " + Instant.ofEpochSecond(at(index).notBefore()));
    }
    if (now <= at(index).notAfter()) {
      return;
    }
    if (!path.isFactory()) {
      throw refusal(
          KeyAttestationReason.ISSUER_EXPIRED,
          index,
          "notAfter",
          "valid until " + Instant.ofEpochSecond(at(index).notAfter()));
    }
    oddities.add(Oddity.Kind.ISSUER_EXPIRED, index, "notAfter");
  }

  private void noteLeaf() {
    ParsedCertificate leaf = path.chain().leaf();
    if (!path.isNamedAfterSigner(0)) {
      oddities.addInLeaf(Oddity.Kind.LEAF_ISSUER_NAME, "issuer");
    }
    if (leaf.hasUnknownCritical()) {
      oddities.addInLeaf(Oddity.Kind.LEAF_CRITICAL_EXTENSION, "extensions");
    }
    if (isLeafOutsideValidity()) {
      oddities.addInLeaf(
          Oddity.Kind.LEAF_OUTSIDE_VALIDITY, now < leaf.notBefore() ? "notBefore" : "notAfter");
    }
  }

  boolean isLeafOutsideValidity() {
    ParsedCertificate leaf = path.chain().leaf();
    return now < leaf.notBefore() || now > leaf.notAfter();
  }

  private static Refusal refusal(
      KeyAttestationReason reason, int index, String field, String detail) {
    return new Refusal(reason, new Where(index, field), detail);
  }
}
