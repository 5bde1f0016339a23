package org.portcullis.attestation.key;

import java.util.List;

/**
 * A result, and every check that led to it.
 *
 * @param result the same result that a plain verification gives
 * @param certificates the certificates that could be read, leaf first
 * @param checks the checks in the order in which they were made
 */
public record Explanation(
    KeyAttestationResult result, List<CertificateOutline> certificates, List<Check> checks) {
  /**
   * Copies the lists.
   *
   * @param result the same result that a plain verification gives
   * @param certificates the certificates that could be read, leaf first
   * @param checks the checks in the order in which they were made
   */
  public Explanation {
    certificates = List.copyOf(certificates);
    checks = List.copyOf(checks);
  }
}
