package org.portcullis.attestation.key;

/**
 * Where a key lives, from weakest to strongest (KeyMint {@code SecurityLevel.aidl}). Unlike other
 * enumerations it has no constant for unknown numbers: a statement with one is refused as malformed
 * ({@link KeyAttestationReason#STATEMENT_MEMBER_MALFORMED}).
 */
public enum SecurityLevel {
  /** In the operating system alone: no evidence of hardware. */
  SOFTWARE,
  /** In a trusted execution environment. */
  TRUSTED_ENVIRONMENT,
  /** In a secure element of its own. */
  STRONG_BOX;

  /**
   * Whether this level is at least another.
   *
   * @param minimum the other level
   * @return true if this one is as strong or stronger
   */
  public boolean isAtLeast(SecurityLevel minimum) {
    return compareTo(minimum) >= 0;
  }
}
