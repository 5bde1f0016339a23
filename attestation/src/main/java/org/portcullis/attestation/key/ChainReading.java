package org.portcullis.attestation.key;

/** The outcome of reading a certificate chain from outside. */
public sealed interface ChainReading {
  /**
   * A chain within the limits. Its certificates are not looked into yet.
   *
   * @param chain the chain
   * @param form the form that it was read from
   */
  record Read(CertificateChain chain, ChainForm form) implements ChainReading {}

  /**
   * No chain: the same rejection that a verifier would report.
   *
   * @param rejection reason, certificate index and cause
   */
  record Unreadable(KeyAttestationResult.Rejected rejection) implements ChainReading {}
}
