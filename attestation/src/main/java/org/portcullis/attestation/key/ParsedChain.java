package org.portcullis.attestation.key;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.ParsedCertificate;
import org.portcullis.attestation.key.internal.SignatureChecker;

/**
 * A chain whose certificates have been read. Nothing is authenticated yet.
 *
 * @param source the chain as it came
 * @param certificates its certificates, leaf first
 */
record ParsedChain(CertificateChain source, List<ParsedCertificate> certificates) {

  /** Reads every certificate; the first that can't be read ends it. */
  static Optional<ParsedChain> read(
      CertificateChain chain, SignatureChecker signatures, CheckLog log, Oddities oddities) {
    List<ParsedCertificate> certificates = new ArrayList<>(chain.size());
    for (int i = 0; i < chain.size(); i++) {
      int index = i;
      Optional<ParsedCertificate> certificate =
          log.find(Check.Kind.ENCODING, index, () -> read(chain, signatures, index));
      if (certificate.isEmpty()) {
        return Optional.empty();
      }
      note(certificate.get(), index, oddities);
      certificates.add(certificate.get());
    }
    return Optional.of(new ParsedChain(chain, List.copyOf(certificates)));
  }

  private static ParsedCertificate read(
      CertificateChain chain, SignatureChecker signatures, int index) throws Refusal {
    try {
      return signatures.read(chain.der(index));
    } catch (DerException e) {
      throw Refusal.certificate(index, e);
    }
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
      boolean issuesPrevious = get(i - 1).issuer().equals(get(i).subject());
      if (!issuesPrevious && get(i).issuer().equals(get(i - 1).subject())) {
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

  /** Whether a second statement stands right above the leaf, where an attest key has its own. */
  boolean hasAttestKey() {
    return size() > 1 && get(1).statement().isPresent();
  }

  /** The index of the certificate of the device's attestation key. */
  int attestationIndex() {
    return hasAttestKey() ? 2 : 1;
  }
}
