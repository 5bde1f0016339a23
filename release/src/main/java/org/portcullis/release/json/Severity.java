package org.portcullis.release.json;

/** How grave a diagnostic is. */
public enum Severity {
  /** The rule set is refused. */
  ERROR,

  /** The rule set is accepted, and its author should look. */
  WARNING
}
