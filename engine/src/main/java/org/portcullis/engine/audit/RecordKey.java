package org.portcullis.engine.audit;

/**
 * The keys of a decision's record. They are never reused; 3 is kept for the commitment to the
 * device's handle.
 */
final class RecordKey {
  static final int KIND = 0;
  static final int ID = 1;
  static final int TIME = 2;
  static final int RULE_SET = 4;
  static final int PARAMETERS = 5;
  static final int VOCABULARY = 6;
  static final int ENGINE = 7;
  static final int CASE = 8;
  static final int EVIDENCE = 9;
  static final int OUTCOME = 10;
  static final int FINDINGS = 11;
  static final int OBLIGATIONS = 12;
  static final int SALT = 13;
  static final int CLOCK = 14;
  static final int DEGRADED = 15;
  static final int RETRY = 16;

  /** How many keys a record has; all of them, always. */
  static final int COUNT = 16;

  /** A decision, in the first version of its record. */
  static final int KIND_DECISION = 1;

  private RecordKey() {}
}
