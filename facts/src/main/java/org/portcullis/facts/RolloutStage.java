package org.portcullis.facts;

/** How far a release has come. */
public enum RolloutStage {
  /** Not stated. */
  UNKNOWN,

  /** Being prepared; offered to nobody. */
  DRAFT,

  /** Offered to test devices. */
  VALIDATION,

  /** Offered to a share of the fleet. */
  LIMITED,

  /** Offered to the whole channel. */
  STABLE,

  /** Stopped for the time being. */
  HALTED,

  /** Taken back for good. */
  WITHDRAWN,

  /** A stage that this library does not know. */
  UNRECOGNIZED
}
