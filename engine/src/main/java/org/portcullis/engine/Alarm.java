package org.portcullis.engine;

/** What an operator must look at. None of these makes a device eligible. */
public enum Alarm {
  /**
   * The clock lies before the latest record by more than the permitted skew. Nothing that is valid
   * for a time only is trusted until it has caught up.
   */
  CLOCK_STEPPED_BACK,

  /** The audit log did not accept a record; the decision is indeterminate. */
  AUDIT_UNAVAILABLE,

  /**
   * A record is longer than the log takes, since the rule set finds too much; the log itself is
   * well. The decision is indeterminate.
   */
  RECORD_TOO_LONG,

  /** The rules could not be evaluated, an error of this library; the decision is indeterminate. */
  EVALUATION_FAILED,

  /** The two evaluators gave different answers, an error of this library. */
  EVALUATORS_DISAGREE,

  /** The verifier of attestations failed, an error of this library; the signal is unavailable. */
  ATTESTATION_FAILED,

  /** The store of enrollments could not be asked; the device counts as not enrolled. */
  ENROLLMENTS_UNAVAILABLE,

  /**
   * The store of activations can't be read, or what it holds could not be put in force in this
   * engine. What was in force before stays so, and each refresh tries again.
   */
  ACTIVATION_FAILED
}
