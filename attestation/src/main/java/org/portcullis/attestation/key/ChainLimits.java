package org.portcullis.attestation.key;

import java.util.List;

/** What goes beyond the limits of {@link CertificateChain}, the same for each form. */
final class ChainLimits {
  private ChainLimits() {}

  /** Before a text is taken apart. */
  static void requireText(int length) throws Refusal {
    if (length > CertificateChain.MAX_TEXT_BYTES) {
      throw tooLarge(
          Where.chain("chain"),
          "the text has more than " + CertificateChain.MAX_TEXT_BYTES + " bytes");
    }
  }

  /** Before one certificate more is taken. */
  static void requireRoom(int certificates) throws Refusal {
    if (certificates >= CertificateChain.MAX_CERTIFICATES) {
      throw tooLong();
    }
  }

  /** Before a certificate is copied or decoded. */
  static void requireCertificate(int index, int length) throws Refusal {
    if (length > CertificateChain.MAX_CERTIFICATE_BYTES) {
      throw tooLarge(index);
    }
  }

  /** Before the certificates as a whole are copied or decoded. */
  static void requireTotal(long length) throws Refusal {
    if (length > CertificateChain.MAX_CHAIN_BYTES) {
      throw tooLarge(
          Where.chain("chain"),
          "the certificates have more than " + CertificateChain.MAX_CHAIN_BYTES + " bytes");
    }
  }

  /** Whatever the form, a chain has a certificate and not too much of them. */
  static void requireChain(List<byte[]> certificates) throws Refusal {
    if (certificates.isEmpty()) {
      throw new Refusal(
          KeyAttestationReason.CHAIN_EMPTY, Where.chain("chain"), "there is no certificate");
    }
    long total = 0;
    for (int i = 0; i < certificates.size(); i++) {
      requireCertificate(i, certificates.get(i).length);
      total += certificates.get(i).length;
    }
    requireTotal(total);
  }

  static Refusal tooLong() {
    return new Refusal(
        KeyAttestationReason.CHAIN_TOO_LONG,
        Where.chain("chain"),
        "there are more than " + CertificateChain.MAX_CERTIFICATES + " certificates");
  }

  static Refusal tooLarge(int index) {
    return tooLarge(
        new Where(index, "certificate"),
        "more than " + CertificateChain.MAX_CERTIFICATE_BYTES + " bytes");
  }

  private static Refusal tooLarge(Where where, String cause) {
    return new Refusal(KeyAttestationReason.CHAIN_TOO_LARGE, where, cause);
  }
}
