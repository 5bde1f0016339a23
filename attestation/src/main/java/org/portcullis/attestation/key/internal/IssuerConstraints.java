package org.portcullis.attestation.key.internal;

import java.util.Optional;

/**
 * What a certificate may sign, by its basicConstraints and keyUsage.
 *
 * @param basicConstraints the value of that extension, or empty
 * @param keyUsage the value of that extension, or empty
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.9">RFC 5280, 4.2.1.9</a>
 */
record IssuerConstraints(Optional<DerElement> basicConstraints, Optional<DerElement> keyUsage) {

  /** CA:FALSE as DER has it, where a default is left out. */
  private static final byte[] NOT_AUTHORITY = {0x30, 0};

  /** CA:FALSE written out. */
  private static final byte[] NOT_AUTHORITY_EXPLICIT = {0x30, 3, 1, 1, 0};

  /** The first bit, with seven unused. */
  private static final byte[] DIGITAL_SIGNATURE = {0x03, 2, 7, (byte) 0x80};

  int issuerDepth() throws DerException {
    if (basicConstraints.isEmpty() || !maySignCertificates()) {
      return -1;
    }
    DerReader outer = basicConstraints.get().reader("basicConstraints");
    DerReader inner = outer.open(DerElement.SEQUENCE, "basicConstraints");
    outer.expectEnd();
    if (!inner.nextIs(DerElement.BOOLEAN)) {
      return -1;
    }
    DerElement ca = inner.read();
    if (ca.length() != 1 || ca.at(0) != 0xff) {
      return -1;
    }
    if (inner.atEnd()) {
      return Integer.MAX_VALUE;
    }
    long depth =
        inner.read(DerElement.INTEGER, "basicConstraints").unsignedLong("basicConstraints");
    inner.expectEnd();
    return (int) Math.min(depth, Integer.MAX_VALUE);
  }

  private boolean maySignCertificates() throws DerException {
    return keyUsage.isPresent() && KeyUsage.read(keyUsage.get()).has(KeyUsage.CERT_SIGN);
  }

  /** Whether the certificate may sign others while nothing says that it is an authority or none. */
  boolean signsCertificatesUnmarked() throws DerException {
    return basicConstraints.isEmpty() && maySignCertificates();
  }

  boolean signsMessagesOnly() {
    boolean notAuthority =
        basicConstraints
            .filter(
                value ->
                    value.contentEquals(NOT_AUTHORITY)
                        || value.contentEquals(NOT_AUTHORITY_EXPLICIT))
            .isPresent();
    return notAuthority && keyUsage.filter(v -> v.contentEquals(DIGITAL_SIGNATURE)).isPresent();
  }
}
