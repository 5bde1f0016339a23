/** Android Key Attestation: is the statement authentic, and what does it say. */
@NullMarked
package org.portcullis.attestation.key;

import org.jspecify.annotations.NullMarked;
