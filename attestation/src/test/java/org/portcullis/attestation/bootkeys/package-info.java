/** Tests of the boot keys' catalogue and its readers. */
@org.jspecify.annotations.NullMarked
package org.portcullis.attestation.bootkeys;
