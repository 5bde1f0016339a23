package org.portcullis.attestation.key;

import java.util.Optional;

/**
 * Where the verifier gets the current status list from. It is asked once in each verification and
 * must answer at once: a host that fetches in the background swaps one reference, for instance
 * {@code () -> Optional.ofNullable(reference.get())}.
 */
@FunctionalInterface
public interface RevocationSource {
  /**
   * The current list.
   *
   * @return the list, or empty if there is none yet
   */
  Optional<StatusList> current();

  /**
   * A source that has no list.
   *
   * @return the source
   */
  static RevocationSource none() {
    return Optional::empty;
  }

  /**
   * A source that always has the same list.
   *
   * @param list the list
   * @return the source
   */
  static RevocationSource of(StatusList list) {
    Optional<StatusList> current = Optional.of(list);
    return () -> current;
  }
}
