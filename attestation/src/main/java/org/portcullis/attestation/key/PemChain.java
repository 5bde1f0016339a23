package org.portcullis.attestation.key;

import java.util.ArrayList;
import java.util.List;
import org.portcullis.attestation.key.internal.Pem;

/** A chain as PEM blocks, all of them certificates. */
final class PemChain {
  private PemChain() {}

  static List<byte[]> read(String text) throws Refusal {
    try {
      return certificates(
          Pem.read(
              text, CertificateChain.MAX_CERTIFICATES, CertificateChain.MAX_CERTIFICATE_BYTES));
    } catch (Pem.PemException e) {
      throw refusal(e);
    }
  }

  private static List<byte[]> certificates(List<Pem.Block> blocks) throws Refusal {
    List<byte[]> certificates = new ArrayList<>(blocks.size());
    for (Pem.Block block : blocks) {
      if (!block.label().equals("CERTIFICATE")) {
        throw malformed(certificates.size(), block.line(), "the block is no certificate");
      }
      certificates.add(block.bytes());
    }
    return certificates;
  }

  private static Refusal refusal(Pem.PemException e) {
    return switch (e.kind()) {
      case MALFORMED -> malformed(e.block(), e.line(), e.text());
      case TOO_LARGE -> ChainLimits.tooLarge(e.block());
      case TOO_MANY -> ChainLimits.tooLong();
    };
  }

  private static Refusal malformed(int index, int line, String cause) {
    return ChainForm.PEM.malformed(index, "line " + line, cause);
  }
}
