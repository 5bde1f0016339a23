package org.portcullis.attestation.bootkeys;

/** Bytes that are no SSH key or signature, or a signature that doesn't count. No stack trace. */
final class SshException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String detail;

  SshException(String detail) {
    super(detail, null, false, false);
    this.detail = detail;
  }

  String detail() {
    return detail;
  }
}
