/**
 * What the verifier is made of and nobody outside this module may use: a strict DER reader, PEM,
 * and the reading of X.509 certificates over their original bytes.
 */
@NullMarked
package org.portcullis.attestation.key.internal;

import org.jspecify.annotations.NullMarked;
