package org.portcullis.engine.audit;

/** Why a log did not accept a record. */
public enum AuditRefusal {
  /** More records are waiting than the log holds; nothing was written. */
  QUEUE_FULL,

  /**
   * The log did not confirm in time. A record whose turn had not come is never written; one that
   * was being written may become durable afterwards, and nobody was told that it did.
   */
  TIMED_OUT,

  /**
   * A write or its confirmation failed, now or before. The log takes no record until it is opened
   * again and what is on the disk is read back; the record at which it failed may then be there.
   */
  LOG_DEAD,

  /** The log was closed; nothing was written. */
  LOG_CLOSED,

  /** The record is longer than {@link AuditRecord#MAX_LENGTH}; nothing was written. */
  RECORD_TOO_LONG,

  /** The log failed in a way that is not its own to name, as by an exception. */
  LOG_FAILED
}
