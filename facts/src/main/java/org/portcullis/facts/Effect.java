package org.portcullis.facts;

/** What a rule that fired means for the decision; the order is the order of findings. */
public enum Effect {
  /** Not eligible. */
  DENY,

  /** Not now; ask again. */
  DEFER,

  /** One layer is satisfied. */
  SATISFY,

  /** If eligible, then with this obligation. */
  OBLIGE,

  /** Worth recording, without effect. */
  NOTE
}
