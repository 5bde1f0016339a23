package org.portcullis.attestation.bootkeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.attestation.key.Bytes;
import org.portcullis.attestation.key.Reading;
import org.portcullis.attestation.key.SecurityLevel;
import org.portcullis.attestation.key.Sha256;

class BootKeyVendorTest {
  private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
  private static final Instant ISSUED = Instant.parse("2026-11-01T00:00:00Z");
  private static final Duration AGE = Duration.ofDays(400);
  private static final SshSigner SIGNER = new SshSigner("vendor");
  private static final List<BootKeySigner> SIGNERS =
      List.of(BootKeySigner.atAnyTime(SIGNER.line()));
  private static final BootKeyVendor ACME =
      BootKeyVendor.of("acme", BootKeyVendor.Form.PORTCULLIS, SIGNERS, AGE);
  private static final BootKeyVendor GRAPHENE =
      BootKeyVendor.of("grapheneos", BootKeyVendor.Form.GRAPHENEOS, SIGNERS, AGE);
  private static final String KEY = digest(1);

  @Test
  void read_publishedListOfGrapheneOs_holdsUnderTheirKey() throws IOException {
    BootKeyVendor real =
        BootKeyVendor.of(
            "grapheneos",
            BootKeyVendor.Form.GRAPHENEOS,
            List.of(
                BootKeySigner.atAnyTime(
                    "contact@grapheneos.org ssh-ed25519"
                        + " AAAAC3NzaC1lZDI1NTE5AAAAIIUg/m5CoP83b0rfSCzYSVA4cw4ir49io5GPoxbgxdJE")),
            AGE);
    byte[] list = resource("grapheneos-2026-04-20.json");
    byte[] signature = resource("grapheneos-2026-04-20.json.sig");

    VendorList read = real.read(list, signature, NOW).orElseThrow();
    assertThat(read.keys()).hasSize(21);
    assertThat(read.issued()).isEqualTo(Instant.parse("2026-04-20T18:29:32Z"));
    assertThat(read.expires()).isEqualTo(read.issued().plus(AGE));
    assertThat(read.keys())
        .extracting(BootKey::key)
        .contains(Sha256.ofHex("f0a890375d1405e62ebfd87e8d3f475f948ef031bbf9ddd516d5f600a23677e8"));
    list[30] ^= 1;
    assertThat(detail(real.read(list, signature, NOW)))
        .isEqualTo("the signature doesn't hold for these bytes");
    list[30] ^= 1;
    assertThat(detail(GRAPHENE.read(list, signature, NOW)))
        .isEqualTo("the signature is by a key that is not pinned");
  }

  @Test
  void read_everyMember_isTaken() {
    String list =
        """
        {"vendor": "acme", "issued": "2026-11-01T00:00:00Z", "expires": "2027-01-01T00:00:00Z",
         "keys": [{
           "sha256": "%s", "models": ["slate", "Slate Pro"], "levels": ["STRONG_BOX"],
           "from": "2026-01-01T00:00:00Z", "until": "2026-12-01T00:00:00Z",
           "builds": [{"name": "2026-11", "sha256": "%s"},
                      {"name": "2026-10", "sha256": "%s", "withdrawn": true}]}]}
        """
            .formatted(KEY, digest(2), digest(3));

    VendorList read = read(ACME, list).orElseThrow();
    assertThat(read.vendor()).isEqualTo("acme");
    assertThat(read.issued()).isEqualTo(ISSUED);
    assertThat(read.expires()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(read.digest()).isEqualTo(Bytes.of(utf8(list)).sha256());
    assertThat(read.keys())
        .containsExactly(
            new BootKey(
                "acme",
                Set.of("slate", "Slate Pro"),
                Set.of(SecurityLevel.STRONG_BOX),
                Sha256.ofHex(KEY),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-12-01T00:00:00Z"),
                List.of(
                    new BootBuild("2026-11", Sha256.ofHex(digest(2)), false),
                    new BootBuild("2026-10", Sha256.ofHex(digest(3)), true))));
  }

  @Test
  void read_keyWithoutEnd_endsWithItsList() {
    VendorList list = read(ACME, acme(ISSUED, NOW.plusSeconds(1), KEY)).orElseThrow();

    assertThat(list.keys()).extracting(BootKey::until).containsOnly(NOW.plusSeconds(1));
  }

  @Test
  void read_keyThatBeginsAfterTheListsEnd_isLeftOut() {
    String list =
        acme(ISSUED, NOW.plusSeconds(1), KEY)
            .replace("\"}]}", "\",\"from\":\"2027-01-01T00:00:00Z\"}]}");

    assertThat(read(ACME, list).orElseThrow().keys()).isEmpty();
  }

  @Test
  void read_expired_isRefusedFromTheEndOn() {
    String list = acme(ISSUED, NOW, KEY);

    assertThat(read(ACME, list, NOW.minusNanos(1))).isInstanceOf(Reading.Read.class);
    assertThat(detail(read(ACME, list, NOW)))
        .isEqualTo("the list is not to be used from 2026-11-25T00:00:00Z on");
  }

  @Test
  void read_olderThanThePinAllows_isRefused() {
    String list = graphene(NOW.getEpochSecond() - AGE.toSeconds(), KEY);

    assertThat(read(GRAPHENE, list, NOW.minusNanos(1))).isInstanceOf(Reading.Read.class);
    assertThat(detail(read(GRAPHENE, list)))
        .isEqualTo("the list is not to be used from 2026-11-25T00:00:00Z on");
  }

  @Test
  void read_fromTheFuture_isRefusedBeyondTheSkewOfClocks() {
    assertThat(read(GRAPHENE, graphene(NOW.getEpochSecond() + 300, KEY)))
        .isInstanceOf(Reading.Read.class);
    assertThat(detail(read(GRAPHENE, graphene(NOW.getEpochSecond() + 301, KEY))))
        .isEqualTo("the list was made at 2026-11-25T00:05:01Z, which is yet to come");
  }

  @Test
  void read_withoutSignatureOrForAnotherPurpose_isRefused() {
    byte[] list = utf8(acme(ISSUED, NOW.plusSeconds(1), KEY));

    assertThat(detail(ACME.read(list, new byte[0], NOW)))
        .isEqualTo("the signature is no block `SSH SIGNATURE`");
    assertThat(detail(ACME.read(list, SIGNER.sign("attestation keys", list), NOW)))
        .isEqualTo("the signature is for another purpose than `portcullis boot keys`");
  }

  @Test
  void read_oversized_isRefusedBeforeAnythingElse() {
    assertThat(detail(ACME.read(new byte[(1 << 20) + 1], new byte[0], NOW)))
        .isEqualTo("the list has more than 1048576 bytes");
  }

  @Test
  void read_otherVendorsList_isRefused() {
    BootKeyVendor other = BootKeyVendor.of("other", BootKeyVendor.Form.PORTCULLIS, SIGNERS, AGE);

    assertThat(read(other, acme(ISSUED, NOW.plusSeconds(1), KEY)))
        .isEqualTo(
            new Reading.Unreadable<VendorList>(
                1, 11, "the list is of another vendor than `other`"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]|1|1|a json object is expected",
        "{\"timestamp\":1}|1|1|the list has no key",
        "{\"verifiedBootKeys\":[]}|1|1|the member `timestamp` is missing",
        "{\"timestamp\":1,\"verifiedBootKeys\":[]}|1|1|the list has no key",
        "{\"timestamp\":0,\"verifiedBootKeys\":[]}|1|14|`timestamp` is a number of seconds since"
            + " 1970",
        "{\"timestamp\":\"1\",\"verifiedBootKeys\":[]}|1|14|`timestamp` is a number of seconds"
            + " since 1970",
        "{\"timestamp\":253402300800,\"verifiedBootKeys\":[]}|1|14|`timestamp` is a number of"
            + " seconds since 1970",
        "{\"timestamp\":1,\"verifiedBootKeys\":{}}|1|35|`verifiedBootKeys` is a json array",
        "{\"timestamp\":1,\"verifiedBootKeys\":[\"00\"]}|1|36|a key is 64 hexadecimal digits of"
            + " one case, not all zero",
        "{\"timestamp\":1,\"timestamp\":2}|1|16|the member `timestamp` is there twice"
      })
  void read_malformedListOfGrapheneOs_isRefusedWithItsPlace(
      String list, int line, int column, String detail) {
    assertThat(read(GRAPHENE, list))
        .isEqualTo(new Reading.Unreadable<VendorList>(line, column, detail));
  }

  @Test
  void read_zeroKey_isRefused() {
    assertThat(detail(read(GRAPHENE, graphene(1, "0".repeat(64)))))
        .isEqualTo("a key is 64 hexadecimal digits of one case, not all zero");
  }

  @Test
  void read_otherMembersAndAKeyTwice_areNoFaultInTheFormOfGrapheneOs() {
    String list =
        "{\"version\":2,\"verifiedBootKeys\":[\"%s\",\"%s\"],\"timestamp\":%d}"
            .formatted(KEY, KEY, NOW.getEpochSecond());

    assertThat(read(GRAPHENE, list).orElseThrow().keys()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"keys\":[]|the list has no key",
        "\"keys\":[1]|a key is a json object",
        "\"keys\":[{}]|the member `sha256` is missing",
        "\"keys\":[],\"extra\":1|the member `extra` is unknown",
        "\"keys\":[{\"sha256\":\"K\",\"extra\":1}]|the member `extra` is unknown",
        "\"keys\":[{\"sha256\":\"K\",\"models\":[]}]|`models` has one or more, or is left out",
        "\"keys\":[{\"sha256\":\"K\",\"models\":[\"a\",\"a\"]}]|the model is there twice",
        "\"keys\":[{\"sha256\":\"K\",\"models\":[\"\"]}]|a model is 1 to 128 printable characters",
        "\"keys\":[{\"sha256\":\"K\",\"models\":[\"\\u0000\"]}]|a model is 1 to 128 printable"
            + " characters",
        "\"keys\":[{\"sha256\":\"K\",\"levels\":[]}]|`levels` has one or more, or is left out",
        "\"keys\":[{\"sha256\":\"K\",\"levels\":[\"STRONG_BOX\",\"STRONG_BOX\"]}]|the level"
            + " STRONG_BOX is there twice",
        "\"keys\":[{\"sha256\":\"K\",\"from\":\"2026-01-01T00:00:00Z\","
            + "\"until\":\"2026-01-01T00:00:00Z\"}]|`until` is later than `from`",
        "\"keys\":[{\"sha256\":\"K\",\"builds\":[{\"name\":\"a\"}]}]|the member `sha256` is"
            + " missing",
        "\"keys\":[{\"sha256\":\"K\",\"builds\":[{\"name\":\"a\",\"sha256\":\"K\"},"
            + "{\"name\":\"b\",\"sha256\":\"K\"}]}]|the build is there twice",
        "\"keys\":[{\"sha256\":\"K\",\"builds\":[{\"name\":\"a\",\"sha256\":\"K\","
            + "\"extra\":1}]}]|the member `extra` is unknown"
      })
  void read_malformedListOfThisProject_isRefused(String keys, String detail) {
    String list =
        "{\"vendor\":\"acme\",\"issued\":\"2026-11-01T00:00:00Z\","
            + "\"expires\":\"2027-01-01T00:00:00Z\","
            + keys.replace("\"K\"", "\"" + KEY + "\"")
            + "}";

    assertThat(detail(read(ACME, list))).isEqualTo(detail);
  }

  @Test
  void read_softwareLevel_isRefused() {
    String list =
        acme(ISSUED, NOW.plusSeconds(1), KEY).replace("\"}]}", "\",\"levels\":[\"SOFTWARE\"]}]}");

    assertThat(detail(read(ACME, list))).startsWith("a level is one of [");
  }

  @Test
  void read_expiresBeforeIssuedOrAbsurd_isRefused() {
    assertThat(detail(read(ACME, acme(NOW, NOW, KEY))))
        .isEqualTo("`expires` is later than `issued`");
    assertThat(detail(read(ACME, acme(Instant.MAX.minusSeconds(1), Instant.MAX, KEY))))
        .isEqualTo("`issued` is beyond the year 9999");
    assertThat(detail(read(ACME, acme(Instant.MIN, NOW, KEY)))).contains("is not to be used from");
  }

  @Test
  void update_newerList_takesThePlace() {
    VendorList current =
        read(GRAPHENE, graphene(ISSUED.getEpochSecond(), keys(1, 20))).orElseThrow();

    VendorList next =
        update(current, graphene(ISSUED.getEpochSecond() + 1, keys(3, 22))).orElseThrow();
    assertThat(next.keys()).extracting(BootKey::key).contains(Sha256.ofHex(digest(22)));
    assertThat(update(current, graphene(ISSUED.getEpochSecond(), keys(1, 20))))
        .isInstanceOf(Reading.Read.class);
  }

  @Test
  void update_olderOrOtherListOfOneInstant_isRefused() {
    long at = ISSUED.getEpochSecond();
    VendorList current = read(GRAPHENE, graphene(at, keys(1, 20))).orElseThrow();

    assertThat(detail(update(current, graphene(at - 1, keys(1, 21)))))
        .isEqualTo("the list of 2026-10-31T23:59:59Z is older than the current one");
    assertThat(detail(update(current, graphene(at, keys(1, 21)))))
        .isEqualTo("the list has the current one's instant and other content");
  }

  @Test
  void update_shrinkingList_isRefusedAsAWhole() {
    long at = ISSUED.getEpochSecond();
    VendorList current = read(GRAPHENE, graphene(at, keys(1, 20))).orElseThrow();
    VendorList few = read(GRAPHENE, graphene(at, keys(1, 2))).orElseThrow();

    assertThat(detail(update(current, graphene(at + 1, keys(4, 40)))))
        .isEqualTo("the list has lost 3 of 20 keys");
    assertThat(update(few, graphene(at + 1, keys(2, 2)))).isInstanceOf(Reading.Read.class);
    assertThat(detail(update(few, graphene(at + 1, keys(3, 4)))))
        .isEqualTo("the list has lost 2 of 2 keys");
  }

  @Test
  void update_wronglySigned_isRefused() {
    VendorList current = read(GRAPHENE, graphene(ISSUED.getEpochSecond(), KEY)).orElseThrow();
    byte[] list = utf8(graphene(ISSUED.getEpochSecond() + 1, keys(1, 2)));

    assertThat(
            detail(
                GRAPHENE.update(
                    current, list, new SshSigner("forger").sign("attestation keys", list), NOW)))
        .isEqualTo("the signature is by a key that is not pinned");
  }

  @Test
  void update_listOfAnotherVendor_isRefused() {
    VendorList current = read(ACME, acme(ISSUED, NOW.plusSeconds(1), KEY)).orElseThrow();

    assertThat(detail(update(current, graphene(NOW.getEpochSecond(), KEY))))
        .isEqualTo("the current list is of another vendor");
  }

  @Test
  void of_misuse_isRefused() {
    BootKeyVendor.Form form = BootKeyVendor.Form.GRAPHENEOS;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BootKeyVendor.of("A B", form, SIGNERS, AGE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BootKeyVendor.of("a", form, List.of(), AGE))
        .withMessage("a vendor has a signer or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BootKeyVendor.of("a", form, SIGNERS, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BootKeyVendor.of("a", form, SIGNERS, Duration.ofSeconds(Long.MAX_VALUE)));
    assertThat(ACME).hasToString("BootKeyVendor[acme, PORTCULLIS]");
  }

  private static Reading<VendorList> read(BootKeyVendor vendor, String list) {
    return read(vendor, list, NOW);
  }

  private static Reading<VendorList> read(BootKeyVendor vendor, String list, Instant now) {
    String namespace = vendor == GRAPHENE ? "attestation keys" : "portcullis boot keys";
    return vendor.read(utf8(list), SIGNER.sign(namespace, utf8(list)), now);
  }

  private static Reading<VendorList> update(VendorList current, String list) {
    return GRAPHENE.update(current, utf8(list), SIGNER.sign("attestation keys", utf8(list)), NOW);
  }

  private static String detail(Reading<VendorList> reading) {
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    return ((Reading.Unreadable<VendorList>) reading).detail();
  }

  private static String graphene(long timestamp, String keys) {
    return "{\"verifiedBootKeys\":[\"" + keys + "\"],\"timestamp\":" + timestamp + "}";
  }

  private static String acme(Instant issued, Instant expires, String key) {
    return "{\"vendor\":\"acme\",\"issued\":\"%s\",\"expires\":\"%s\",\"keys\":[{\"sha256\":\"%s\"}]}"
        .formatted(issued, expires, key);
  }

  private static String keys(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(BootKeyVendorTest::digest)
        .collect(Collectors.joining("\",\""));
  }

  static String digest(int number) {
    return "%064x".formatted(number);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream file = BootKeyVendorTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(file, name).readAllBytes();
    }
  }
}
