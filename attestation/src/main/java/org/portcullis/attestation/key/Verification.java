package org.portcullis.attestation.key;

import java.time.Instant;
import java.util.Optional;
import org.portcullis.attestation.key.internal.ParsedCertificate;
import org.portcullis.attestation.key.internal.SignatureChecker;

/**
 * One verification, step by step in the order of {@link KeyAttestationReason}: the first step that
 * fails ends it.
 */
final class Verification {
  private final AnchorSearch anchors;
  private final SignatureChecker signatures;
  private final StatusLists statusLists;
  private final KeyAttestationExpectation expectation;
  private final Instant now;
  private final Oddities oddities = new Oddities();
  private UnverifiedClaims claims = UnverifiedClaims.none();

  Verification(
      AnchorSearch anchors,
      SignatureChecker signatures,
      StatusLists statusLists,
      KeyAttestationExpectation expectation,
      Instant now) {
    this.anchors = anchors;
    this.signatures = signatures;
    this.statusLists = statusLists;
    this.expectation = expectation;
    this.now = now;
  }

  KeyAttestationResult run(CertificateChain chain) {
    try {
      return verify(chain);
    } catch (Refusal refusal) {
      return new KeyAttestationResult.Rejected(
          refusal.reason(), refusal.where(), refusal.detail(), oddities.toList(), claims);
    }
  }

  private KeyAttestationResult verify(CertificateChain source) throws Refusal {
    ParsedChain chain = ParsedChain.read(source, oddities);
    claimFromNames(chain);
    chain.requireOrder();
    KeyDescription description = readStatement(chain);
    TrustedPath path = anchors.find(chain);
    claims = claims.withRoot(path.anchor().name()).withProvisioning(path.form());
    path.anchor().requireInUse(chain.size() - 1, now);
    path.requirePermittedForm();
    PathCheck check = new PathCheck(signatures, path, now, oddities);
    check.run();
    RemoteRootCheck.note(path, oddities);
    RevocationSnapshot snapshot =
        statusLists
            .governing(path.anchor())
            .run(chain, expectation.maxStatusListAge(), now, oddities);
    new StatementCheck(description, path).run(expectation.minimumSecurityLevel());
    new ExpectationCheck(expectation, description).run(check.isLeafOutsideValidity());
    return new KeyAttestationResult.Verified(
        AttestedKey.of(chain.leaf().key()),
        description,
        description.effectiveSecurityLevel(),
        summary(path),
        snapshot,
        oddities.toList());
  }

  private KeyDescription readStatement(ParsedChain chain) throws Refusal {
    KeyDescription description =
        new StatementReader(0, oddities).read(chain.requireSingleStatement());
    claims = claims.withDescription(description);
    new ExpectationCheck(expectation, description).requireKnownHardwareTags();
    new Plausibility(now, oddities).note(description);
    return description;
  }

  /** What a rejected chain shows; replaced by what its anchor says if it has one. */
  private void claimFromNames(ParsedChain chain) {
    claims = claims.withKey(AttestedKey.of(chain.leaf().key()));
    ParsedCertificate last = chain.get(chain.size() - 1);
    Optional<KnownRoots.Untrusted> known =
        AnchorSearch.untrusted(last, Sha256.over(last.key().encoded()));
    if (known.isPresent()) {
      claims = claims.withRoot(known.get().name());
    }
    boolean selfIssued = last.issuer().equals(last.subject());
    int length = selfIssued ? chain.size() - 1 : chain.size();
    claims = claims.withProvisioning(TrustedPath.form(chain.certificates().subList(0, length)));
  }

  private static ChainSummary summary(TrustedPath path) {
    ParsedChain chain = path.chain();
    return new ChainSummary(
        path.form(),
        path.anchor().name(),
        path.anchor().digest(),
        chain.source().digest(),
        chain.size(),
        path.rootIncluded(),
        new CertificateSerials(
            chain.certificates().stream().map(ParsedCertificate::serial).toList()));
  }
}
