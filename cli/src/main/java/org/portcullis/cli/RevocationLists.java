package org.portcullis.cli;

import java.util.Map;
import org.portcullis.attestation.key.KeyAttestationVerifier;
import org.portcullis.attestation.key.RevocationSource;

/**
 * What certificates are looked up in.
 *
 * @param statusLists the status lists by the names under which anchors name them
 * @param denyList the host's own list, which governs every anchor
 */
record RevocationLists(Map<String, RevocationSource> statusLists, RevocationSource denyList) {
  RevocationLists {
    statusLists = Map.copyOf(statusLists);
  }

  KeyAttestationVerifier.Builder giveTo(KeyAttestationVerifier.Builder verifier) {
    statusLists.forEach(verifier::statusList);
    return verifier.denyList(denyList);
  }
}
