package org.portcullis.attestation.key;

import org.portcullis.attestation.key.internal.DerException;

/** Something that can't be an anchor. Carries no stack trace. */
final class UnusableAnchor extends Exception {
  private static final long serialVersionUID = 1L;

  private final String detail;

  UnusableAnchor(String detail) {
    super(detail, null, false, false);
    this.detail = detail;
  }

  static UnusableAnchor of(DerException cause) {
    return new UnusableAnchor(cause.field() + ": " + cause.cause());
  }

  String detail() {
    return detail;
  }
}
