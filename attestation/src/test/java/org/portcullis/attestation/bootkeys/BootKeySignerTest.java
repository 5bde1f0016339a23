package org.portcullis.attestation.bootkeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.attestation.key.Reading;

/** A vendor has several keys, each in its time. */
class BootKeySignerTest {
  private static final Instant ISSUED = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant FROM = Instant.parse("2026-12-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");
  private static final Instant LIST_ENDS = Instant.parse("2027-06-01T00:00:00Z");
  private static final SshSigner FORMER = new SshSigner("former");
  private static final SshSigner NEXT = new SshSigner("next");
  private static final byte[] LIST =
      ("{\"vendor\":\"acme\",\"issued\":\""
              + ISSUED
              + "\",\"expires\":\""
              + LIST_ENDS
              + "\",\"keys\":[{\"sha256\":\""
              + BootKeyVendorTest.digest(1)
              + "\"}]}")
          .getBytes(StandardCharsets.US_ASCII);
  private static final BootKeyVendor ACME =
      vendor(
          new BootKeySigner(FORMER.line(), Instant.MIN, UNTIL),
          new BootKeySigner(NEXT.line(), FROM, Instant.MAX));

  @Test
  void read_inTheOverlap_takesListsOfEitherSigner() {
    for (Instant now : List.of(FROM, UNTIL.minusNanos(1))) {
      assertThat(read(ACME, FORMER, now)).isInstanceOf(Reading.Read.class);
      assertThat(read(ACME, NEXT, now)).isInstanceOf(Reading.Read.class);
    }
  }

  @Test
  void read_signerNotInUse_isRefusedWithItsTime() {
    assertThat(detail(read(ACME, NEXT, FROM.minusNanos(1))))
        .isEqualTo(
            "the signature is by a pinned key that is not in use before 2026-12-01T00:00:00Z");
    assertThat(detail(read(ACME, FORMER, UNTIL)))
        .isEqualTo(
            "the signature is by a pinned key that is not in use from 2027-01-01T00:00:00Z on");
  }

  @Test
  void read_keyThatIsNotPinned_isRefusedAsSuch() {
    assertThat(detail(read(ACME, new SshSigner("forger"), FROM)))
        .isEqualTo("the signature is by a key that is not pinned");
  }

  /** Whoever can't sign learns nothing of times, and nobody looks for a wrong clock. */
  @Test
  void read_signatureThatDoesNotHoldUnderASignerNotInUse_isRefusedForTheSignature() {
    byte[] other = FORMER.sign(namespace(), new byte[1]);

    assertThat(detail(ACME.read(LIST, other, UNTIL)))
        .isEqualTo("the signature doesn't hold for these bytes");
  }

  @Test
  void read_signerWithEnd_endsTheListAndItsKeys() {
    VendorList former = read(ACME, FORMER, FROM).orElseThrow();
    VendorList next = read(ACME, NEXT, FROM).orElseThrow();

    assertThat(former.expires()).isEqualTo(UNTIL);
    assertThat(former.keys()).extracting(BootKey::until).containsExactly(UNTIL);
    assertThat(next.expires()).isEqualTo(LIST_ENDS);
    assertThat(next.keys()).extracting(BootKey::until).containsExactly(LIST_ENDS);
  }

  @Test
  void read_signerWithoutEnd_isInUseAtAnyInstant() {
    BootKeyVendor vendor = vendor(BootKeySigner.atAnyTime(NEXT.line()));

    assertThat(read(vendor, NEXT, ISSUED).orElseThrow().expires()).isEqualTo(LIST_ENDS);
    assertThat(detail(read(vendor, NEXT, Instant.MAX)))
        .isEqualTo("the list is not to be used from 2027-06-01T00:00:00Z on");
    assertThat(detail(read(vendor, NEXT, Instant.MIN))).endsWith("which is yet to come");
  }

  @Test
  void update_changeOfTheSigner_takesThePlaceOfTheListBefore() {
    VendorList current = read(ACME, FORMER, FROM).orElseThrow();

    VendorList next = ACME.update(current, LIST, NEXT.sign(namespace(), LIST), UNTIL).orElseThrow();
    assertThat(next.expires()).isEqualTo(LIST_ENDS);
    assertThat(detail(ACME.update(next, LIST, FORMER.sign(namespace(), LIST), UNTIL)))
        .endsWith("not in use from 2027-01-01T00:00:00Z on");
  }

  @Property(tries = 300)
  void read_anyTimes_takesAListInTheUseOfItsSignerAndNotBeyond(
      @ForAll @IntRange(min = -30, max = 30) int from,
      @ForAll @IntRange(min = 1, max = 60) int length,
      @ForAll @IntRange(min = 0, max = 60) int age) {
    Instant begin = ISSUED.plusSeconds(from);
    Instant end = begin.plusSeconds(length);
    Instant now = ISSUED.plusSeconds(age);
    BootKeyVendor vendor = vendor(new BootKeySigner(NEXT.line(), begin, end));

    Reading<VendorList> reading = read(vendor, NEXT, now);
    assertThat(reading instanceof Reading.Read).isEqualTo(from <= age && age < from + length);
    if (reading instanceof Reading.Read<VendorList> read) {
      assertThat(read.value().expires()).isEqualTo(end);
      assertThat(read.value().keys()).extracting(BootKey::until).containsOnly(end);
    }
  }

  @Test
  void readPins_signers_haveTheirKeysAndTimes() {
    BootKeyVendor vendor =
        pins("[{\"key\":\"F\",\"until\":\""
                + UNTIL
                + "\"},{\"key\":\"N\",\"from\":\""
                + FROM
                + "\"}]")
            .orElseThrow()
            .vendors()
            .get(0);

    assertThat(read(vendor, FORMER, UNTIL.minusNanos(1)).orElseThrow().expires()).isEqualTo(UNTIL);
    assertThat(read(vendor, FORMER, UNTIL)).isInstanceOf(Reading.Unreadable.class);
    assertThat(read(vendor, NEXT, FROM).orElseThrow().expires()).isEqualTo(LIST_ENDS);
    assertThat(read(vendor, NEXT, FROM.minusNanos(1))).isInstanceOf(Reading.Unreadable.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]|3|1|`signers` has one or more",
        "{}|3|1|`signers` is a json array",
        "[\"F\"]|3|2|a signer is a json object",
        "[{}]|3|2|the member `key` is missing",
        "[{\"key\":\"ssh-rsa AAAA\"}]|3|9|`key` is the one line of an ssh public key,"
            + " `ssh-ed25519` or `ecdsa-sha2-nistp256`",
        "[{\"key\":\"F\"},\\n{\"key\":\"F\"}]|4|8|the key is there twice",
        "[{\"key\":\"F\"},{\"key\":\"N\"},\\n{\"until\":\"2027-01-01T00:00:00Z\",\"key\":\"f\"}]|4|39|"
            + "the key is there twice",
        "[{\"from\":1,\"key\":\"F\"}]|3|10|`from` is an instant such as `2026-04-10T00:00:00Z`",
        "[{\"until\":\"tomorrow\",\"key\":\"F\"}]|3|11|`until` is an instant such as"
            + " `2026-04-10T00:00:00Z`",
        "[{\"from\":\"2027-01-01T00:00:00Z\",\"until\":\"2027-01-01T00:00:00Z\",\"key\":\"F\"}]|3|41|"
            + "`until` is later than `from`",
        "[{\"since\":1,\"key\":\"F\"}]|3|3|the member `since` is unknown"
      })
  void readPins_wrongSigners_areUnreadableWhereTheyAreWrong(
      String signers, int line, int column, String detail) {
    assertThat(pins(signers.replace("\\n", "\n")))
        .isEqualTo(new Reading.Unreadable<BootKeyPins>(line, column, detail));
  }

  @Test
  void readPins_noSigners_areMissing() {
    assertThat(
            BootKeyPins.read(
                "{\"vendors\":[{\"name\":\"acme\",\"form\":\"PORTCULLIS\"}]}"
                    .getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(new Reading.Unreadable<BootKeyPins>(1, 13, "the member `signers` is missing"));
  }

  @Test
  void signer_key_isTypeAndBase64Alone() {
    String bare = FORMER.line().replace(" vendor", "");

    assertThat(BootKeySigner.atAnyTime("someone@acme.example " + bare))
        .isEqualTo(new BootKeySigner(FORMER.line(), Instant.MIN, Instant.MAX))
        .extracting(BootKeySigner::key)
        .isEqualTo(bare);
  }

  @Test
  void signer_misuse_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BootKeySigner.atAnyTime("key"))
        .withMessageStartingWith("a key is one line `ssh-ed25519` or");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BootKeySigner(FORMER.line(), UNTIL, UNTIL))
        .withMessage("a signer's use ends after it begins");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                vendor(
                    BootKeySigner.atAnyTime(FORMER.line()),
                    new BootKeySigner("other " + FORMER.line(), FROM, UNTIL)))
        .withMessage("two signers have one key");
  }

  private static BootKeyVendor vendor(BootKeySigner... signers) {
    return BootKeyVendor.of(
        "acme", BootKeyVendor.Form.PORTCULLIS, List.of(signers), Duration.ofDays(400));
  }

  private static Reading<VendorList> read(BootKeyVendor vendor, SshSigner signer, Instant now) {
    return vendor.read(LIST, signer.sign(namespace(), LIST), now);
  }

  private static String namespace() {
    return BootKeyVendor.Form.PORTCULLIS.namespace();
  }

  /** The signers begin the third line; F and f are one key with other words around it. */
  private static Reading<BootKeyPins> pins(String signers) {
    return BootKeyPins.read(
        ("{\"vendors\":[{\"name\":\"acme\",\"form\":\"PORTCULLIS\",\n\"signers\":\n"
                + signers
                    .replace("\"F\"", "\"" + FORMER.line() + "\"")
                    .replace("\"f\"", "\"someone " + FORMER.line() + "\"")
                    .replace("\"N\"", "\"" + NEXT.line() + "\"")
                + "}]}")
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static String detail(Reading<VendorList> reading) {
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    return ((Reading.Unreadable<VendorList>) reading).detail();
  }
}
