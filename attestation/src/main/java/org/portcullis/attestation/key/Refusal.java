package org.portcullis.attestation.key;

import org.portcullis.attestation.key.internal.DerException;

/** A check that failed: ends the verification. Carries no stack trace. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final KeyAttestationReason reason;
  private final transient Where where;
  private final String detail;

  Refusal(KeyAttestationReason reason, Where where, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
    this.where = where;
    this.detail = detail;
  }

  static Refusal certificate(int index, DerException cause) {
    return new Refusal(
        cause.isTrailing()
            ? KeyAttestationReason.CERTIFICATE_TRAILING_DATA
            : KeyAttestationReason.CERTIFICATE_MALFORMED,
        new Where(index, cause.field()),
        cause.cause());
  }

  Failure failure() {
    return new Failure(reason, where, detail);
  }
}
