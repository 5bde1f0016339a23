package org.portcullis.attestation.key;

import java.util.ArrayList;
import java.util.List;

/** All that a policy could see of a verified chain, but how it came: its digest and length. */
final class VerifiedFacts {
  private VerifiedFacts() {}

  static List<Object> of(KeyAttestationResult.Verified verified) {
    KeyDescription d = verified.description();
    return List.of(
        verified.key(),
        verified.securityLevel(),
        d.attestationVersion(),
        d.attestationSecurityLevel(),
        d.keyMintVersion(),
        d.keyMintSecurityLevel(),
        d.challenge(),
        d.hasUniqueId(),
        members(d.software()),
        members(d.hardware()),
        verified.chain().anchor(),
        verified.chain().provisioning(),
        verified.chain().attestKey());
  }

  private static List<Object> members(AuthorizationList list) {
    List<Object> members = new ArrayList<>(list.unknownTags());
    members.addAll(list.unknownValues());
    list.tags().forEach(tag -> members.add(list.get(tag)));
    return members;
  }
}
