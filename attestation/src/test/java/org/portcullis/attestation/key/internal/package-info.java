/** Tests of the encoding below Android Key Attestation. */
@NullMarked
package org.portcullis.attestation.key.internal;

import org.jspecify.annotations.NullMarked;
