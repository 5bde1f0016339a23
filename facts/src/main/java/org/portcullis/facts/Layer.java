package org.portcullis.facts;

/** A layer of the layered update security design that a rule set may require to be satisfied. */
public enum Layer {
  /** Transport authentication. */
  TRANSPORT,

  /** Request verification. */
  REQUEST,

  /** Manifest trust. */
  MANIFEST,

  /** Device eligibility: enrollment and product. */
  DEVICE,

  /** Remote attestation. */
  ATTESTATION,

  /** Rollout controls. */
  ROLLOUT
}
