package org.portcullis.facts;

/** A device recognition label of a Play Integrity verdict. */
public enum DeviceIntegrityLabel {
  /** MEETS_BASIC_INTEGRITY. */
  BASIC,

  /** MEETS_DEVICE_INTEGRITY. */
  DEVICE,

  /** MEETS_STRONG_INTEGRITY. */
  STRONG,

  /** MEETS_VIRTUAL_INTEGRITY. */
  VIRTUAL,

  /** A label that this library does not know. */
  UNRECOGNIZED
}
