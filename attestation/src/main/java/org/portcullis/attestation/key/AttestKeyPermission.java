package org.portcullis.attestation.key;

import java.util.Optional;

/**
 * Which attest key may vouch for a leaf.
 *
 * @param recorded the digest of the certificate of the one that does, or empty for a new one
 */
record AttestKeyPermission(Optional<Sha256> recorded) {}
