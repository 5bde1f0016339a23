package org.portcullis.attestation.key;

import java.util.Map;

/**
 * The status lists of a verifier by their names, and the host's deny list. A chain is looked up in
 * the list that its anchor names and in the deny list, never in the list of another anchor: serial
 * numbers are unique within one authority alone.
 *
 * @param byName the sources by the names of their lists
 * @param denyList the host's deny list
 */
record StatusLists(Map<String, RevocationSource> byName, RevocationSource denyList) {
  StatusLists {
    byName = Map.copyOf(byName);
  }

  /** The check of a chain under an anchor; a list that nobody gave is missing. */
  RevocationCheck governing(TrustAnchor anchor) {
    String name = anchor.terms().statusList();
    RevocationSource source = byName.getOrDefault(name, RevocationSource.none());
    return new RevocationCheck(name, source.current(), denyList.current());
  }
}
