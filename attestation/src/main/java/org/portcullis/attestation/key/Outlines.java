package org.portcullis.attestation.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.ParsedCertificate;
import org.portcullis.attestation.key.internal.SignatureScheme;

/**
 * Outlines the certificates of a chain for an explanation; those that can't be read are left out.
 */
final class Outlines {
  private final List<CertificateOutline> outlines = new ArrayList<>();
  private final CertificateChain source;
  private final boolean rootIncluded;
  private boolean attestKey;

  private Outlines(CertificateChain source, Optional<TrustedPath> path) {
    this.source = source;
    this.rootIncluded = path.map(TrustedPath::rootIncluded).orElse(false);
  }

  static List<CertificateOutline> of(CertificateChain source, Optional<TrustedPath> path) {
    Outlines found = new Outlines(source, path);
    for (int i = 0; i < source.size(); i++) {
      found.add(i);
    }
    return found.outlines;
  }

  private void add(int index) {
    try {
      ParsedCertificate certificate = ParsedCertificate.read(source.der(index));
      boolean statement = certificate.statement().isPresent();
      attestKey |= index == 1 && statement;
      outlines.add(
          new CertificateOutline(
              index,
              role(index),
              AttestedKey.of(certificate.key()).name(),
              signature(certificate.scheme()),
              Instant.ofEpochSecond(certificate.notBefore()),
              Instant.ofEpochSecond(certificate.notAfter()),
              source.der(index).length,
              statement));
    } catch (DerException e) {
      // the failed check says why
    }
  }

  private CertificateOutline.Role role(int index) {
    if (index == 0) {
      return CertificateOutline.Role.LEAF;
    }
    if (rootIncluded && index == source.size() - 1) {
      return CertificateOutline.Role.ROOT;
    }
    if (index == 1 && attestKey) {
      return CertificateOutline.Role.ATTEST_KEY;
    }
    return index == (attestKey ? 2 : 1)
        ? CertificateOutline.Role.ATTESTATION
        : CertificateOutline.Role.INTERMEDIATE;
  }

  private static String signature(SignatureScheme scheme) {
    return scheme == SignatureScheme.OTHER ? "unknown" : scheme.jcaName();
  }
}
