/**
 * Verified boot keys: which keys of operating systems a host takes for good, as its own pins and
 * from lists that vendors sign. Attestation says with which key a device booted; this says whose
 * key that is (in the words of RFC 9334: reference values and endorsements).
 *
 * <p>A host reads its pins with {@link org.portcullis.attestation.bootkeys.BootKeyPins}, a vendor's
 * list with the {@link org.portcullis.attestation.bootkeys.BootKeyVendor} that it pinned, and asks
 * the {@link org.portcullis.attestation.bootkeys.BootKeyCatalogue} of both.
 */
@NullMarked
package org.portcullis.attestation.bootkeys;

import org.jspecify.annotations.NullMarked;
