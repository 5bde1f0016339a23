package org.portcullis.attestation.key;

/** How a key came into the device (KeyMint {@code KeyOrigin.aidl}). */
public enum KeyOrigin {
  /** Generated inside. */
  GENERATED,
  /** Derived inside. */
  DERIVED,
  /** Imported in the clear. */
  IMPORTED,
  /** Reserved by the specification. */
  RESERVED,
  /** Imported in wrapped form. */
  SECURELY_IMPORTED,
  /** A value that no known version defines. */
  UNRECOGNIZED
}
