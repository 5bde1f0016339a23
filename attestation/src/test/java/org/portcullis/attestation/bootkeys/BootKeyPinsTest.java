package org.portcullis.attestation.bootkeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.attestation.key.Reading;
import org.portcullis.attestation.key.SecurityLevel;
import org.portcullis.attestation.key.Sha256;

class BootKeyPinsTest {
  private static final String KEY = BootKeyVendorTest.digest(1);
  private static final SshSigner SIGNER = new SshSigner("pins");

  @Test
  void read_keyAlone_isForAnyModelLevelAndTime() {
    assertThat(read("{\"keys\":[{\"sha256\":\"K\"}]}").keys())
        .containsExactly(
            new BootKey(
                "host",
                Set.of(),
                BootKey.HARDWARE,
                Sha256.ofHex(KEY),
                Instant.MIN,
                Instant.MAX,
                List.of()));
  }

  @Test
  void read_keyWithVendorModelAndLevel_hasThem() {
    BootKey key =
        read("{\"keys\":[{\"sha256\":\"K\",\"vendor\":\"acme\",\"models\":[\"slate\"],"
                + "\"levels\":[\"TRUSTED_ENVIRONMENT\"]}]}")
            .keys()
            .get(0);

    assertThat(key.vendor()).isEqualTo("acme");
    assertThat(key.models()).containsExactly("slate");
    assertThat(key.levels()).containsExactly(SecurityLevel.TRUSTED_ENVIRONMENT);
  }

  @Test
  void read_vendor_takesListsOfItsSigner() {
    BootKeyVendor vendor =
        read("{\"vendors\":[{\"name\":\"gos\",\"form\":\"GRAPHENEOS\",\"signers\":[{\"key\":\"S\"}],"
                + "\"maxAge\":\"P10D\"}]}")
            .vendors()
            .get(0);
    Instant issued = Instant.ofEpochSecond(1_000_000);
    byte[] list =
        ("{\"timestamp\":1000000,\"verifiedBootKeys\":[\"" + KEY + "\"]}")
            .getBytes(StandardCharsets.US_ASCII);

    assertThat(vendor.name()).isEqualTo("gos");
    assertThat(
            vendor
                .read(list, SIGNER.sign("attestation keys", list), issued)
                .orElseThrow()
                .expires())
        .isEqualTo(issued.plusSeconds(864_000));
  }

  @Test
  void read_nothing_isNoPin() {
    assertThat(read("{}")).isEqualTo(new BootKeyPins(List.of(), List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]|1|1|a json object is expected",
        "{\"slate\":[]}|1|2|the member `slate` is unknown",
        "{\"keys\":[{\"sha256\":\"k\"}]}|1|20|`sha256` is 64 hexadecimal digits of one case, not"
            + " all zero",
        "{\"keys\":[{\"vendor\":\"\",\"sha256\":\"K\"}]}|1|20|`vendor` is 1 to 64 lower-case"
            + " letters, digits, `.`, `_` or `-`, the first a letter or digit",
        "{\"vendors\":[1]}|1|13|a vendor is a json object",
        "{\"vendors\":[{\"name\":\"a\",\"form\":\"PGP\"}]}|1|32|`form` is one of [GRAPHENEOS,"
            + " PORTCULLIS]",
        "{\"vendors\":[{\"name\":\"a\",\"form\":\"GRAPHENEOS\",\"maxAge\":\"-P1D\"}]}|1|54|"
            + "`maxAge` is a duration such as `P400D`",
        "{\"vendors\":[{\"name\":\"a\",\"form\":\"GRAPHENEOS\",\"signers\":[{\"key\":\"S\"}],\\n"
            + "\"maxage\":1}]}|2|1|the member `maxage` is unknown",
        "{\"vendors\":[{\"name\":\"a\",\"form\":\"GRAPHENEOS\",\"signers\":[{\"key\":\"S\"}]},\\n"
            + "{\"name\":\"a\",\"form\":\"PORTCULLIS\",\"signers\":[{\"key\":\"S\"}]}]}|2|1|"
            + "there are two vendors `a`"
      })
  void read_wrong_isUnreadableWhereItIsWrong(String json, int line, int column, String detail) {
    Reading<BootKeyPins> reading = parse(json);

    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    Reading.Unreadable<BootKeyPins> unreadable = (Reading.Unreadable<BootKeyPins>) reading;
    assertThat(unreadable.detail()).isEqualTo(detail);
    assertThat(unreadable.line()).isEqualTo(line);
    assertThat(unreadable.column()).isEqualTo(column);
  }

  private static Reading<BootKeyPins> parse(String json) {
    return BootKeyPins.read(
        json.replace("\"K\"", "\"" + KEY + "\"")
            .replace("\\n", "\n")
            .replace("\"S\"", "\"" + SIGNER.line() + "\"")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static BootKeyPins read(String json) {
    return parse(json).orElseThrow();
  }
}
