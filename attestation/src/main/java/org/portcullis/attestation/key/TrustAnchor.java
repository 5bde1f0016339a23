package org.portcullis.attestation.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.DistinguishedName;
import org.portcullis.attestation.key.internal.ParsedCertificate;
import org.portcullis.attestation.key.internal.SubjectKey;

/**
 * A pinned root key. Names are hints for chains that come without their root; the key alone is
 * trusted.
 *
 * @param name what results call it
 * @param key the key
 * @param digest the SHA-256 of its SubjectPublicKeyInfo
 * @param subjects the subjects of its certificates, none for a bare key
 * @param terms what it is trusted for
 */
record TrustAnchor(
    String name,
    SubjectKey key,
    Sha256 digest,
    List<DistinguishedName> subjects,
    AnchorTerms terms) {
  TrustAnchor {
    subjects = List.copyOf(subjects);
  }

  static TrustAnchor ofKey(String name, byte[] spki, AnchorTerms terms) throws UnusableAnchor {
    try {
      return of(name, SubjectKey.ofDer(spki), List.of(), terms);
    } catch (DerException e) {
      throw UnusableAnchor.of(e);
    }
  }

  static TrustAnchor ofCertificate(String name, byte[] der, AnchorTerms terms)
      throws UnusableAnchor {
    try {
      ParsedCertificate root = ParsedCertificate.read(der);
      return of(name, root.key(), List.of(root.subject()), terms);
    } catch (DerException e) {
      throw UnusableAnchor.of(e);
    }
  }

  private static TrustAnchor of(
      String name, SubjectKey key, List<DistinguishedName> subjects, AnchorTerms terms)
      throws UnusableAnchor {
    Sha256 digest = Sha256.over(key.encoded());
    Optional<KnownRoots.Untrusted> known = KnownRoots.untrusted(digest);
    if (known.isPresent()) {
      throw new UnusableAnchor("the root `" + known.get().name() + "` is never trusted");
    }
    if (!key.isAllowedForIssuer()) {
      throw new UnusableAnchor("the key is of a kind that no issuer may have");
    }
    return new TrustAnchor(name, key, digest, subjects, terms);
  }

  TrustAnchor named(String other) {
    return new TrustAnchor(other, key, digest, subjects, terms);
  }

  /** The provisioning kinds that it vouches for, none for any form. */
  Set<Provisioning> permitted() {
    return terms.provisioning();
  }

  /** Whether its form is fixed: only then do the tolerances for real device fleets apply. */
  boolean hasFixedForm() {
    return !permitted().isEmpty();
  }

  boolean mayHaveIssued(DistinguishedName issuer) {
    return subjects.isEmpty() || subjects.contains(issuer);
  }

  /**
   * Refuses a chain outside the time of the anchor's use.
   *
   * @param last the index of the chain's last certificate
   */
  void requireInUse(int last, Instant now) throws Refusal {
    if (!terms.timeOfUse().hasBegun(now)) {
      throw notPermitted(last, "is not trusted before " + terms.from());
    }
    if (terms.timeOfUse().isOver(now)) {
      throw notPermitted(last, "is not trusted from " + terms.until() + " on");
    }
  }

  /**
   * Refuses a form that the anchor doesn't vouch for, if its form is fixed.
   *
   * @param form what was found below it
   * @param last the index of the chain's last certificate
   */
  void requireVouchesFor(Provisioning form, int last) throws Refusal {
    if (hasFixedForm() && !permitted().contains(form)) {
      throw notPermitted(last, "does not vouch for " + form + " chains");
    }
  }

  private Refusal notPermitted(int last, String detail) {
    return new Refusal(
        KeyAttestationReason.ROOT_NOT_PERMITTED,
        new Where(last, "subjectPublicKeyInfo"),
        "the root `" + name + "` " + detail);
  }

  /** Several certificates of one key are one anchor; the wider permission counts. */
  TrustAnchor union(TrustAnchor other) {
    List<DistinguishedName> both = new ArrayList<>();
    if (!subjects.isEmpty() && !other.subjects.isEmpty()) {
      both.addAll(subjects);
      other.subjects.stream().filter(s -> !both.contains(s)).forEach(both::add);
    }
    return new TrustAnchor(name, key, digest, both, terms.union(other.terms));
  }
}
