package org.portcullis.attestation.key;

/**
 * A place in a certificate chain.
 *
 * @param certificate the index of the certificate, 0 for the leaf, or {@link #NO_CERTIFICATE}
 * @param field the field within it, such as {@code notAfter} or {@code hardware.rootOfTrust}
 */
public record Where(int certificate, String field) {
  /** The index that stands for the chain as a whole, or for something beside it. */
  public static final int NO_CERTIFICATE = -1;

  /**
   * Checks the index.
   *
   * @param certificate the index of the certificate, 0 for the leaf, or {@link #NO_CERTIFICATE}
   * @param field the field within it, such as {@code notAfter} or {@code hardware.rootOfTrust}
   * @throws IllegalArgumentException if the index is below -1
   */
  public Where {
    if (certificate < NO_CERTIFICATE) {
      throw new IllegalArgumentException("no certificate has the index " + certificate);
    }
  }

  static Where chain(String field) {
    return new Where(NO_CERTIFICATE, field);
  }

  static Where leaf(String field) {
    return new Where(0, field);
  }
}
