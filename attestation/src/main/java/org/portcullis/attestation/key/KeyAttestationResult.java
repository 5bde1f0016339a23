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
   * @param reason the first reason that decided
   * @param where the certificate and field
   * @param detail the cause, one line, without anything secret
   * @param oddities what was unusual until then
   * @param claims what the chain says about itself; unauthenticated
   */
  record Rejected(
      KeyAttestationReason reason,
      Where where,
      String detail,
      List<Oddity> oddities,
      UnverifiedClaims claims)
      implements KeyAttestationResult {
    /**
     * Copies the list.
     *
     * @param reason the first reason that decided
     * @param where the certificate and field
     * @param detail the cause, one line, without anything secret
     * @param oddities what was unusual until then
     * @param claims what the chain says about itself; unauthenticated
     */
    public Rejected {
      oddities = List.copyOf(oddities);
    }
  }
}
