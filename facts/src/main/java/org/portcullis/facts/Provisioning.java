package org.portcullis.facts;

/** How the attestation key came to the device. */
public enum Provisioning {
  /** Not established. */
  UNKNOWN,

  /** Installed in the factory, shared by a batch. */
  FACTORY,

  /** Provisioned remotely, for this device alone. */
  REMOTE,

  /** A published test key; proves nothing. */
  SOFTWARE
}
