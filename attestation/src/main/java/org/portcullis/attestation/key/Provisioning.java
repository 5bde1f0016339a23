package org.portcullis.attestation.key;

/** How a device got its attestation key, told by the names in the chain and fixed by its anchor. */
public enum Provisioning {
  /** A key of a batch, put in at the factory: leaf, attestation, intermediate, root. */
  FACTORY,
  /** A short-lived key of one device, fetched (RKP): leaf, attestation, two intermediates, root. */
  REMOTE,
  /** A key in the operating system: leaf, intermediate, root. No evidence of hardware. */
  SOFTWARE,
  /** None of these forms. */
  UNKNOWN
}
