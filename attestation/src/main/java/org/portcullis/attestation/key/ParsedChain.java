package org.portcullis.attestation.key;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.ParsedCertificate;

/**
 * A chain whose certificates have been read and stand in the right order, with one statement, in
 * the leaf. Nothing is authenticated yet.
 *
 * @param source the chain as it came
 * @param certificates its certificates, leaf first
 */
record ParsedChain(CertificateChain source, List<ParsedCertificate> certificates) {

  /** Reads every certificate; the first that can't be read decides. */
  static ParsedChain read(CertificateChain chain, Oddities oddities) throws Refusal {
    List<ParsedCertificate> certificates = new ArrayList<>(chain.size());
    for (int i = 0; i < chain.size(); i++) {
      try {
        ParsedCertificate certificate = ParsedCertificate.read(chain.der(i));
        note(certificate, i, oddities);
        certificates.add(certificate);
      } catch (DerException e) {
        throw Refusal.certificate(i, e);
      }
    }
    return new ParsedChain(chain, List.copyOf(certificates));
  }

  private static void note(ParsedCertificate certificate, int index, Oddities oddities) {
    if (certificate.hasLooseBoolean()) {
      oddities.add(Oddity.Kind.BOOLEAN_NOT_DER, index, "extensions");
    }
    if (certificate.hasLooseAlgorithm()) {
      oddities.add(Oddity.Kind.ALGORITHM_WITH_NULL, index, "signatureAlgorithm");
    }
    if (index == 0 && certificate.hasKnox()) {
      oddities.addInLeaf(Oddity.Kind.KNOX_EXTENSION, "extensions");
    }
  }

  int size() {
    return certificates.size();
  }

  ParsedCertificate get(int index) {
    return certificates.get(index);
  }

  ParsedCertificate leaf() {
    return certificates.get(0);
  }

  /** Refuses a chain that stands upside down or has a certificate twice. */
  void requireOrder() throws Refusal {
    for (int i = 1; i < size(); i++) {
      boolean issuedByPrevious = get(i).issuer().equals(get(i - 1).subject());
      if (issuedByPrevious && !get(i - 1).issuer().equals(get(i).subject())) {
        throw order(i, "the certificate stands above its issuer");
      }
      for (int j = 0; j < i; j++) {
        if (Arrays.equals(source.der(i), source.der(j))) {
          throw order(i, "the certificate is there twice");
        }
      }
    }
  }

  private static Refusal order(int index, String detail) {
    return new Refusal(
        KeyAttestationReason.CHAIN_ORDER_INVALID, new Where(index, "certificate"), detail);
  }

  /**
   * The statement's bytes. One statement alone, critical or not, and only in the leaf: otherwise
   * the holder of an ordinary attested key could sign a certificate with a statement of his own
   * below it.
   */
  DerElement requireSingleStatement() throws Refusal {
    for (int i = 0; i < size(); i++) {
      if (get(i).hasRepeatedStatement()) {
        throw extraStatement(i, "the extension is there twice");
      }
    }
    for (int i = 1; i < size(); i++) {
      if (get(i).statement().isPresent()) {
        throw leaf().statement().isPresent()
            ? AttestKeyCheck.refusal(this, i)
            : new Refusal(
                KeyAttestationReason.CHAIN_EXTENDED,
                Where.leaf("extensions"),
                "the certificate stands below the one with the statement");
      }
    }
    return leaf()
        .statement()
        .orElseThrow(
            () ->
                new Refusal(
                    KeyAttestationReason.STATEMENT_MISSING,
                    Where.leaf("extensions"),
                    "the leaf has no attestation extension"));
  }

  static Refusal extraStatement(int index, String detail) {
    return new Refusal(
        KeyAttestationReason.CHAIN_EXTRA_STATEMENT, new Where(index, "extensions"), detail);
  }
}
