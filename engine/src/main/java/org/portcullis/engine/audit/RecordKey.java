package org.portcullis.engine.audit;

/**
 * The keys of records. They are never reused; 3 is kept for the commitment to the device's handle,
 * 17 to 19 for what decisions may come to need.
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

  static final int ACT = 20;
  static final int ACTIVATION = 21;
  static final int SIGNERS = 22;
  static final int CONTENT = 23;
  static final int REFUSAL = 24;
  static final int SHADOW = 25;

  /** How many keys a decision's record has; all of them, always. */
  static final int DECISION_COUNT = 16;

  /** How many keys an activation's record has; all of them, always. */
  static final int ACTIVATION_COUNT = 14;

  /** A decision, in the first version of its record. */
  static final int KIND_DECISION = 1;

  /** An act of activation, in the first version of its record. */
  static final int KIND_ACTIVATION = 2;

  private RecordKey() {}
}
