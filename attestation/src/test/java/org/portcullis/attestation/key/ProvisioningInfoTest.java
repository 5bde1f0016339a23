package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.ParsedCertificate;
import org.portcullis.fixtures.mint.ChainMint;

/** ProvisioningInfo is read whole or not at all, and never decides about a chain. */
class ProvisioningInfoTest {
  private static final String OID = org.portcullis.fixtures.mint.ProvisioningInfo.EXTENSION;

  @Test
  void read_knownKeys_haveTheirMeaning() {
    ProvisioningInfo info =
        info(
            "a5"
                + "011820"
                + "02f5"
                + "03"
                + "66676f6f676c65"
                + "04"
                + "63544545"
                + "20"
                + "820102");

    assertThat(info.certificatesIssued()).hasValue(32);
    assertThat(info.manufacturer()).hasValue("google");
    assertThat(info.attestedEntity()).hasValue("TEE");
    assertThat(info.entries())
        .containsExactly(
            entry(1, "1820"),
            entry(2, "f5"),
            entry(3, "66676f6f676c65"),
            entry(4, "63544545"),
            entry(-1, "820102"));
    assertThat(info).hasToString("ProvisioningInfo[1, 2, 3, 4, -1]");
  }

  @Test
  void read_emptyMap_saysNothing() {
    ProvisioningInfo info = info("a0");

    assertThat(info.certificatesIssued()).isEmpty();
    assertThat(info.manufacturer()).isEmpty();
    assertThat(info.attestedEntity()).isEmpty();
    assertThat(info.entries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bf0108ff, 1, 08",
    "a10119000a, 1, 19000a",
    "a11b000000000000000108, 1, 08",
    "a11b7fffffffffffffff08, 9223372036854775807, 08",
    "a13b7fffffffffffffff08, -9223372036854775808, 08",
    "a105818181 01, 5, 81818101",
    "a105c2490102030405060708ff, 5, c2490102030405060708ff",
    "a1055f4101ff, 5, 5f4101ff",
    "a105f6, 5, f6",
    "a105fb3ff0000000000000, 5, fb3ff0000000000000"
  })
  void read_unusualButWholeMap_keepsTheEntry(String hex, long key, String value) {
    assertThat(info(hex.replace(" ", "")).entries()).containsExactly(entry(key, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is no map",
        "01|is no map",
        "8101|is no map",
        "d9d9f7a10108|is no map",
        "a1613108|a key is no integer of 63 bits",
        "a1410108|a key is no integer of 63 bits",
        "a1c10108|a key is no integer of 63 bits",
        "a11bffffffffffffffff08|a key is no integer of 63 bits",
        "a13bffffffffffffffff08|a key is no integer of 63 bits",
        "a1f508|is no cbor within the limits",
        "a201080109|a key is there twice",
        "a20108180109|a key is there twice",
        "a1016161|key 1 is no unsigned integer",
        "a10120|key 1 is no unsigned integer",
        "a101c10a|key 1 is no unsigned integer",
        "a1011bffffffffffffffff|key 1 is no unsigned integer",
        "a10301|key 3 is no text",
        "a1034101|key 3 is no text",
        "a10401|key 4 is no text",
        "a103c06161|key 3 is no text",
        "a1010808|bytes after the end of the map",
        "a10108a0|bytes after the end of the map",
        "a101|is no cbor within the limits",
        "a2010803667361|is no cbor within the limits",
        "a20108|is no cbor within the limits",
        "a1037a7fffffff61|is no cbor within the limits",
        "a1055a0003d09061|is no cbor within the limits",
        "a10363ffffff|is no cbor within the limits",
        "a1058181818101|is no cbor within the limits",
        "a105a101a101a101a10101|is no cbor within the limits",
        "bf0108|is no cbor within the limits",
        "bf01ff|is no cbor within the limits"
      })
  void read_botchedMap_isMalformedWithItsCause(String hex, String cause) {
    byte[] content = HexFormat.of().parseHex(hex);

    assertThat(ProvisioningInfoReader.read(content))
        .isEqualTo(new Member.Malformed<>(Bytes.of(content), cause));
  }

  @Test
  void read_mapAtAndOverTheLimit_isReadAndRefused() {
    byte[] text = new byte[ProvisioningInfoReader.MAX_BYTES - 5];
    byte[] head = HexFormat.of().parseHex("a10559");
    byte[] limit = new byte[ProvisioningInfoReader.MAX_BYTES];
    System.arraycopy(head, 0, limit, 0, head.length);
    limit[3] = (byte) (text.length >> 8);
    limit[4] = (byte) text.length;

    assertThat(ProvisioningInfoReader.read(limit).value()).isPresent();
    assertThat(ProvisioningInfoReader.read(java.util.Arrays.copyOf(limit, limit.length + 1)))
        .isEqualTo(new Member.Malformed<>(Bytes.of(new byte[0]), "is longer than 1024 bytes"));
  }

  @Test
  void find_infoAboveTheStatement_isReadWithoutAnOddity() throws DerException {
    Oddities oddities = new Oddities();
    var minted = org.portcullis.fixtures.mint.ProvisioningInfo.issued(16).manufacturer("acme");
    Member<ProvisioningInfo> found = find(at(1, minted.encoded()), oddities);

    assertThat(found.value().orElseThrow().certificatesIssued()).hasValue(16);
    assertThat(found.value().orElseThrow().manufacturer()).hasValue("acme");
    assertThat(oddities.toList()).isEmpty();
  }

  @Test
  void find_noInfo_isAbsent() throws DerException {
    Oddities oddities = new Oddities();

    assertThat(find(Minted.factory(), oddities).isAbsent()).isTrue();
    assertThat(oddities.toList()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void find_infoElsewhere_isNotedAndSaysNothing(int index) throws DerException {
    Oddities oddities = new Oddities();

    assertThat(find(at(index, new byte[] {(byte) 0xa0}), oddities).isAbsent()).isTrue();
    assertThat(oddities.toList())
        .containsExactly(
            new Oddity(
                Oddity.Kind.PROVISIONING_INFO_MISPLACED, new Where(index, "provisioningInfo")));
  }

  @Test
  void find_botchedOrRepeatedInfo_isNotedAndVerifiedNonetheless() throws DerException {
    ChainMint botched = at(1, new byte[] {7});
    ChainMint repeated =
        at(1, new byte[] {(byte) 0xa0})
            .at(1, c -> c.appendExtension(OID, false, new byte[] {(byte) 0xa0}));
    for (ChainMint mint : List.of(botched, repeated)) {
      Oddities oddities = new Oddities();

      assertThat(find(mint, oddities).isMalformed()).isTrue();
      assertThat(oddities.toList())
          .containsExactly(
              new Oddity(
                  Oddity.Kind.PROVISIONING_INFO_MALFORMED, new Where(1, "provisioningInfo")));
      Minted.verified(Minted.verify(mint));
    }
  }

  /** A root's certificate counts for its key alone: nobody has to sign what else it says. */
  @Test
  void verify_infoInTheRootOfAnOwnAnchor_saysNothing() {
    byte[] forged = org.portcullis.fixtures.mint.ProvisioningInfo.issued(1).encoded();
    ChainMint mint =
        Minted.factory().remove(2).remove(1).root(c -> c.extension(OID, false, forged));

    KeyAttestationResult result =
        KeyAttestationVerifier.builder()
            .anchors(Minted.anchors())
            .build()
            .verify(Minted.chain(mint), Minted.expectation().build(), Minted.NOW);

    assertThat(Minted.verified(result).chain().provisioningInfo().isAbsent()).isTrue();
  }

  private static ChainMint at(int index, byte[] value) {
    return Minted.factory().at(index, certificate -> certificate.extension(OID, false, value));
  }

  private static Member<ProvisioningInfo> find(ChainMint mint, Oddities oddities)
      throws DerException {
    List<ParsedCertificate> certificates = new ArrayList<>();
    for (byte[] der : mint.mint().certificates()) {
      certificates.add(ParsedCertificate.read(der));
    }
    return ProvisioningInfoSearch.find(certificates, oddities);
  }

  private static ProvisioningInfo info(String hex) {
    Member<ProvisioningInfo> member = ProvisioningInfoReader.read(HexFormat.of().parseHex(hex));
    assertThat(member).isInstanceOf(Member.Present.class);
    return member.value().orElseThrow();
  }

  private static ProvisioningInfo.Entry entry(long key, String cbor) {
    return new ProvisioningInfo.Entry(key, Bytes.ofHex(cbor));
  }
}
