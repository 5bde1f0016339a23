package org.portcullis.attestation.key;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;

/** Whatever comes in, it is a chain within the limits in one form, or says why it is none. */
class ChainFormsFuzz {

  @FuzzTest
  void read(byte[] input) {
    ChainReading reading = CertificateChain.read(input);
    if (reading instanceof ChainReading.Read read) {
      requireTheSameInEveryForm(read.chain());
      return;
    }
    KeyAttestationResult.Rejected rejected = ((ChainReading.Unreadable) reading).rejection();
    if (rejected.detail().isBlank() || rejected.detail().contains("\n")) {
      throw new AssertionError("a rejection without a cause in one line");
    }
  }

  /** What came as PEM or JSON isn't looked into, so that it need not be DER at all. */
  private static void requireTheSameInEveryForm(CertificateChain chain) {
    List<byte[]> certificates = new ArrayList<>();
    chain.certificates().forEach(certificate -> certificates.add(certificate.toArray()));
    byte[] json = WrittenChain.JSON_ARRAY.write(certificates);
    if (!(CertificateChain.read(json) instanceof ChainReading.Read again)
        || !again.chain().digest().equals(chain.digest())) {
      throw new AssertionError("another chain once written and read again");
    }
  }
}
