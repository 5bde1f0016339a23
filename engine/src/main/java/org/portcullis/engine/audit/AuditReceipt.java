package org.portcullis.engine.audit;

import org.portcullis.facts.Digest;

/** What the log answers: accepted, or why not. Only an accepted decision may grant anything. */
public sealed interface AuditReceipt {
  /**
   * The record is in the log.
   *
   * @param sequence its place, from 0 without a gap
   * @param acceptance what the acceptance means
   * @param leafHash SHA-256(0x00 ‖ entry), the entry's leaf in a Merkle tree (RFC 6962, 2.1)
   */
  record Accepted(long sequence, Acceptance acceptance, Digest leafHash) implements AuditReceipt {}

  /**
   * The log doesn't vouch for the record. It may still turn up in the log, if the refusal is {@link
   * AuditRefusal#TIMED_OUT} or {@link AuditRefusal#LOG_DEAD}.
   *
   * @param refusal why
   */
  record Refused(AuditRefusal refusal) implements AuditReceipt {}

  /** What acceptance means. */
  enum Acceptance {
    /** The device below the log confirmed the write before the log answered. */
    DURABLE
  }

  /**
   * Whether the record is in the log.
   *
   * @return whether this is {@link Accepted}
   */
  default boolean isAccepted() {
    return this instanceof Accepted;
  }
}
