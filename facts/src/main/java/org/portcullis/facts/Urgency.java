package org.portcullis.facts;

/** How urgent a release is. */
public enum Urgency {
  /** Not stated. */
  UNKNOWN,

  /** May be taken or left. */
  OPTIONAL,

  /** An ordinary release. */
  ROUTINE,

  /** Closes a vulnerability; goes first. */
  SECURITY,

  /** An urgency that this library does not know. */
  UNRECOGNIZED
}
