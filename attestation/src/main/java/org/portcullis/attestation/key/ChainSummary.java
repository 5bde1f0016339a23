package org.portcullis.attestation.key;

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
 */
public record ChainSummary(
    Provisioning provisioning,
    String root,
    Sha256 anchor,
    Sha256 chain,
    int length,
    boolean rootIncluded,
    CertificateSerials serials) {}
