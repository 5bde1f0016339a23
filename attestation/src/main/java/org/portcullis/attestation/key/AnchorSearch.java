package org.portcullis.attestation.key;

import java.util.Optional;
import org.portcullis.attestation.key.internal.ParsedCertificate;
import org.portcullis.attestation.key.internal.SignatureChecker;
import org.portcullis.attestation.key.internal.SignatureScheme;

/**
 * Finds the anchor of a chain: the last certificate has a pinned key, or a pinned key signed it.
 * Names only say which keys to try, so that a foreign root of a known name leads nowhere.
 *
 * @see <a
 *     href="https://developer.android.com/privacy-and-security/security-key-attestation#root_certificate">Android,
 *     root certificates of key attestation</a>
 */
final class AnchorSearch {
  private final TrustAnchors anchors;
  private final SignatureChecker signatures;

  AnchorSearch(TrustAnchors anchors, SignatureChecker signatures) {
    this.anchors = anchors;
    this.signatures = signatures;
  }

  /** The anchor that a chain was verified by. */
  TrustAnchor anchorOf(ChainSummary chain) throws Refusal {
    return anchors
        .byKey(chain.anchor())
        .orElseThrow(
            () ->
                new Refusal(
                    KeyAttestationReason.ROOT_UNKNOWN,
                    new Where(chain.length() - 1, "subjectPublicKeyInfo"),
                    "the root is no anchor any more"));
  }

  TrustedPath find(ParsedChain chain) throws Refusal {
    int last = chain.size() - 1;
    ParsedCertificate top = chain.get(last);
    Sha256 digest = Sha256.over(top.key().encoded());
    Optional<TrustAnchor> included = anchors.byKey(digest);
    if (included.isPresent()) {
      return TrustedPath.of(chain, included.get(), true);
    }
    if (top.scheme() != SignatureScheme.OTHER) {
      for (TrustAnchor anchor : anchors.all()) {
        if (anchor.mayHaveIssued(top.issuer()) && signed(anchor, chain, last)) {
          return TrustedPath.of(chain, anchor, false);
        }
      }
    }
    throw refusal(chain, last, digest);
  }

  private boolean signed(TrustAnchor anchor, ParsedChain chain, int last) {
    ParsedCertificate top = chain.get(last);
    return last == 0
        ? signatures.holds(top, anchor.key())
        : signatures.issuerHolds(top, anchor.key());
  }

  /** The name of a root that is known and never trusted, for results alone. */
  static Optional<KnownRoots.Untrusted> untrusted(ParsedCertificate last, Sha256 keyDigest) {
    return KnownRoots.untrusted(keyDigest).or(() -> KnownRoots.untrusted(last.issuer()));
  }

  private Refusal refusal(ParsedChain chain, int last, Sha256 digest) {
    Optional<KnownRoots.Untrusted> known = untrusted(chain.get(last), digest);
    if (known.isEmpty()) {
      return new Refusal(
          KeyAttestationReason.ROOT_UNKNOWN,
          new Where(last, "subjectPublicKeyInfo"),
          "the last certificate neither has the key of an anchor nor is signed by one");
    }
    boolean software = known.get().use() == KnownRoots.Use.SOFTWARE;
    return new Refusal(
        software ? KeyAttestationReason.ROOT_SOFTWARE : KeyAttestationReason.ROOT_NOT_PERMITTED,
        new Where(last, "subjectPublicKeyInfo"),
        "the root `" + known.get().name() + "` is never trusted");
  }
}
