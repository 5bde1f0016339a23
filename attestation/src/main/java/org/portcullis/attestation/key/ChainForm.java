package org.portcullis.attestation.key;

/** The forms in which transports and tools write a certificate chain. */
public enum ChainForm {
  /** Blocks from {@code -----BEGIN CERTIFICATE-----} on (RFC 7468), with text between them. */
  PEM("pem"),
  /** One certificate in DER, or several, one directly after the other. */
  DER("der"),
  /**
   * DER in base64 (RFC 4648, section 4), without blocks: a certificate on each line, or wrapped
   * over lines, or several in one text.
   */
  BASE64("base64"),
  /**
   * A JSON array of certificates in base64 as WebAuthn and JOSE have it, or an object with such an
   * array as its member {@code x5c} (WebAuthn, section 8; RFC 7515, section 4.1.6).
   */
  X5C("x5c");

  private final String field;

  ChainForm(String field) {
    this.field = field;
  }

  /** What places in a text of this form are called. */
  String field() {
    return field;
  }

  /** A place that can't be read, as this form names places. */
  Refusal malformed(int certificate, String place, String cause) {
    return new Refusal(
        KeyAttestationReason.CERTIFICATE_MALFORMED,
        new Where(certificate, field),
        place + ": " + cause);
  }
}
