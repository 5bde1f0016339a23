package org.portcullis.attestation.key;

import java.math.BigInteger;
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
        verified.chain().root(),
        verified.chain().provisioning(),
        verified.chain().provisioningInfo(),
        serials(verified.chain()),
        verified.chain().attestKey());
  }

  /** Those of the signed certificates; whether the root was sent with them says nothing. */
  private static List<BigInteger> serials(ChainSummary chain) {
    List<BigInteger> serials = chain.serials().reveal();
    return chain.rootIncluded() ? serials.subList(0, serials.size() - 1) : serials;
  }

  private static List<Object> members(AuthorizationList list) {
    List<Object> members = new ArrayList<>(list.unknownTags());
    members.addAll(list.unknownValues());
    list.tags().forEach(tag -> members.add(list.get(tag)));
    return members;
  }
}
