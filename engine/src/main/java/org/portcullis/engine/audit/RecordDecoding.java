package org.portcullis.engine.audit;

/** What an entry of the log turned out to be. */
public sealed interface RecordDecoding {
  /** Why an entry is no record. */
  enum Fault {
    /** Longer than a record may be. */
    TOO_LONG,

    /** Not a record in its canonical form. */
    MALFORMED,

    /** A kind or version of record that this library does not know. */
    UNKNOWN_KIND,

    /** Facts of a vocabulary that this library does not know. */
    UNKNOWN_VOCABULARY
  }

  /**
   * A record, whose encoding is exactly the entry.
   *
   * @param value the record
   */
  record Decoded(AuditRecord value) implements RecordDecoding {}

  /**
   * No record that this library can read.
   *
   * @param fault why
   * @param offset where, in bytes from the entry's start
   * @param cause one line; nothing of the content
   */
  record Undecodable(Fault fault, int offset, String cause) implements RecordDecoding {}
}
