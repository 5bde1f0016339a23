package org.portcullis.engine.audit;

/** What was done with an activation. */
public enum ActivationAct {
  /** It was verified and accepted, and takes force unless a record of a refusal follows. */
  ACCEPTED,

  /** It was found accepted in the store, verified again, and takes force in this engine. */
  ADOPTED,

  /** It was refused; what was in force stays so. */
  REFUSED,

  /** A rule set was no longer evaluated beside the active one; what was compared is summed up. */
  SHADOW_ENDED
}
