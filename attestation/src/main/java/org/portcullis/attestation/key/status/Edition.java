package org.portcullis.attestation.key.status;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portcullis.attestation.key.Reading;
import org.portcullis.attestation.key.StatusList;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

/**
 * A list and when its publisher last changed it, if that is known.
 *
 * @param list the list
 * @param lastModified the publisher's own instant, or null
 */
record Edition(StatusList list, @Nullable Instant lastModified) {
  /** Parses a list; the error says where it is, never what stands there. */
  static Edition parse(byte[] json, Instant fetchedAt, Optional<Instant> lastModified)
      throws Problem {
    Reading<StatusList> reading = StatusList.parse(json, fetchedAt);
    if (reading instanceof Reading.Unreadable<StatusList> error) {
      throw new Problem(
          Kind.UNREADABLE, error.line() + ":" + error.column() + ": " + error.detail());
    }
    return new Edition(reading.orElseThrow(), lastModified.orElse(null));
  }

  boolean isSameListAs(Edition other) {
    return list.digest().equals(other.list.digest());
  }

  Edition withFetchedAt(Instant instant) {
    return new Edition(list.withFetchedAt(instant), lastModified);
  }
}
