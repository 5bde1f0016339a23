package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.fixtures.mint.Seed;

class CertificateChainTest {
  private static final String PEM = Minted.factory().mint().pem();

  @Test
  void ofPem_chain_isTheSameAsItsDer() {
    CertificateChain chain = read(CertificateChain.ofPem(PEM));

    assertThat(chain.size()).isEqualTo(4);
    assertThat(chain.digest()).isEqualTo(Minted.chain(Minted.factory()).digest());
    assertThat(read(CertificateChain.ofPem(PEM.getBytes(StandardCharsets.US_ASCII))).digest())
        .isEqualTo(chain.digest());
  }

  @Test
  void ofPem_otherLineEndsAndExplanations_isTheSameChain() {
    String told = "subject: somebody\r\n" + PEM.replace("\n", " \r\n") + "\r\nthe end";
    String joined = PEM.replace("-----END CERTIFICATE-----\n", "-----END CERTIFICATE-----");

    for (String text : List.of(told, joined)) {
      assertThat(read(CertificateChain.ofPem(text)).digest())
          .isEqualTo(read(CertificateChain.ofPem(PEM)).digest());
    }
  }

  @Test
  void ofPem_cutOff_namesTheCertificate() {
    int third = PEM.indexOf("-----BEGIN", PEM.indexOf("-----BEGIN", 1) + 1);
    KeyAttestationResult.Rejected rejected =
        unreadable(CertificateChain.ofPem(PEM.substring(0, third + 200)));

    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.CERTIFICATE_MALFORMED);
    assertThat(rejected.where()).isEqualTo(new Where(2, "pem"));
    assertThat(rejected.detail()).endsWith("the block is cut off, it has no end line");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-----BEGIN CERTIFICATE-----/!!!!/-----END CERTIFICATE-----|the block is not base64",
        "-----BEGIN CERTIFICATE-----/AAA/-----END CERTIFICATE-----|the block is not base64",
        "-----BEGIN CERTIFICATE-----/AAAA/-----END X-----"
            + "|the block's end line is another than its begin line",
        "-----BEGIN CERTIFICATE-----/AAAA/-----BEGIN CERTIFICATE-----"
            + "|the block's end line is another than its begin line",
        "-----BEGIN CERTIFICATE/AAAA/-----END CERTIFICATE-----|a begin line that is not finished",
        "-----BEGIN EC PRIVATE KEY-----/AAAA/-----END EC PRIVATE KEY-----"
            + "|the block is no certificate",
        "AAAA/-----END CERTIFICATE-----|an end line without a begin line"
      })
  void ofPem_damagedBlock_saysWhat(String text, String cause) {
    KeyAttestationResult.Rejected rejected =
        unreadable(CertificateChain.ofPem(text.replace("/", "\n")));

    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.CERTIFICATE_MALFORMED);
    assertThat(rejected.where()).isEqualTo(new Where(0, "pem"));
    assertThat(rejected.detail()).startsWith("line ").endsWith(cause);
  }

  @Test
  void ofPem_textWithoutBlocks_isEmpty() {
    assertThat(unreadable(CertificateChain.ofPem("hello")).reason())
        .isEqualTo(KeyAttestationReason.CHAIN_EMPTY);
    assertThat(unreadable(CertificateChain.ofDer(List.of())).reason())
        .isEqualTo(KeyAttestationReason.CHAIN_EMPTY);
  }

  @Test
  void ofPem_beyondALimit_isRefused() {
    String block = PEM.substring(0, PEM.indexOf("-----BEGIN", 1));
    assertThat(unreadable(CertificateChain.ofPem(block.repeat(11))).reason())
        .isEqualTo(KeyAttestationReason.CHAIN_TOO_LONG);
    String large =
        "-----BEGIN CERTIFICATE-----\n"
            + ("A".repeat(64) + "\n").repeat(400)
            + "-----END CERTIFICATE-----\n";
    assertThat(unreadable(CertificateChain.ofPem(PEM + large)).where())
        .isEqualTo(new Where(4, "certificate"));
    assertThat(unreadable(CertificateChain.ofPem(new byte[300_000])).reason())
        .isEqualTo(KeyAttestationReason.CHAIN_TOO_LARGE);
    assertThat(unreadable(CertificateChain.ofPem(" ".repeat(300_000))).reason())
        .isEqualTo(KeyAttestationReason.CHAIN_TOO_LARGE);
    assertThat(
            unreadable(CertificateChain.ofDer(Collections.nCopies(5, new byte[16 * 1024])))
                .reason())
        .isEqualTo(KeyAttestationReason.CHAIN_TOO_LARGE);
  }

  @Test
  void digest_bytesMovedBetweenCertificates_differs() {
    byte[] one = Seed.of("one").bytes(10);
    List<byte[]> first = List.of(java.util.Arrays.copyOf(one, 4), new byte[] {one[4], one[5]});
    List<byte[]> second = List.of(java.util.Arrays.copyOf(one, 5), new byte[] {one[5]});

    assertThat(TestChains.ofDer(first).digest()).isNotEqualTo(TestChains.ofDer(second).digest());
  }

  @Test
  void ofDer_arrayChangedAfterwards_isUnchanged() {
    List<byte[]> own = new ArrayList<>(Minted.factory().mint().certificates());
    CertificateChain chain = TestChains.ofDer(own);
    Sha256 before = chain.digest();
    own.get(0)[10] ^= 1;
    chain.certificates().get(0).toArray()[11] ^= 1;

    assertThat(chain.digest()).isEqualTo(before);
  }

  private static CertificateChain read(ChainReading reading) {
    assertThat(reading).isInstanceOf(ChainReading.Read.class);
    return ((ChainReading.Read) reading).chain();
  }

  private static KeyAttestationResult.Rejected unreadable(ChainReading reading) {
    assertThat(reading).isInstanceOf(ChainReading.Unreadable.class);
    return ((ChainReading.Unreadable) reading).rejection();
  }
}
