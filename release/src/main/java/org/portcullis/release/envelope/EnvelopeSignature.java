package org.portcullis.release.envelope;

import java.util.Arrays;
import java.util.Optional;

/** A signature of an envelope, and what its maker says of the key. */
public final class EnvelopeSignature {
  private final String keyId;
  private final byte[] bytes;

  /** Takes over the bytes; an empty key id is one that isn't there. */
  EnvelopeSignature(String keyId, byte[] bytes) {
    this.keyId = keyId;
    this.bytes = bytes;
  }

  /**
   * A hint at the key. Nothing vouches for it, and no verdict depends on it.
   *
   * @return any text of up to 256 characters, or empty
   */
  public Optional<String> keyId() {
    return keyId.isEmpty() ? Optional.empty() : Optional.of(keyId);
  }

  /**
   * The signature, whatever its form.
   *
   * @return a new array
   */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EnvelopeSignature signature
        && keyId.equals(signature.keyId)
        && Arrays.equals(bytes, signature.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * keyId.hashCode() + Arrays.hashCode(bytes);
  }
}
