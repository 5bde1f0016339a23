@NullMarked
package org.portcullis.attestation.key;

import org.jspecify.annotations.NullMarked;
