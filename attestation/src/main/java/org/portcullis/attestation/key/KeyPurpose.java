package org.portcullis.attestation.key;

/** What a key may be used for (KeyMint {@code KeyPurpose.aidl}). */
public enum KeyPurpose {
  /** Encrypt, 0. */
  ENCRYPT,
  /** Decrypt, 1. */
  DECRYPT,
  /** Sign, 2. */
  SIGN,
  /** Verify, 3. */
  VERIFY,
  /** Unwrap imported keys, 5. */
  WRAP_KEY,
  /** Agree on a key, 6. */
  AGREE_KEY,
  /** Sign the attestation of other keys, 7. */
  ATTEST_KEY,
  /** A value that no known version defines. */
  UNRECOGNIZED
}
