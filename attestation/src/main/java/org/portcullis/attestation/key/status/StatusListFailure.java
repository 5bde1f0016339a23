package org.portcullis.attestation.key.status;

import java.time.Instant;

/**
 * Why a source could not renew its list. The last good list stays in force and grows older.
 *
 * @param kind the cause to tell apart by program
 * @param at when it happened, by the source's clock
 * @param detail the cause in one line for a person, without a serial number, a path or an address
 */
public record StatusListFailure(Kind kind, Instant at, String detail) {
  /** The causes that a source tells apart. */
  public enum Kind {
    /** No connection: refused, name unknown, TLS handshake failed, or broken before the answer. */
    CONNECTION_FAILED,
    /** The answer was not there as a whole within the time limit. */
    TIMED_OUT,
    /** The answer broke off. */
    TRUNCATED,
    /** The server sent the request elsewhere, and the source doesn't go there. */
    REDIRECTED,
    /** The server answered with another status than 200 or 304. */
    HTTP_STATUS,
    /** The server says "not modified" of a copy that the source doesn't have. */
    NOT_MODIFIED_UNMATCHED,
    /** The list has more bytes than allowed. */
    TOO_LARGE,
    /** What came is no status list. */
    UNREADABLE,
    /** The list has no entries. */
    EMPTY,
    /** The list lost more entries than the guard allows. */
    SHRUNK,
    /** The list is an older edition than the last good one. */
    OUTDATED,
    /** The list claims an instant that is still to come. */
    FROM_THE_FUTURE,
    /** The file, or the one beside it that says when it was fetched, can't be read. */
    FILE_UNREADABLE,
    /** The file that says when the list was fetched is malformed, or is about another list. */
    FETCH_INSTANT_UNREADABLE,
    /** The kept copy can't be read. */
    STORE_UNREADABLE,
    /** The kept copy is torn or was edited, and is ignored. */
    STORE_DAMAGED,
    /** The list is in force but could not be kept for the next start. */
    STORE_UNWRITABLE,
    /** An unexpected error in the source itself. */
    INTERNAL;

    /** Whether a file may become usable without a change: by rights to it, or by time alone. */
    boolean mayHealByItself() {
      return this == FILE_UNREADABLE || this == FROM_THE_FUTURE;
    }

    /** Whether the list is in force all the same. */
    boolean isOfStore() {
      return this == STORE_UNREADABLE || this == STORE_DAMAGED || this == STORE_UNWRITABLE;
    }
  }
}
