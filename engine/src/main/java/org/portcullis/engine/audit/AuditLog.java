package org.portcullis.engine.audit;

/**
 * Where decisions are recorded before they are returned. Implementations are thread-safe, never
 * drop a record that they accepted, and answer in bounded time.
 */
public interface AuditLog extends AutoCloseable {
  /** Whether a log takes records. */
  enum State {
    /** It takes records. */
    OPEN,

    /** It failed, and takes none until it is opened again. */
    DEAD,

    /** It was closed. */
    CLOSED
  }

  /**
   * Appends a record and waits until it is accepted or refused. An interrupt does not cut the wait
   * short, which is bounded; it stays set.
   *
   * @param record what to append
   * @return the receipt, or why there is none
   */
  AuditReceipt append(AuditRecord record);

  /**
   * Whether the log takes records.
   *
   * @return the state at this moment
   */
  State state();

  /**
   * The latest time of any record: the clock of decisions never goes below it.
   *
   * @return milliseconds since 1970; 0 if the log is empty
   */
  long latestMillis();

  /**
   * The store of what records name by digest.
   *
   * @return the store, as durable as the log
   */
  BlobStore blobs();

  /** Ends the log after the records that already wait. */
  @Override
  void close();
}
