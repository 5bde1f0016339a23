package org.portcullis.engine.activation;

/** How far a rule set has come in a scope. */
public enum Stage {
  /** It is verified, checked, compiled and probed, and known to the scope; it judges nothing. */
  STAGED,

  /** It is evaluated beside the active one; its outcomes are compared and grant nothing. */
  SHADOW,

  /** It decides. */
  ACTIVE,

  /** It is out of force. If it was active and nothing took its place, nothing is eligible. */
  RETIRED
}
