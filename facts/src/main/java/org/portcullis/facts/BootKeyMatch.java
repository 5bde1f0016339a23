package org.portcullis.facts;

/** Whether the attested verified boot key is one that the operator pinned. */
public enum BootKeyMatch {
  /** No boot key was attested. */
  UNKNOWN,

  /** The key is pinned for this product. */
  PINNED,

  /** The key is not pinned for this product. */
  NOT_PINNED
}
