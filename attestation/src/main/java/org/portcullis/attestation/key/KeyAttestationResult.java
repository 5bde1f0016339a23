package org.portcullis.attestation.key;

import java.util.List;

/**
 * The outcome of a verification. There is no third one: what the verifier doesn't understand is
 * rejected.
 */
public sealed interface KeyAttestationResult {
  /**
   * What was unusual, whatever the outcome.
   *
   * @return the oddities in the order of their finding
   */
  List<Oddity> oddities();

  /**
   * The chain leads to an anchor, and the statement is the device's. It says nothing about the
   * device being good: an unlocked bootloader is verified evidence that policy judges.
   *
   * @param key the attested key
   * @param description the statement
   * @param securityLevel the level that the statement as a whole can claim
   * @param chain how the chain came to be trusted
   * @param revocation the status list that was used
   * @param oddities what was unusual
   */
  record Verified(
      AttestedKey key,
      KeyDescription description,
      SecurityLevel securityLevel,
      ChainSummary chain,
      RevocationSnapshot revocation,
      List<Oddity> oddities)
      implements KeyAttestationResult {
    /**
     * Copies the list.
     *
     * @param key the attested key
     * @param description the statement
     * @param securityLevel the level that the statement as a whole can claim
     * @param chain how the chain came to be trusted
     * @param revocation the status list that was used
     * @param oddities what was unusual
     */
    public Verified {
      oddities = List.copyOf(oddities);
    }
  }

  /**
   * The evidence counts for nothing.
   *
   * @param failures what failed, at least one; the first decided. Those after it are what the rest
   *     of the checks found, as far as they could be made without trusting the chain
   * @param oddities what was unusual
   * @param claims what the chain says about itself; unauthenticated
   */
  record Rejected(List<Failure> failures, List<Oddity> oddities, UnverifiedClaims claims)
      implements KeyAttestationResult {
    /**
     * Copies the lists.
     *
     * @param failures what failed, at least one; the first decided
     * @param oddities what was unusual
     * @param claims what the chain says about itself; unauthenticated
     * @throws IllegalArgumentException if nothing failed
     */
    public Rejected {
      failures = List.copyOf(failures);
      oddities = List.copyOf(oddities);
      if (failures.isEmpty()) {
        throw new IllegalArgumentException("a rejection has a reason");
      }
    }

    /**
     * The reason that decided.
     *
     * @return the first failure's reason
     */
    public KeyAttestationReason reason() {
      return failures.get(0).reason();
    }

    /**
     * The place that decided.
     *
     * @return the first failure's certificate and field
     */
    public Where where() {
      return failures.get(0).where();
    }

    /**
     * The cause that decided.
     *
     * @return the first failure's cause, one line, without anything secret
     */
    public String detail() {
      return failures.get(0).detail();
    }
  }
}
