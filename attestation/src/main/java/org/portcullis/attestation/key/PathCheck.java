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
  private final CheckLog log;
  private boolean isKeyTrusted = true;

  PathCheck(
      SignatureChecker signatures, TrustedPath path, Instant now, Oddities oddities, CheckLog log) {
    this.signatures = signatures;
    this.path = path;
    this.now = now.getEpochSecond();
    this.oddities = oddities;
    this.log = log;
  }

  void run() {
    for (int index = path.top(); index >= 0; index--) {
      checkKeys(index);
      if (index > 0) {
        checkIssuer(index);
      }
    }
    if (path.chain().leaf().hasUnknownCritical()) {
      oddities.addInLeaf(Oddity.Kind.LEAF_CRITICAL_EXTENSION, "extensions");
    }
    for (int index = 0; isMadeByDevice(index); index++) {
      noteMadeByDevice(index);
    }
  }

  /** The leaf and an attest key: the device sets their dates and their issuer's name. */
  private boolean isMadeByDevice(int index) {
    return index < path.chain().attestationIndex();
  }

  /** A signature says nothing once a key above it is not to be trusted. */
  private void checkKeys(int index) {
    isKeyTrusted &= log.passes(Check.Kind.ALGORITHMS, index, () -> requireAllowedAlgorithms(index));
    if (isKeyTrusted) {
      isKeyTrusted = log.passes(Check.Kind.SIGNATURE, index, () -> requireSignature(index));
    } else {
      log.notReached(Check.Kind.SIGNATURE, index);
    }
  }

  private void checkIssuer(int index) {
    if (isMadeByDevice(index)) {
      log.passes(Check.Kind.ISSUER_AUTHORITY, index, () -> requireKnownExtensions(index));
      return;
    }
    log.passes(Check.Kind.ISSUER_NAME, index, () -> requireIssuerName(index));
    log.passes(Check.Kind.ISSUER_AUTHORITY, index, () -> requireIssuer(index));
    log.passes(Check.Kind.ISSUER_DATES, index, () -> requireIssuerDates(index));
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
            ? signatures.issuerHolds(at(index), path.signerOf(index))
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

  private void requireKnownExtensions(int index) throws Refusal {
    if (at(index).hasUnknownCritical()) {
      throw refusal(
          KeyAttestationReason.ISSUER_CRITICAL_EXTENSION,
          index,
          "extensions",
          "a critical extension is not known");
    }
  }

  /**
   * "basicConstraints and keyUsage", with the one exception: many factory devices have an
   * attestation certificate with CA:FALSE and digitalSignature alone. An application's leaf has no
   * basicConstraints, so it never passes for one. An attest key doesn't count into a path's length:
   * the intermediates of its device allow just the certificates that it has without one.
   */
  private void requireIssuer(int index) throws Refusal {
    requireKnownExtensions(index);
    int attestation = path.chain().attestationIndex();
    int depth = depth(index);
    if (depth >= index - attestation) {
      return;
    }
    if (index == attestation && path.isFactory() && at(index).signsMessagesOnly()) {
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

  private void noteMadeByDevice(int index) {
    if (!path.isNamedAfterSigner(index)) {
      oddities.add(Oddity.Kind.LEAF_ISSUER_NAME, index, "issuer");
    }
    if (isOutsideValidity(at(index), now)) {
      oddities.add(
          Oddity.Kind.LEAF_OUTSIDE_VALIDITY,
          index,
          now < at(index).notBefore() ? "notBefore" : "notAfter");
    }
  }

  static boolean isOutsideValidity(ParsedCertificate leaf, long epochSecond) {
    return epochSecond < leaf.notBefore() || epochSecond > leaf.notAfter();
  }

  private static Refusal refusal(
      KeyAttestationReason reason, int index, String field, String detail) {
    return new Refusal(reason, new Where(index, field), detail);
  }
}
