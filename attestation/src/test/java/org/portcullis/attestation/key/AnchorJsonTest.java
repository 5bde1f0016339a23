package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.fixtures.mint.KeyKind;
import org.portcullis.fixtures.mint.MintedAuthority;
import org.portcullis.fixtures.mint.Seed;

class AnchorJsonTest {
  private static final Seed SEED = Seed.of("anchor-json");
  private static final String KEY = base64(Minted.AUTHORITY.rootKey().spki());
  private static final String OTHER = base64(MintedAuthority.of(SEED).rootKey().spki());
  private static final String CERTIFICATE = base64(Minted.AUTHORITY.rootCertificate());
  private static final String WEAK =
      base64(MintedAuthority.of(SEED.child("weak"), KeyKind.RSA_1024).rootKey().spki());

  @Test
  void ofJson_everyMember_isRead() {
    TrustAnchor anchor =
        only(
            """
            {"anchors": [{
              "name": "acme-board", "key": "%s", "provisioning": ["REMOTE", "FACTORY"],
              "from": "2026-01-01T00:00:00Z", "until": "2036-01-01T00:00:00Z",
              "statusList": "acme"
            }], "google": false}
            """
                .formatted(KEY));

    assertThat(anchor.name()).isEqualTo("acme-board");
    assertThat(anchor.digest().value().toArray())
        .isEqualTo(Sha256.over(Minted.AUTHORITY.rootKey().spki()).value().toArray());
    assertThat(anchor.subjects()).isEmpty();
    assertThat(anchor.terms())
        .isEqualTo(
            new AnchorTerms(
                Set.of(Provisioning.FACTORY, Provisioning.REMOTE),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2036-01-01T00:00:00Z"),
                "acme"));
  }

  @Test
  void ofJson_nameAndKeyAlone_isOfAnyFormAtAnyTimeUnderGooglesList() {
    assertThat(only("{\"anchors\":[{\"name\":\"a\",\"key\":\"" + KEY + "\"}]}").terms())
        .isEqualTo(new AnchorTerms(Set.of(), Instant.MIN, Instant.MAX, "google"));
  }

  @Test
  void ofJson_certificate_isItsKeyWithItsSubjectAsHint() {
    TrustAnchor der = only(one("\"certificate\":\"" + CERTIFICATE + "\""));
    TrustAnchor pem =
        only(one("\"certificate\":\"" + Minted.AUTHORITY.rootPem().replace("\n", "\\n") + "\""));

    assertThat(der.digest()).isEqualTo(only(one("\"key\":\"" + KEY + "\"")).digest());
    assertThat(der.subjects()).hasSize(1);
    assertThat(pem).usingRecursiveComparison().isEqualTo(der);
  }

  @Test
  void ofJson_keyAsPem_isTheSameKey() {
    String pem = "-----BEGIN PUBLIC KEY-----\\n" + KEY + "\\n-----END PUBLIC KEY-----\\n";

    assertThat(only(one("\"key\":\"" + pem + "\"")).digest())
        .isEqualTo(only(one("\"key\":\"" + KEY + "\"")).digest());
  }

  @Test
  void ofJson_googleTrue_addsGooglesRootsWithTheirKinds() {
    TrustAnchors both = read("{\"google\":true," + one("\"key\":\"" + KEY + "\"").substring(1));

    assertThat(anchors(both))
        .extracting(TrustAnchor::name)
        .containsExactlyInAnyOrder("google-rsa", "google-p384", "a");
    assertThat(anchors(read("{\"google\":true}")))
        .extracting(TrustAnchor::permitted)
        .containsExactlyInAnyOrder(
            Set.of(Provisioning.FACTORY, Provisioning.REMOTE), Set.of(Provisioning.REMOTE));
  }

  @Test
  void read_eitherForm_isToldByTheFirstCharacter() {
    byte[] json = "\n\t\r {\"google\":true}".getBytes(StandardCharsets.UTF_8);

    assertThat(TrustAnchors.read(json).orElseThrow().digests())
        .isEqualTo(TrustAnchors.google().digests());
    assertThat(
            TrustAnchors.read(Minted.AUTHORITY.rootPem().getBytes(StandardCharsets.US_ASCII))
                .orElseThrow()
                .digests())
        .isEqualTo(Minted.anchors().digests());
    assertThat(TrustAnchors.read(new byte[0]))
        .isEqualTo(
            new Reading.Unreadable<TrustAnchors>(
                0, 0, "there is no certificate and no public key"));
  }

  static Stream<Arguments> wrong() {
    String key = "\"key\":\"" + KEY + "\"";
    return Stream.of(
        wrong("", 1, 1, "a json object is expected"),
        wrong("[]", 1, 1, "a json object is expected"),
        wrong("{", 1, 2, "the text is no valid json"),
        wrong("{} {}", 1, 4, "something follows the object"),
        wrong("{}", 1, 1, "there is no anchor"),
        wrong("{\"google\":false}", 1, 1, "there is no anchor"),
        wrong("{\"google\":\"yes\"}", 1, 11, "`google` is true or false"),
        wrong("{\"google\":null}", 1, 11, "neither null nor a fraction is a value here"),
        wrong("{\"google\":true,\n \"google\":true}", 2, 2, "the member `google` is there twice"),
        wrong("{\"google\":true,\n \"googel\":true}", 2, 2, "the member `googel` is unknown"),
        wrong("{\"anchors\":{}}", 1, 12, "`anchors` is a json array"),
        wrong("{\"anchors\":[1]}", 1, 13, "an anchor is a json object"),
        wrong("{\"anchors\":[{" + key + "}]}", 1, 13, "the member `name` is missing"),
        wrong(
            "{\"anchors\":[{\"name\":\"A b\"}]}",
            1,
            21,
            "`name` is 1 to 64 lower-case letters, digits, `.`, `_` or `-`, the first a letter or"
                + " digit"),
        wrong(one("\n\"color\":1," + key), 2, 1, "the member `color` is unknown"),
        wrong(one("\"from\":1"), 1, 32, "`from` is an instant such as `2026-04-10T00:00:00Z`"),
        wrong(
            one("\"until\":\"2026-13-01T00:00:00Z\""),
            1,
            33,
            "`until` is an instant such as `2026-04-10T00:00:00Z`"),
        wrong(
            one("\"from\":\"2026-01-01T00:00:00Z\",\n\"until\":\"2026-01-01T00:00:00Z\""),
            2,
            9,
            "`until` is later than `from`"),
        wrong(one("\"provisioning\":\"REMOTE\""), 1, 40, "`provisioning` is a json array"),
        wrong(one("\"provisioning\":[]"), 1, 40, "`provisioning` names a kind, or is left out"),
        wrong(
            one("\"provisioning\":[\"UNKNOWN\"]"),
            1,
            41,
            "a provisioning kind is one of [FACTORY, REMOTE, SOFTWARE]"),
        wrong(
            one("\"provisioning\":[\"REMOTE\",\"REMOTE\"]"),
            1,
            50,
            "the provisioning kind REMOTE is there twice"),
        wrong(
            one("\"statusList\":\"\""),
            1,
            38,
            "`statusList` is 1 to 64 lower-case letters, digits, `.`, `_` or `-`, the first a"
                + " letter or digit"),
        wrong(one("\"until\":\"2036-01-01T00:00:00Z\""), 1, 13, EITHER),
        wrong(one(key + ",\"certificate\":\"" + CERTIFICATE + "\""), 1, 13, EITHER),
        wrong(one("\"key\":\"%\""), 1, 31, KEY_FORM),
        wrong(one("\"key\":true"), 1, 31, KEY_FORM),
        wrong(one("\"key\":\"" + "A".repeat(40_000) + "\""), 1, 31, KEY_FORM),
        wrong(
            one("\"key\":\"" + Minted.AUTHORITY.rootPem().replace("\n", "\\n") + "\""),
            1,
            31,
            KEY_FORM),
        wrong(one("\"key\":\"MAA=\""), 1, 31, "subjectPublicKeyInfo: missing"),
        wrong(
            one("\"key\":\"" + WEAK + "\""), 1, 31, "the key is of a kind that no issuer may have"),
        wrong(two("b", KEY), 1, -1, "the anchor `a` has the same key"),
        wrong(two("a", OTHER), 1, -1, "there are two anchors `a`"),
        wrong(
            "{\"anchors\":[{\"name\":\"google-rsa\"," + key + "}]}",
            1,
            13,
            "`google-rsa` is the name of another known root"),
        wrong(
            "{\"anchors\":[{\"name\":\"aosp-software-ec\"," + key + "}]}",
            1,
            13,
            "`aosp-software-ec` is the name of another known root"));
  }

  private static final String EITHER = "an anchor has either a `key` or a `certificate`";
  private static final String KEY_FORM = "`key` is base64 of der, or one pem block `PUBLIC KEY`";

  /** A column of -1 stands for the beginning of the second anchor. */
  @ParameterizedTest
  @MethodSource
  void wrong_anyText_isUnreadableWhereItIsWrong(String json, int line, int column, String detail) {
    int place = column < 0 ? json.indexOf("{\"name\"", 14) + 1 : column;

    assertThat(TrustAnchors.ofJson(json.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Reading.Unreadable<TrustAnchors>(line, place, detail));
  }

  static Stream<Arguments> wrong_anyText_isUnreadableWhereItIsWrong() {
    return wrong();
  }

  @Test
  void ofJson_googleKeyBesideGoogle_isTheSameKeyTwice() {
    byte[] spki = anchors(TrustAnchors.google()).get(0).key().encoded();
    String json = "{\"google\":true," + one("\"key\":\"" + base64(spki) + "\"").substring(1);

    assertThat(unreadable(json)).matches("the anchor `google-(rsa|p384)` has the same key");
  }

  @Test
  void ofJson_googleKeyAlone_hasTheOperatorsNameAndTerms() {
    byte[] spki = anchors(TrustAnchors.google()).get(0).key().encoded();

    TrustAnchor anchor =
        only(one("\"key\":\"" + base64(spki) + "\",\"provisioning\":[\"REMOTE\"]"));
    assertThat(anchor.name()).isEqualTo("a");
    assertThat(anchor.permitted()).containsExactly(Provisioning.REMOTE);
  }

  @Test
  void ofJson_notUtf8_isUnreadable() {
    assertThat(TrustAnchors.ofJson(new byte[] {'{', '"', (byte) 0xC3, '"'}))
        .isEqualTo(new Reading.Unreadable<TrustAnchors>(0, 0, "the text is no utf-8"));
    assertThat(unreadable("\uFEFF{}")).isEqualTo("the text begins with a byte order mark");
    assertThat(unreadable(" ".repeat((1 << 20) + 1)))
        .isEqualTo("the text has more than 1048576 bytes");
  }

  @Test
  void ofJson_deepOrEndless_isUnreadable() {
    assertThat(unreadable("{\"anchors\":" + "[".repeat(100_000))).isNotBlank();
    assertThat(unreadable("{\"google\":" + "1".repeat(10_000) + "}")).isNotBlank();
    assertThat(unreadable("{\"google\":99999999999999999999}"))
        .isEqualTo("the number has more than 64 bits");
    assertThat(unreadable("{\"anchors\":[" + "1,".repeat(60_000) + "1]}"))
        .isEqualTo("there are more than 50000 values");
  }

  @Test
  void ofJson_257Anchors_isUnreadable() {
    StringBuilder many = new StringBuilder("{\"anchors\":[");
    for (int i = 0; i < 257; i++) {
      byte[] spki = Minted.AUTHORITY.rootKey().spki();
      // another modulus or point of the same length
      spki[spki.length - 10] = (byte) i;
      spki[spki.length - 11] = (byte) (i >> 8);
      many.append(i == 0 ? "" : ",").append("{\"name\":\"a").append(i).append("\",\"key\":\"");
      many.append(base64(spki)).append("\"}");
    }

    assertThat(unreadable(many + "]}")).isEqualTo("there are more than 256 anchors");
  }

  @Test
  void ofJson_untrustedRoots_areNeverTrusted() {
    Assumptions.assumeTrue(RecordedVectors.keyAttestation().isPresent(), "no recorded chains");
    String pem =
        new String(
            RecordedVectors.bytes(
                RecordedVectors.keyAttestation()
                    .orElseThrow()
                    .resolve("roots/untrusted/aosp-software-ec-a2059ed10e435b57.pem")),
            StandardCharsets.US_ASCII);

    assertThat(unreadable(one("\"certificate\":\"" + pem.replace("\n", "\\n") + "\"")))
        .isEqualTo("the root `aosp-software-ec` is never trusted");
  }

  private static Arguments wrong(String json, int line, int column, String detail) {
    return Arguments.of(json, line, column, detail);
  }

  /** One anchor `a`; the members begin at column 25. */
  private static String one(String members) {
    return "{\"anchors\":[{\"name\":\"a\"," + members + "}]}";
  }

  private static String two(String name, String key) {
    return "{\"anchors\":[{\"name\":\"a\",\"key\":\""
        + KEY
        + "\"},{\"name\":\""
        + name
        + "\",\"key\":\""
        + key
        + "\"}]}";
  }

  private static String base64(byte[] content) {
    return Base64.getEncoder().encodeToString(content);
  }

  private static TrustAnchors read(String json) {
    return TrustAnchors.ofJson(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  private static String unreadable(String json) {
    Reading<TrustAnchors> reading = TrustAnchors.ofJson(json.getBytes(StandardCharsets.UTF_8));
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    return ((Reading.Unreadable<TrustAnchors>) reading).detail();
  }

  private static List<TrustAnchor> anchors(TrustAnchors anchors) {
    return StreamSupport.stream(anchors.all().spliterator(), false).toList();
  }

  private static TrustAnchor only(String json) {
    List<TrustAnchor> all = anchors(read(json));
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
