package org.portcullis.attestation.key;

import java.util.Optional;
import org.portcullis.attestation.key.internal.DerElement;

/**
 * Finds and reads the statement. It counts only in the leaf, critical or not: otherwise the holder
 * of an ordinary attested key could sign a certificate with a statement of his own below it. The
 * one exception is a leaf below an attest key, which has a statement as well.
 *
 * @see <a
 *     href="https://developer.android.com/privacy-and-security/security-key-attestation">Android,
 *     verify hardware-backed key pairs with key attestation</a>
 */
final class StatementSearch {
  private final ParsedChain chain;
  private final KeyAttestationExpectation expectation;
  private final Oddities oddities;
  private final CheckLog log;

  StatementSearch(
      ParsedChain chain, KeyAttestationExpectation expectation, Oddities oddities, CheckLog log) {
    this.chain = chain;
    this.expectation = expectation;
    this.oddities = oddities;
    this.log = log;
  }

  Optional<ChainStatements> run() {
    if (!log.passes(Check.Kind.STATEMENT_PLACE, Where.NO_CERTIFICATE, this::requirePlace)) {
      log.notReached(Check.Kind.STATEMENT_ENCODING, 0);
      return Optional.empty();
    }
    Optional<KeyDescription> leaf = log.find(Check.Kind.STATEMENT_ENCODING, 0, () -> read(0));
    leaf.ifPresent(statement -> requireKnownTags(statement, 0));
    return leaf.flatMap(this::withAttestKey);
  }

  private void requirePlace() throws Refusal {
    for (int i = 0; i < chain.size(); i++) {
      if (chain.get(i).hasRepeatedStatement()) {
        throw extraStatement(i, "the extension is there twice");
      }
    }
    boolean inLeaf = chain.leaf().statement().isPresent();
    for (int i = chain.size() - 1; i > 0; i--) {
      if (chain.get(i).statement().isPresent()) {
        requireBelow(i, inLeaf);
      }
    }
    if (!inLeaf) {
      throw new Refusal(
          KeyAttestationReason.STATEMENT_MISSING,
          Where.leaf("extensions"),
          "the leaf has no attestation extension");
    }
  }

  private void requireBelow(int index, boolean inLeaf) throws Refusal {
    if (!inLeaf) {
      throw new Refusal(
          KeyAttestationReason.CHAIN_EXTENDED,
          Where.leaf("extensions"),
          "the certificate stands below the one with the statement");
    }
    if (index > 1) {
      throw extraStatement(index, "a certificate above the leaf has a statement too");
    }
  }

  private Optional<ChainStatements> withAttestKey(KeyDescription leaf) {
    if (!chain.hasAttestKey()) {
      return Optional.of(new ChainStatements(leaf, Optional.empty()));
    }
    Optional<KeyDescription> upper = log.find(Check.Kind.STATEMENT_ENCODING, 1, () -> read(1));
    if (upper.isEmpty()) {
      log.notReached(Check.Kind.ATTEST_KEY, 1);
      return Optional.empty();
    }
    AttestKeyCheck check = new AttestKeyCheck(chain, upper.get(), leaf);
    if (log.passes(Check.Kind.ATTEST_KEY, 1, () -> check.run(expectation.attestKey()))) {
      requireKnownTags(upper.get(), 1);
    }
    return Optional.of(new ChainStatements(leaf, upper));
  }

  private KeyDescription read(int index) throws Refusal {
    DerElement extension = chain.get(index).statement().orElseThrow();
    return new StatementReader(index, oddities).read(extension);
  }

  private void requireKnownTags(KeyDescription description, int index) {
    if (!expectation.isUnknownHardwareTagRefused()) {
      log.notAsked(Check.Kind.KNOWN_TAGS, index);
      return;
    }
    log.passes(
        Check.Kind.KNOWN_TAGS,
        index,
        () -> {
          boolean known = StatementReader.isKnown(description.attestationVersion());
          if (known && !description.hardware().unknownTags().isEmpty()) {
            throw new Refusal(
                KeyAttestationReason.STATEMENT_TAG_UNKNOWN,
                new Where(
                    index,
                    "hardware.[" + description.hardware().unknownTags().get(0).number() + "]"),
                "the version has no such tag");
          }
        });
  }

  static Refusal extraStatement(int index, String detail) {
    return new Refusal(
        KeyAttestationReason.CHAIN_EXTRA_STATEMENT, new Where(index, "extensions"), detail);
  }
}
