package org.portcullis.attestation.key;

import java.time.Instant;
import java.util.Optional;
import org.portcullis.attestation.key.internal.ParsedCertificate;
import org.portcullis.attestation.key.internal.SignatureChecker;

/**
 * One verification, step by step in the order of {@link Check.Kind}. The first failure decides; the
 * checks after it are still made, as far as they need no trust, so that a result tells all that is
 * wrong. No key is ever used that an anchor doesn't vouch for.
 */
final class Verification {
  private final AnchorSearch anchors;
  private final SignatureChecker signatures;
  private final StatusLists statusLists;
  private final KeyAttestationExpectation expectation;
  private final Instant now;
  private final CheckLog log;
  private final Oddities oddities = new Oddities();
  private Optional<KeyDescription> stated = Optional.empty();
  private Optional<TrustedPath> trusted = Optional.empty();

  Verification(
      AnchorSearch anchors,
      SignatureChecker signatures,
      StatusLists statusLists,
      KeyAttestationExpectation expectation,
      Instant now,
      CheckLog log) {
    this.anchors = anchors;
    this.signatures = signatures;
    this.statusLists = statusLists;
    this.expectation = expectation;
    this.now = now;
    this.log = log;
  }

  KeyAttestationResult run(CertificateChain source) {
    Optional<ParsedChain> chain = ParsedChain.read(source, signatures, log, oddities);
    Optional<KeyAttestationResult.Verified> verified = chain.flatMap(this::verify);
    return verified.isPresent() && log.failures().isEmpty()
        ? verified.get()
        : new KeyAttestationResult.Rejected(log.failures(), oddities.toList(), claims(chain));
  }

  /** The result, and how it was found. */
  Explanation explain(CertificateChain source) {
    KeyAttestationResult result = run(source);
    return new Explanation(result, Outlines.of(source, trusted), log.checks());
  }

  private Optional<KeyAttestationResult.Verified> verify(ParsedChain chain) {
    if (!log.passes(Check.Kind.ORDER, Where.NO_CERTIFICATE, chain::requireOrder)) {
      return Optional.empty();
    }
    Optional<ChainStatements> statements = readStatements(chain);
    Optional<TrustedPath> path = findPath(chain);
    Member<ProvisioningInfo> info = ProvisioningInfoSearch.find(chain.certificates(), oddities);
    path.ifPresent(this::checkPath);
    Optional<RevocationSnapshot> snapshot = trusted.map(this::checkRevocation);
    statements.ifPresent(found -> checkStatement(chain, found.leaf(), path));
    return statements.flatMap(
        found -> path.map(trust -> verified(found.leaf(), trust, info, snapshot.orElseThrow())));
  }

  private void checkPath(TrustedPath path) {
    new PathCheck(signatures, path, now, oddities, log).run();
    RemoteRootCheck.note(path, oddities);
  }

  /** Which list governs is known by the anchor alone. */
  private RevocationSnapshot checkRevocation(TrustedPath path) {
    return statusLists
        .governing(path.anchor())
        .run(path.chain(), expectation.maxStatusListAge(), now, oddities, log);
  }

  private Optional<ChainStatements> readStatements(ParsedChain chain) {
    Optional<ChainStatements> statements =
        new StatementSearch(chain, expectation, oddities, log).run();
    statements.ifPresent(
        found -> {
          stated = Optional.of(found.leaf());
          new Plausibility(now, oddities).note(found.leaf());
        });
    return statements;
  }

  private Optional<TrustedPath> findPath(ParsedChain chain) {
    trusted = log.find(Check.Kind.ANCHOR, Where.NO_CERTIFICATE, () -> anchors.find(chain));
    if (trusted.isEmpty()) {
      log.notReached(Check.Kind.FORM, Where.NO_CERTIFICATE);
      return trusted;
    }
    TrustedPath path = trusted.get();
    return log.passes(Check.Kind.FORM, Where.NO_CERTIFICATE, () -> requirePermitted(path))
        ? trusted
        : Optional.empty();
  }

  private void requirePermitted(TrustedPath path) throws Refusal {
    path.anchor().requireInUse(path.chain().size() - 1, now);
    path.requirePermittedForm();
  }

  private void checkStatement(
      ParsedChain chain, KeyDescription description, Optional<TrustedPath> path) {
    new StatementCheck(description, chain, path, oddities, log)
        .run(expectation.minimumSecurityLevel());
    new ExpectationCheck(expectation, description, log).run(chain.leaf(), now);
  }

  /** What a rejected chain shows. */
  private UnverifiedClaims claims(Optional<ParsedChain> chain) {
    UnverifiedClaims claims = chain.map(this::claims).orElseGet(UnverifiedClaims::none);
    return stated.isPresent() ? claims.withDescription(stated.get()) : claims;
  }

  /** Root and form by the anchor if there is one, otherwise by the names. */
  private UnverifiedClaims claims(ParsedChain chain) {
    UnverifiedClaims claims = UnverifiedClaims.none().withKey(AttestedKey.of(chain.leaf().key()));
    if (trusted.isPresent()) {
      TrustedPath path = trusted.get();
      return claims.withRoot(path.anchor().name()).withProvisioning(path.form());
    }
    ParsedCertificate last = chain.get(chain.size() - 1);
    Optional<KnownRoots.Untrusted> known =
        AnchorSearch.untrusted(last, Sha256.over(last.key().encoded()));
    if (known.isPresent()) {
      claims = claims.withRoot(known.get().name());
    }
    boolean selfIssued = last.issuer().equals(last.subject());
    int length = selfIssued ? chain.size() - 1 : chain.size();
    return claims.withProvisioning(TrustedPath.form(chain.certificates().subList(0, length)));
  }

  private KeyAttestationResult.Verified verified(
      KeyDescription description,
      TrustedPath path,
      Member<ProvisioningInfo> info,
      RevocationSnapshot snapshot) {
    return new KeyAttestationResult.Verified(
        AttestedKey.of(path.chain().leaf().key()),
        description,
        description.effectiveSecurityLevel(),
        ChainSummary.of(path, info),
        snapshot,
        oddities.toList());
  }
}
