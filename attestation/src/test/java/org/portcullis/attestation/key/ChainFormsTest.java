package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.portcullis.fixtures.mint.Der;

/** A chain that can't be read says in which form, where and why. */
class ChainFormsTest {
  private static final List<byte[]> CHAIN = Minted.factory().mint().certificates();

  /** 128 zero bytes in a sequence: the smallest thing that begins like a certificate. */
  private static final byte[] SMALL = Der.sequence(Der.octets(new byte[128]));

  private static final String SMALL_TEXT = Base64.getEncoder().encodeToString(SMALL);

  @ParameterizedTest
  @EnumSource(WrittenChain.class)
  void read_oneCertificate_isAChainOfOne(WrittenChain written) {
    CertificateChain chain = read(written.write(CHAIN.subList(0, 1)));

    assertThat(chain.certificates()).containsExactly(Bytes.of(CHAIN.get(0)));
  }

  @ParameterizedTest
  @EnumSource(WrittenChain.class)
  void read_elevenCertificates_isTooLong(WrittenChain written) {
    assertThat(unreadable(written.write(Collections.nCopies(11, SMALL))).reason())
        .isEqualTo(KeyAttestationReason.CHAIN_TOO_LONG);
    read(written.write(Collections.nCopies(10, SMALL)));
  }

  @ParameterizedTest
  @EnumSource(WrittenChain.class)
  void read_oneCertificateBeyondItsLimit_isTooLargeThere(WrittenChain written) {
    KeyAttestationResult.Rejected rejected =
        unreadable(written.write(List.of(SMALL, ofLength(16 * 1024 + 1))));

    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.CHAIN_TOO_LARGE);
    assertThat(rejected.where()).isEqualTo(new Where(1, "certificate"));
    read(written.write(List.of(SMALL, ofLength(16 * 1024))));
  }

  @ParameterizedTest
  @EnumSource(WrittenChain.class)
  void read_certificatesBeyondTheLimitTogether_isTooLarge(WrittenChain written) {
    List<byte[]> chain = new ArrayList<>(Collections.nCopies(4, ofLength(16 * 1024)));
    read(written.write(chain));
    chain.add(SMALL);

    KeyAttestationResult.Rejected rejected = unreadable(written.write(chain));
    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.CHAIN_TOO_LARGE);
    assertThat(rejected.where()).isEqualTo(Where.chain("chain"));
  }

  @Test
  void read_textBeyondTheLimit_isTooLarge() {
    for (String fill : new String[] {" ", "x", "[", "MI"}) {
      assertThat(unreadable(fill.repeat(300_000)).reason())
          .isEqualTo(KeyAttestationReason.CHAIN_TOO_LARGE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {"''", "'\n \n'", "hello", "0", "'0 s:CN=x'", "'-----'", "'\u0000MII'", "QUJD"})
  void read_nothingThatBeginsLikeAChain_namesTheForms(String text) {
    KeyAttestationResult.Rejected rejected = unreadable(text);

    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.CHAIN_EMPTY);
    assertThat(rejected.where()).isEqualTo(Where.chain("chain"));
    assertThat(rejected.detail()).contains("pem", "der", "base64", "json", "`x5c`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|CHAIN_EMPTY|-1|chain|there is no certificate",
        "{\"x5c\":[]}|CHAIN_EMPTY|-1|chain|there is no certificate",
        "{}|CERTIFICATE_MALFORMED|-1|x5c|line 1, column 2: the object has no member `x5c`",
        "{\"x5c\":\"MII\"}|CERTIFICATE_MALFORMED|-1|x5c|line 1, column 8: `x5c` is no array",
        "{\"X5C\":[]}|CERTIFICATE_MALFORMED|-1|x5c|line 1, column 10: the object has no member `x5c`",
        "[\"OK\",1]|CERTIFICATE_MALFORMED|1|x5c|line 1, column %: the certificate is no string",
        "[\"OK\",null]|CERTIFICATE_MALFORMED|1|x5c|line 1, column %: the certificate is no string",
        "[\"OK\",[\"OK\"]]|CERTIFICATE_MALFORMED|1|x5c|line 1, column %: the certificate is no string",
        "[/\"OK\",/  \"M!==\"]|CERTIFICATE_MALFORMED|1|x5c|line 3, column 3: the certificate is not base64",
        "[\"MIIAA\"]|CERTIFICATE_MALFORMED|0|x5c|line 1, column 2: the certificate is not base64",
        "[\"MI+-\"]|CERTIFICATE_MALFORMED|0|x5c|line 1, column 2: the certificate is not base64",
        "[\"MI\\nAA\"]|CERTIFICATE_MALFORMED|0|x5c|line 1, column 2: the certificate is not base64",
        "[\"OK\"] []|CERTIFICATE_MALFORMED|-1|x5c|line 1, column %: something follows the chain",
        "[\"OK\",]|CERTIFICATE_MALFORMED|-1|x5c|line 1, column %: the json is not valid, or has a member twice",
        "['OK']|CERTIFICATE_MALFORMED|-1|x5c|line 1, column %: the json is not valid, or has a member twice",
        "{\"x5c\":[\"OK\"],/\"x5c\":[\"OK\"]}|CERTIFICATE_MALFORMED|-1|x5c|line 2, column %: the json is not valid, or has a member twice",
        "{\"x5c\":[\"OK\"],\"a\":{\"b\":1,\"b\":1}}|CERTIFICATE_MALFORMED|-1|x5c|line 1, column %: the json is not valid, or has a member twice",
        "[\"OK\"|CERTIFICATE_MALFORMED|-1|x5c|line 1, column %: the json is not valid, or has a member twice",
      })
  void read_damagedJson_saysWhereAndWhy(
      String json, KeyAttestationReason reason, int certificate, String field, String detail) {
    String text = json.replace("OK", SMALL_TEXT.replace("/", "_").replace("+", "-"));
    KeyAttestationResult.Rejected rejected = unreadable(text.replace("/", "\n"));

    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected.where()).isEqualTo(new Where(certificate, field));
    assertThat(rejected.detail()).matches(quoted(detail));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OK/!|CERTIFICATE_MALFORMED|1|base64|line 2: a character that base64 does not have",
        "OK/MIIA-_AA|CERTIFICATE_MALFORMED|1|base64|line 2: a character that base64 does not have",
        "OK//MII|CERTIFICATE_MALFORMED|1|base64|line 3: the base64 is cut off or not padded",
        "OK/QUJD|CERTIFICATE_MALFORMED|1|base64|from line 2 on: no certificate begins here",
        "MIII|CERTIFICATE_MALFORMED|0|base64|from line 1 on: %",
        "MIAA|CERTIFICATE_MALFORMED|0|base64|from line 1 on: an element has an indefinite length",
        "MIA=/AA==|CERTIFICATE_MALFORMED|0|base64|from line 1 on: %",
        "M===|CHAIN_EMPTY|-1|chain|%",
        "MI=A|CERTIFICATE_MALFORMED|0|base64|line 1: the base64 is cut off or not padded",
        "MI======|CERTIFICATE_MALFORMED|0|base64|line 1: the padding is wrong",
      })
  void read_damagedBase64_saysWhereAndWhy(
      String base64, KeyAttestationReason reason, int certificate, String field, String detail) {
    KeyAttestationResult.Rejected rejected =
        unreadable(base64.replace("/", "\n").replace("OK", SMALL_TEXT));

    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected.where()).isEqualTo(new Where(certificate, field));
    assertThat(rejected.detail()).matches(quoted(detail));
  }

  @Test
  void read_bytesBetweenDerCertificates_saysAfterWhich() {
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.writeBytes(SMALL);
    der.writeBytes(SMALL);
    der.write('\n');

    KeyAttestationResult.Rejected rejected = unreadable(der.toByteArray());
    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.CERTIFICATE_TRAILING_DATA);
    assertThat(rejected.where()).isEqualTo(new Where(1, "certificate"));
    assertThat(rejected.detail())
        .isEqualTo("byte " + 2 * SMALL.length + ": bytes after the end of the certificate");
  }

  @Test
  void read_derCutOff_saysWhichCertificateBeginsWhere() {
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.writeBytes(SMALL);
    der.write(SMALL, 0, SMALL.length - 1);

    KeyAttestationResult.Rejected rejected = unreadable(der.toByteArray());
    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.CERTIFICATE_MALFORMED);
    assertThat(rejected.where()).isEqualTo(new Where(1, "der"));
    assertThat(rejected.detail())
        .isEqualTo("byte " + SMALL.length + ": an element is longer than what holds it");
  }

  @Test
  void read_jsonInAnotherEncoding_isNoJson() {
    String array = "[\"" + SMALL_TEXT + "\"]";

    for (byte[] encoded :
        List.of(
            array.getBytes(StandardCharsets.UTF_16LE), array.getBytes(StandardCharsets.UTF_16BE))) {
      assertThat(unreadable(encoded).detail()).isNotBlank();
    }
    KeyAttestationResult.Rejected rejected =
        unreadable("[\"\u00e9\"]".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(rejected.detail()).isEqualTo("the json is not in utf-8");
  }

  @Test
  void read_pemThatBeginsLikeBase64_isPem() {
    String pem = Minted.factory().mint().pem();

    CertificateChain chain =
        read(("MIME-Version: 1.0\n" + pem).getBytes(StandardCharsets.US_ASCII));
    assertThat(chain.digest()).isEqualTo(TestChains.ofDer(CHAIN).digest());
  }

  @Test
  void read_damagedPem_namesItsForm() {
    KeyAttestationResult.Rejected rejected = unreadable("-----END CERTIFICATE-----");

    assertThat(rejected.where()).isEqualTo(new Where(0, "pem"));
    assertThat(rejected.detail()).isEqualTo("line 1: an end line without a begin line");
  }

  private static byte[] ofLength(int length) {
    byte[] made = Der.sequence(Der.octets(new byte[length - 8]));
    assertThat(made).hasSize(length);
    return made;
  }

  /** With a percent sign for whatever number or cause. */
  private static String quoted(String detail) {
    return java.util.Arrays.stream(detail.split("%", -1))
        .map(java.util.regex.Pattern::quote)
        .collect(Collectors.joining(".+"));
  }

  private static CertificateChain read(byte[] input) {
    ChainReading reading = CertificateChain.read(input);
    assertThat(reading).isInstanceOf(ChainReading.Read.class);
    return ((ChainReading.Read) reading).chain();
  }

  private static KeyAttestationResult.Rejected unreadable(String text) {
    return unreadable(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static KeyAttestationResult.Rejected unreadable(byte[] input) {
    ChainReading reading = CertificateChain.read(input);
    assertThat(reading).isInstanceOf(ChainReading.Unreadable.class);
    return ((ChainReading.Unreadable) reading).rejection();
  }
}
