package org.portcullis.attestation.key;

import java.util.List;
import org.portcullis.attestation.key.internal.DistinguishedName;
import org.portcullis.attestation.key.internal.ParsedCertificate;
import org.portcullis.attestation.key.internal.SubjectKey;

/**
 * A chain together with the anchor that it leads to, and its form.
 *
 * @param chain the chain
 * @param anchor the anchor
 * @param rootIncluded whether the last certificate of the chain is the anchor's own
 * @param form the provisioning kind by the names below the root
 */
record TrustedPath(ParsedChain chain, TrustAnchor anchor, boolean rootIncluded, Provisioning form) {
  private static final String STRONG_BOX = "strongbox";

  static TrustedPath of(ParsedChain chain, TrustAnchor anchor, boolean rootIncluded) {
    List<ParsedCertificate> path = chain.certificates();
    int length = rootIncluded ? path.size() - 1 : path.size();
    return new TrustedPath(chain, anchor, rootIncluded, form(path.subList(0, length)));
  }

  /** The form that a chain's names claim, by the certificate below the root. */
  static Provisioning form(List<ParsedCertificate> path) {
    if (path.size() < 2) {
      return Provisioning.UNKNOWN;
    }
    DistinguishedName top = path.get(path.size() - 1).subject();
    if (top.value(DistinguishedName.COMMON_NAME).filter("droid ca2"::equals).isPresent()
        && top.value(DistinguishedName.ORGANIZATION).filter("google llc"::equals).isPresent()) {
      return Provisioning.REMOTE;
    }
    if (top.value(DistinguishedName.SERIAL_NUMBER).isPresent()) {
      return Provisioning.FACTORY;
    }
    return top.mentions("software attestation") ? Provisioning.SOFTWARE : Provisioning.UNKNOWN;
  }

  /** The number of certificates below the root. */
  int length() {
    return rootIncluded ? chain.size() - 1 : chain.size();
  }

  int top() {
    return length() - 1;
  }

  SubjectKey signerOf(int index) {
    return index == top() ? anchor.key() : chain.get(index + 1).key();
  }

  /** Whether the issuer's name is the subject of what signed it; a bare key has no name. */
  boolean isNamedAfterSigner(int index) {
    DistinguishedName issuer = chain.get(index).issuer();
    return index + 1 < chain.size()
        ? issuer.equals(chain.get(index + 1).subject())
        : anchor.mayHaveIssued(issuer);
  }

  /** Whether the tolerances for the fleet of factory devices apply. */
  boolean isFactory() {
    return anchor.hasFixedForm() && form == Provisioning.FACTORY;
  }

  /** Whether the names of attestation certificate or intermediate speak of a secure element. */
  boolean claimsStrongBox() {
    int first = chain.attestationIndex();
    for (int i = first; i <= first + 1 && i < length(); i++) {
      if (chain.get(i).subject().mentions(STRONG_BOX)) {
        return true;
      }
    }
    return false;
  }

  /** An anchor with a fixed form vouches for that form alone, with its exact length. */
  void requirePermittedForm() throws Refusal {
    if (length() == 0) {
      throw shape("there is no certificate below the root");
    }
    if (!anchor.hasFixedForm()) {
      return;
    }
    if (form == Provisioning.UNKNOWN) {
      throw shape("the names are those of no provisioning kind");
    }
    anchor.requireVouchesFor(form, chain.size() - 1);
    if (length() != expectedLength()) {
      throw shape(
          "a "
              + form
              + " chain has "
              + expectedLength()
              + " certificates below the root, not "
              + length());
    }
  }

  private int expectedLength() {
    int issuers =
        switch (form) {
          case SOFTWARE -> 1;
          case FACTORY -> 2;
          case REMOTE -> 3;
          case UNKNOWN -> length() - chain.attestationIndex();
        };
    return chain.attestationIndex() + issuers;
  }

  private static Refusal shape(String detail) {
    return new Refusal(KeyAttestationReason.CHAIN_SHAPE_UNKNOWN, Where.chain("chain"), detail);
  }
}
