package org.portcullis.engine.activation;

/** Why an activation was not put in force. What was in force before stays so. */
public enum ActivationRefusal {
  /** The envelope can't be read: cut off, no JSON, or of another form. */
  MALFORMED_ENVELOPE,

  /** The envelope is signed as something else than an activation. */
  WRONG_PAYLOAD_TYPE,

  /** No signature in it is by a key of the role {@code activation}. */
  FORGED,

  /** Fewer distinct keys of the role signed than its threshold demands. */
  UNDER_SIGNED,

  /** It is rightly signed, and its content is no activation. */
  MALFORMED_ACTIVATION,

  /** An activation of this sequence was accepted in this scope already. */
  REPLAYED,

  /** An activation of a higher sequence was accepted in this scope already. */
  ROLLED_BACK,

  /** Its time has not come. */
  NOT_YET_VALID,

  /** Its time is over. */
  EXPIRED,

  /** The rule set that it names is not in the store. */
  RULE_SET_MISSING,

  /** The rule set is not signed. */
  RULE_SET_UNSIGNED,

  /**
   * No signature of the rule set is by a key of the role {@code policy}, or a signature is broken.
   */
  RULE_SET_FORGED,

  /** Fewer distinct keys signed the rule set than the role's threshold or the rule set demands. */
  RULE_SET_UNDER_SIGNED,

  /** The rule set's files are not those that were signed. */
  RULE_SET_DAMAGED,

  /** The rule set is not valid yet. */
  RULE_SET_NOT_YET_VALID,

  /** The rule set has expired. */
  RULE_SET_EXPIRED,

  /** The rule set was written for another vocabulary or for other semantics. */
  RULE_SET_INCOMPATIBLE,

  /** The rule set's manifest or rules are refused by the check. */
  RULE_SET_REFUSED,

  /** A value of a parameter is unknown, of another type or out of bounds. */
  PARAMETERS_REFUSED,

  /** The rule set's own tests fail, are missing, or don't give the same bytes each time. */
  PROBE_FAILED,

  /** It retires a rule set that is at no stage in this scope. */
  NOT_IN_SCOPE,

  /** Another activation of this scope came first. */
  CONFLICT,

  /** The store of activations or of rule sets can't be read or written. */
  STORE_UNAVAILABLE,

  /** The audit log did not accept the record of the act. */
  AUDIT_UNAVAILABLE
}
