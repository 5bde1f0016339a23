@NullMarked
package org.portcullis.attestation.key.status;

import org.jspecify.annotations.NullMarked;
