/**
 * Signed documents: DSSE envelopes, the roles whose keys may sign them, how many distinct keys it
 * takes, and signers. Knows nothing of what is signed.
 *
 * <p>An {@link org.portcullis.release.envelope.Envelope} is read or signed, {@link
 * org.portcullis.release.envelope.KeyRoles} say who may sign, and {@link
 * org.portcullis.release.envelope.EnvelopeVerifier} holds one against the other. Nothing here reads
 * a clock, a network, a file or a source of randomness, and nothing needs more than Android API 34.
 *
 * @see <a href="https://github.com/secure-systems-lab/dsse/blob/v1.0.2/protocol.md">DSSE 1.0.2</a>
 */
@NullMarked
package org.portcullis.release.envelope;

import org.jspecify.annotations.NullMarked;
