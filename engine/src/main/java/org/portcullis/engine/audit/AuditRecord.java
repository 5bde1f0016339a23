package org.portcullis.engine.audit;

/**
 * What a log keeps: a decision, or an act that changed what decides. No record can hold a serial
 * number, challenge, token, address or free text.
 */
public sealed interface AuditRecord permits DecisionRecord, ActivationRecord {
  /** The longest entry, in bytes. */
  int MAX_LENGTH = 8192;

  /** The latest time that a record can state. */
  long LATEST_MILLIS = (1L << 48) - 1;

  /**
   * The record's name.
   *
   * @return a time-ordered id
   */
  DecisionId id();

  /**
   * Its time.
   *
   * @return milliseconds since 1970, 0 to 2^48 - 1
   */
  long timeMillis();

  /**
   * The entry: the record's only encoding, deterministic CBOR (RFC 8949, 4.2.1) with frozen keys.
   *
   * @return a new array; longer than {@link #MAX_LENGTH} only if no log can take it
   */
  byte[] encode();

  /**
   * Reads an entry, and nothing else: the record is encoded again and must give the same bytes.
   *
   * @param entry the bytes; not changed
   * @return the record, or what is wrong and where
   */
  static RecordDecoding decode(byte[] entry) {
    return RecordParser.parse(entry);
  }
}
