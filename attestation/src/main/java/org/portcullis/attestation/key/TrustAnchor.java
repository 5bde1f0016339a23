package org.portcullis.attestation.key;

import java.util.List;
import java.util.Set;
import org.portcullis.attestation.key.internal.DistinguishedName;
import org.portcullis.attestation.key.internal.SubjectKey;

/**
 * A pinned root key. Names are hints for chains that come without their root; the key alone is
 * trusted.
 *
 * @param name what results call it
 * @param key the key
 * @param digest the SHA-256 of its SubjectPublicKeyInfo
 * @param subjects the subjects of its certificates, none for a bare key
 * @param permitted the provisioning kinds that it vouches for, none for any form
 */
record TrustAnchor(
    String name,
    SubjectKey key,
    Sha256 digest,
    List<DistinguishedName> subjects,
    Set<Provisioning> permitted) {
  TrustAnchor {
    subjects = List.copyOf(subjects);
    permitted = Set.copyOf(permitted);
  }

  /** Whether its form is fixed: only then do the tolerances for real device fleets apply. */
  boolean hasFixedForm() {
    return !permitted.isEmpty();
  }

  boolean mayHaveIssued(DistinguishedName issuer) {
    return subjects.isEmpty() || subjects.contains(issuer);
  }
}
