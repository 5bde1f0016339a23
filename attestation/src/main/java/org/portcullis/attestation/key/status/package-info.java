/**
 * Where a server gets its status list from: over the network, or from a file.
 *
 * <p>A source keeps the last good list and never replaces it by one that is unreadable, empty, much
 * shorter or older. The verifier knows of none of this: it asks a {@link
 * org.portcullis.attestation.key.RevocationSource}. This is the only package of the module that
 * reaches out; clock, HTTP client, scheduler and randomness are handed in.
 */
@NullMarked
package org.portcullis.attestation.key.status;

import org.jspecify.annotations.NullMarked;
