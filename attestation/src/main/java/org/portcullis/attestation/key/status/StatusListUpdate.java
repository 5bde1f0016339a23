package org.portcullis.attestation.key.status;

import org.portcullis.attestation.key.StatusList;

/** What came of one attempt to renew a list. */
public sealed interface StatusListUpdate {
  /**
   * Another list is in force; also the first one, and one that was kept from an earlier run.
   *
   * @param list the list
   */
  record Replaced(StatusList list) implements StatusListUpdate {}

  /**
   * The list in force is still the current one; its age is renewed.
   *
   * @param list the list, with its new instant
   */
  record Confirmed(StatusList list) implements StatusListUpdate {}

  /**
   * Something failed. The last good list, if there is one, stays in force.
   *
   * @param failure what failed
   */
  record Failed(StatusListFailure failure) implements StatusListUpdate {}
}
