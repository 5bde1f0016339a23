package org.portcullis.attestation.key;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks the certificates of an earlier verification up in the lists of today. Nothing else is done
 * again: statement, path and signatures can't change, and a kept verification is historic on
 * purpose, so that an issuer which expired since is no reason.
 */
final class RevocationRecheck {
  private final RevocationCheck check;
  private final KeyAttestationExpectation expectation;

  /** Of the expectation only its demand for a status list is looked at. */
  RevocationRecheck(RevocationCheck check, KeyAttestationExpectation expectation) {
    this.check = check;
    this.expectation = expectation;
  }

  KeyAttestationResult run(KeyAttestationResult.Verified earlier, Instant now) {
    Oddities found = new Oddities();
    CheckLog log = CheckLog.ofFailures();
    RevocationSnapshot snapshot =
        check.run(
            earlier.chain().serials().reveal(), expectation.maxStatusListAge(), now, found, log);
    if (!log.failures().isEmpty()) {
      return new KeyAttestationResult.Rejected(
          log.failures(), oddities(earlier, found), claims(earlier));
    }
    return new KeyAttestationResult.Verified(
        earlier.key(),
        earlier.description(),
        earlier.securityLevel(),
        earlier.chain(),
        snapshot,
        oddities(earlier, found));
  }

  /** The rejection of a result whose anchor is trusted no more. */
  static KeyAttestationResult withoutAnchor(KeyAttestationResult.Verified earlier) {
    Failure failure =
        new Failure(
            KeyAttestationReason.ROOT_UNKNOWN,
            new Where(earlier.chain().length() - 1, "subjectPublicKeyInfo"),
            "the root is no anchor any more");
    return new KeyAttestationResult.Rejected(List.of(failure), earlier.oddities(), claims(earlier));
  }

  /** What was odd remains so, but for what the list of that day said of the leaf. */
  private static List<Oddity> oddities(KeyAttestationResult.Verified earlier, Oddities found) {
    return Stream.concat(
            earlier.oddities().stream()
                .filter(oddity -> oddity.kind() != Oddity.Kind.LEAF_SERIAL_LISTED),
            found.toList().stream())
        .toList();
  }

  /** A revoked issuer vouches for nothing any more. */
  private static UnverifiedClaims claims(KeyAttestationResult.Verified earlier) {
    return UnverifiedClaims.none()
        .withDescription(earlier.description())
        .withKey(earlier.key())
        .withProvisioning(earlier.chain().provisioning())
        .withRoot(earlier.chain().root());
  }
}
