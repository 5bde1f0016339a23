package org.portcullis.attestation.key.status;

import java.time.Instant;
import java.util.Optional;

/**
 * A fetched list with all that is needed to go on with it after a restart.
 *
 * @param edition the list
 * @param validators what to ask the server with
 * @param text its bytes as they came
 */
record KeptList(Edition edition, Validators validators, ListText text) {
  KeptList with(Edition renewed) {
    return new KeptList(renewed, validators, text);
  }

  Instant fetchedAt() {
    return edition.list().fetchedAt();
  }

  /** The bytes of a list, shared and never changed. */
  static final class ListText {
    private final byte[] bytes;

    ListText(byte[] bytes) {
      this.bytes = bytes;
    }

    /** For reading only. */
    byte[] bytes() {
      return bytes;
    }
  }

  Optional<Instant> lastModified() {
    return Optional.ofNullable(edition.lastModified());
  }
}
