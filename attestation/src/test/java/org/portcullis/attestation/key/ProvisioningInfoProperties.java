package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Reading what was minted gives what was minted, and nothing else reads alike. */
class ProvisioningInfoProperties {
  @Property(tries = 500)
  void read_minted_isTheIdentity(
      @ForAll @IntRange(max = 0xffff) int issued,
      @ForAll("texts") String manufacturer,
      @ForAll("texts") String entity,
      @ForAll @Size(max = 20)
          Map<@IntRange(min = 5, max = 0xffff) Integer, @IntRange(max = 99) Integer> others) {
    var minted =
        org.portcullis.fixtures.mint.ProvisioningInfo.issued(issued)
            .manufacturer(manufacturer)
            .validated(entity);
    Map<Long, Bytes> expected = new TreeMap<>();
    for (Map.Entry<Integer, Integer> other : others.entrySet()) {
      byte[] value = cbor(other.getValue());
      minted = minted.with(other.getKey(), value);
      expected.put((long) other.getKey(), Bytes.of(value));
    }

    ProvisioningInfo info = ProvisioningInfoReader.read(minted.encoded()).value().orElseThrow();
    assertThat(info.certificatesIssued()).hasValue(issued);
    assertThat(info.manufacturer()).hasValue(manufacturer);
    assertThat(info.attestedEntity()).hasValue(entity);
    assertThat(info.entries()).hasSize(expected.size() + 3);
    assertThat(info.entries().subList(3, info.entries().size()))
        .containsExactlyElementsOf(
            expected.entrySet().stream()
                .map(e -> new ProvisioningInfo.Entry(e.getKey(), e.getValue()))
                .toList());
  }

  @Property(tries = 300)
  void read_cutOrExtended_isMalformed(
      @ForAll @IntRange(max = 0xffff) int issued,
      @ForAll("texts") String manufacturer,
      @ForAll @IntRange(max = 200) int cut,
      @ForAll byte trailing) {
    byte[] whole =
        org.portcullis.fixtures.mint.ProvisioningInfo.issued(issued)
            .manufacturer(manufacturer)
            .encoded();
    byte[] longer = java.util.Arrays.copyOf(whole, whole.length + 1);
    longer[whole.length] = trailing;

    assertThat(ProvisioningInfoReader.read(longer).isMalformed()).isTrue();
    assertThat(
            ProvisioningInfoReader.read(java.util.Arrays.copyOf(whole, cut % whole.length))
                .isMalformed())
        .isTrue();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().ofMaxLength(60).filter(ProvisioningInfoProperties::isText);
  }

  /** Halves of pairs alone have no encoding. */
  private static boolean isText(String text) {
    return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** An unsigned integer, a text, an array or a map of one, by the last digit. */
  private static byte[] cbor(int number) {
    byte[] integer = {0x18, (byte) number};
    return switch (number % 4) {
      case 0 -> integer;
      case 1 -> new byte[] {0x61, 'a'};
      case 2 -> new byte[] {(byte) 0x81, integer[0], integer[1]};
      default -> new byte[] {(byte) 0xa1, 1, integer[0], integer[1]};
    };
  }
}
