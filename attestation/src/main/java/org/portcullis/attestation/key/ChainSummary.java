package org.portcullis.attestation.key;

import java.util.Optional;
import org.portcullis.attestation.key.internal.ParsedCertificate;

/**
 * How a verified chain came to be trusted.
 *
 * @param provisioning the form that the names in the chain have
 * @param root the name of its anchor: {@code google-rsa}, {@code google-p384}, the name that the
 *     host gave it, or {@code anchor-} and the first digits of the key's digest if it came as PEM
 * @param anchor the digest of the anchor's SubjectPublicKeyInfo
 * @param chain the digest of the chain as it came, see {@link CertificateChain#digest()}
 * @param length the number of certificates as they came
 * @param rootIncluded whether the last of them is the root
 * @param serials their serial numbers
 * @param attestKey the digest of the certificate of the attest key that vouches for the leaf, for
 *     {@link KeyAttestationExpectation.Builder#permitAttestKey}; empty if the device's attestation
 *     key does
 * @param provisioningInfo what the provisioning server says of the device; absent in many remotely
 *     provisioned chains and in all others, malformed in some
 */
public record ChainSummary(
    Provisioning provisioning,
    String root,
    Sha256 anchor,
    Sha256 chain,
    int length,
    boolean rootIncluded,
    CertificateSerials serials,
    Optional<Sha256> attestKey,
    Member<ProvisioningInfo> provisioningInfo) {
  static ChainSummary of(TrustedPath path, Member<ProvisioningInfo> provisioningInfo) {
    ParsedChain chain = path.chain();
    return new ChainSummary(
        path.form(),
        path.anchor().name(),
        path.anchor().digest(),
        chain.source().digest(),
        chain.size(),
        path.rootIncluded(),
        new CertificateSerials(
            chain.certificates().stream().map(ParsedCertificate::serial).toList()),
        chain.hasAttestKey() ? Optional.of(chain.source().certificateDigest(1)) : Optional.empty(),
        provisioningInfo);
  }
}
