package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Each bound of a chain: what is at it is read, and one more is not. {@link ChainFormsTest} has the
 * same for every form of a text, {@link StatementBoundsTest} the bounds of a statement, and {@link
 * ProvisioningInfoTest} those of its map.
 */
class ChainBoundsTest {
  private static final int CERTIFICATE = 16 * 1024;
  private static final int CHAIN = 64 * 1024;
  private static final int TEXT = 256 * 1024;
  private static final Where WHOLE = Where.chain("chain");

  @Test
  void ofDer_certificates_areAtMost10() {
    List<byte[]> ten = Collections.nCopies(10, new byte[1]);
    assertThat(read(CertificateChain.ofDer(ten)).size()).isEqualTo(10);

    assertThat(refused(CertificateChain.ofDer(Collections.nCopies(11, new byte[1]))))
        .isEqualTo(
            new Failure(
                KeyAttestationReason.CHAIN_TOO_LONG, WHOLE, "there are more than 10 certificates"));
  }

  @Test
  void ofDer_certificate_hasAtMost16KiB() {
    read(CertificateChain.ofDer(List.of(new byte[1], new byte[CERTIFICATE])));

    assertThat(refused(CertificateChain.ofDer(List.of(new byte[1], new byte[CERTIFICATE + 1]))))
        .isEqualTo(
            new Failure(
                KeyAttestationReason.CHAIN_TOO_LARGE,
                new Where(1, "certificate"),
                "more than 16384 bytes"));
  }

  @Test
  void ofDer_chain_hasAtMost64KiB() {
    List<byte[]> largest = new ArrayList<>(Collections.nCopies(4, new byte[CERTIFICATE]));
    assertThat(read(CertificateChain.ofDer(largest)).size()).isEqualTo(4);
    largest.add(new byte[1]);

    assertThat(refused(CertificateChain.ofDer(largest)))
        .isEqualTo(
            new Failure(
                KeyAttestationReason.CHAIN_TOO_LARGE,
                WHOLE,
                "the certificates have more than " + CHAIN + " bytes"));
  }

  @Test
  void read_text_hasAtMost256KiB() {
    String pem = Minted.factory().mint().pem();
    String largest = pem + " ".repeat(TEXT - pem.length());
    Failure tooLarge =
        new Failure(
            KeyAttestationReason.CHAIN_TOO_LARGE, WHOLE, "the text has more than 262144 bytes");

    for (ChainReading reading :
        List.of(
            CertificateChain.read(bytes(largest)),
            CertificateChain.ofPem(bytes(largest)),
            CertificateChain.ofPem(largest))) {
      assertThat(read(reading).size()).isEqualTo(4);
    }
    for (ChainReading reading :
        List.of(
            CertificateChain.read(bytes(largest + " ")),
            CertificateChain.ofPem(bytes(largest + " ")),
            CertificateChain.ofPem(largest + " "))) {
      assertThat(refused(reading)).isEqualTo(tooLarge);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static CertificateChain read(ChainReading reading) {
    assertThat(reading).isInstanceOf(ChainReading.Read.class);
    return ((ChainReading.Read) reading).chain();
  }

  private static Failure refused(ChainReading reading) {
    assertThat(reading).isInstanceOf(ChainReading.Unreadable.class);
    return ((ChainReading.Unreadable) reading).rejection().failures().get(0);
  }
}
