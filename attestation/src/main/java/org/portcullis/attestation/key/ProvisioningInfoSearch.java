package org.portcullis.attestation.key;

import java.util.List;
import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.ParsedCertificate;

/**
 * Finds the provisioning information of a chain. It stands in the certificate that issues the one
 * with the statement; anywhere else it says nothing about the device and is only noted.
 *
 * @see ProvisioningInfo
 */
final class ProvisioningInfoSearch {
  private static final String FIELD = "provisioningInfo";

  private ProvisioningInfoSearch() {}

  /**
   * The provisioning information, which is never fatal: real servers wrote botched ones.
   *
   * @param certificates the chain, leaf first
   * @param oddities where misplaced and malformed ones are noted
   * @return the info next above the lowest statement that has one, or absent, or malformed
   */
  static Member<ProvisioningInfo> find(List<ParsedCertificate> certificates, Oddities oddities) {
    Member<ProvisioningInfo> found = new Member.Absent<>();
    for (int i = 0; i < certificates.size(); i++) {
      ParsedCertificate certificate = certificates.get(i);
      if (certificate.provisioningInfo().isEmpty()) {
        continue;
      }
      boolean placed = i > 0 && certificates.get(i - 1).statement().isPresent();
      if (!placed || !found.isAbsent()) {
        oddities.add(Oddity.Kind.PROVISIONING_INFO_MISPLACED, i, FIELD);
        continue;
      }
      found = read(certificate);
      if (found.isMalformed()) {
        oddities.add(Oddity.Kind.PROVISIONING_INFO_MALFORMED, i, FIELD);
      }
    }
    return found;
  }

  private static Member<ProvisioningInfo> read(ParsedCertificate certificate) {
    if (certificate.hasRepeatedProvisioningInfo()) {
      return new Member.Malformed<>(Bytes.of(new byte[0]), "the extension is there twice");
    }
    return certificate
        .provisioningInfo()
        .map(DerElement::content)
        .map(ProvisioningInfoReader::read)
        .orElseGet(Member.Absent::new);
  }
}
