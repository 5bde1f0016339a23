package org.portcullis.engine.audit;

/**
 * A kind of evidence that a record is bound to by digest; the evidence itself is kept elsewhere.
 */
public enum EvidenceKind {
  /** The certificate chain of the key attestation: the DER certificates, leaf first. */
  CHAIN,

  /** The integrity token as it arrived. */
  TOKEN,

  /** The signed request as it arrived. */
  REQUEST,

  /** The signed release manifest. */
  MANIFEST,

  /** The release's artifact. */
  ARTIFACT,

  /** What bound the request to its transport, such as the client's certificate. */
  TRANSPORT
}
