package org.portcullis.facts;

/** What was decided. */
public enum Outcome {
  /** The device may be offered the release. */
  ELIGIBLE,

  /** Not now; the decision says when to ask again. */
  DEFERRED,

  /** The device may not be offered the release. */
  NOT_ELIGIBLE,

  /** No decision could be reached; never treat this as eligible. */
  INDETERMINATE
}
