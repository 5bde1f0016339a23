package org.portcullis.facts;

/** Whether a rule set is in force for this decision. */
public enum PolicyState {
  /** No rule set is bound. */
  UNBOUND,

  /** A rule set is bound and within its validity. */
  IN_FORCE,

  /** The bound rule set is not valid yet. */
  NOT_YET_VALID,

  /** The bound rule set has expired. */
  EXPIRED
}
