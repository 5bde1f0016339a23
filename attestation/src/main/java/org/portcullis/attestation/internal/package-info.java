/** What the module's readers of operators' files share. Not for use outside this module. */
@NullMarked
package org.portcullis.attestation.internal;

import org.jspecify.annotations.NullMarked;
