package org.portcullis.attestation.key;

import java.util.List;

/** Chains for tests. */
final class TestChains {
  private TestChains() {}

  static CertificateChain ofDer(List<byte[]> certificates) {
    ChainReading reading = CertificateChain.ofDer(certificates);
    if (reading instanceof ChainReading.Read read) {
      return read.chain();
    }
    throw new AssertionError(reading.toString());
  }
}
