package org.portcullis.attestation.key;

import java.time.Duration;
import java.time.Instant;

/** Which status list a verification was made against, and how old it was. */
public sealed interface RevocationSnapshot {
  /**
   * There was no status list: nothing is known about revocation.
   *
   * @param list the name of the list that the chain's anchor names
   */
  record NoList(String list) implements RevocationSnapshot {}

  /**
   * The certificates were looked up in a status list.
   *
   * @param list the name of the list, by the chain's anchor
   * @param fetchedAt when the list was fetched
   * @param age its age at the instant of the verification, negative if it was fetched later
   * @param digest the digest of the list's bytes
   * @param entries the number of usable entries
   */
  record Checked(String list, Instant fetchedAt, Duration age, Sha256 digest, int entries)
      implements RevocationSnapshot {}
}
