/**
 * Android Key Attestation: is the statement authentic, and what does it say.
 *
 * <p>A host reads a chain with {@link org.portcullis.attestation.key.CertificateChain}, says what
 * it expects with {@link org.portcullis.attestation.key.KeyAttestationExpectation}, and lets one
 * {@link org.portcullis.attestation.key.KeyAttestationVerifier} answer with a {@link
 * org.portcullis.attestation.key.KeyAttestationResult}. Whether the device is good enough is not
 * asked here.
 */
@NullMarked
package org.portcullis.attestation.key;

import org.jspecify.annotations.NullMarked;
