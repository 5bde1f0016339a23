package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.portcullis.fixtures.mint.Der;

/** A chain is the same in every form, and a part of it is never taken for something else. */
class ChainFormsProperties {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final List<byte[]> CHAIN = Minted.factory().mint().certificates();

  @Property(tries = 300)
  void read_anyChainInAnyForm_isTheSameChain(
      @ForAll("chains") List<byte[]> chain, @ForAll WrittenChain written) {
    ChainReading.Read read = read(CertificateChain.read(written.write(chain)));

    assertThat(read.form()).isEqualTo(written.form());
    assertThat(read.chain().digest()).isEqualTo(TestChains.ofDer(chain).digest());
  }

  @Property(tries = 100)
  void read_markAndBlanksAroundAText_areSkipped(
      @ForAll("chains") List<byte[]> chain, @ForAll WrittenChain written) {
    if (written == WrittenChain.DER) {
      return;
    }
    ByteArrayOutputStream marked = new ByteArrayOutputStream();
    marked.writeBytes(BYTE_ORDER_MARK);
    marked.writeBytes(new byte[] {'\r', '\n', ' ', '\n'});
    marked.writeBytes(written.write(chain));
    marked.writeBytes(new byte[] {'\r', '\n', '\n'});

    assertThat(read(CertificateChain.read(marked.toByteArray())).chain().digest())
        .isEqualTo(TestChains.ofDer(chain).digest());
  }

  /** Every place to cut the genuine chain, not a sample of them. */
  @Example
  void read_anyTruncation_isUnreadableOrAShorterChainWhereTheFormHasNoEnd() {
    List<Sha256> shorter =
        IntStream.range(1, CHAIN.size() + 1)
            .mapToObj(count -> TestChains.ofDer(CHAIN.subList(0, count)).digest())
            .toList();
    for (WrittenChain written : WrittenChain.values()) {
      byte[] whole = written.write(CHAIN);
      for (int length = 0; length < whole.length; length++) {
        ChainReading reading = CertificateChain.read(Arrays.copyOf(whole, length));
        if (reading instanceof ChainReading.Read read) {
          boolean isWhole =
              new String(
                      whole,
                      length,
                      whole.length - length,
                      java.nio.charset.StandardCharsets.US_ASCII)
                  .isBlank();
          assertThat(written.isEndless() || isWhole).as(written + " " + length).isTrue();
          assertThat(shorter).as(written + " " + length).contains(read.chain().digest());
        } else {
          requireTyped(((ChainReading.Unreadable) reading).rejection());
        }
      }
    }
  }

  @Property(tries = 1000)
  void read_anyByteChanged_isAChainOrTyped(
      @ForAll WrittenChain written,
      @ForAll @IntRange(max = 8191) int position,
      @ForAll byte value) {
    byte[] changed = written.write(CHAIN);
    changed[position % changed.length] = value;

    requireTyped(CertificateChain.read(changed));
  }

  @Property(tries = 1000)
  void read_anyBytes_areAChainOrTyped(@ForAll byte[] input) {
    requireTyped(CertificateChain.read(input));
  }

  /** Up to the limits, with each remainder that base64 has to pad. */
  @Provide
  Arbitrary<List<byte[]>> chains() {
    return Arbitraries.integers()
        .between(128, 6000)
        .map(ChainFormsProperties::certificate)
        .list()
        .ofMinSize(1)
        .ofMaxSize(10);
  }

  private static byte[] certificate(int length) {
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) (i * 31 + length);
    }
    return Der.sequence(Der.octets(content));
  }

  private static ChainReading.Read read(ChainReading reading) {
    assertThat(reading).isInstanceOf(ChainReading.Read.class);
    return (ChainReading.Read) reading;
  }

  private static void requireTyped(ChainReading reading) {
    if (reading instanceof ChainReading.Read read) {
      List<Bytes> certificates = new ArrayList<>(read.chain().certificates());
      assertThat(certificates).hasSizeBetween(1, CertificateChain.MAX_CERTIFICATES);
    } else {
      requireTyped(((ChainReading.Unreadable) reading).rejection());
    }
  }

  private static void requireTyped(KeyAttestationResult.Rejected rejected) {
    assertThat(rejected.detail()).isNotBlank().doesNotContain("\n");
    assertThat(rejected.reason())
        .isIn(
            KeyAttestationReason.CHAIN_EMPTY,
            KeyAttestationReason.CHAIN_TOO_LONG,
            KeyAttestationReason.CHAIN_TOO_LARGE,
            KeyAttestationReason.CERTIFICATE_MALFORMED,
            KeyAttestationReason.CERTIFICATE_TRAILING_DATA);
  }
}
