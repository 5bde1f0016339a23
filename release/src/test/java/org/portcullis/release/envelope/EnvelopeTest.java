package org.portcullis.release.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.portcullis.release.json.Reading;

final class EnvelopeTest {
  private static final String SIG = "{\"payload\":\"\",\"payloadType\":\"t\",\"signatures\":[%s]}";

  private static Envelope read(String json) {
    return Keys.parsed(Envelope.read("f", Keys.utf8(json)));
  }

  private static List<String> errors(String json) {
    return Keys.errors(Envelope.read("f", Keys.utf8(json)));
  }

  @Test
  void write_envelope_isCanonicalJson() {
    Envelope envelope =
        new Envelope(
            "a/b",
            new byte[] {-1, -17},
            List.of(
                new EnvelopeSignature("k", new byte[] {1}),
                new EnvelopeSignature("", new byte[] {2})));
    assertThat(envelope.write())
        .isEqualTo(
            Keys.utf8(
                "{\"payload\":\"/+8=\",\"payloadType\":\"a/b\","
                    + "\"signatures\":[{\"keyid\":\"k\",\"sig\":\"AQ==\"},{\"sig\":\"Ag==\"}]}"));
  }

  @Test
  void read_whatWasWritten_isTheSame() {
    Envelope envelope = Keys.envelope(Keys.ed25519(1), Keys.p256(2));
    assertThat(Keys.parsed(Envelope.read("f", envelope.write())))
        .isEqualTo(envelope)
        .hasSameHashCodeAs(envelope);
  }

  @Test
  void read_base64ForUrls_isTheSame() {
    assertThat(read("{\"payload\":\"_-8=\",\"payloadType\":\"t\",\"signatures\":[]}"))
        .isEqualTo(read("{\"payload\":\"/+8=\",\"payloadType\":\"t\",\"signatures\":[]}"));
  }

  @Test
  void read_unknownMembers_areIgnored() {
    Envelope envelope =
        read(
            "{\"x\":{},\"payload\":\"\",\"payloadType\":\"t\","
                + "\"signatures\":[{\"sig\":\"\",\"extension\":{\"kind\":\"k\"}}]}");
    assertThat(envelope.write())
        .isEqualTo(
            Keys.utf8("{\"payload\":\"\",\"payloadType\":\"t\",\"signatures\":[{\"sig\":\"\"}]}"));
  }

  @Test
  void read_emptyKeyId_isNone() {
    Envelope empty = read(SIG.formatted("{\"keyid\":\"\",\"sig\":\"AQ==\"}"));
    assertThat(empty).isEqualTo(read(SIG.formatted("{\"sig\":\"AQ==\"}")));
    assertThat(empty.signatures().get(0).keyId()).isEmpty();
  }

  @Test
  void read_membersMissing_areAllTold() {
    assertThat(errors("{}"))
        .containsExactly(
            "f:1:1: error missing-member: `payloadType` is missing",
            "f:1:1: error missing-member: `payload` is missing",
            "f:1:1: error missing-member: `signatures` is missing");
    assertThat(errors(SIG.formatted("{}")))
        .containsExactly("f:1:47: error missing-member: `sig` is missing");
  }

  @Test
  void read_badBase64_isRefused() {
    for (String bad : List.of("AQ", "AQ=", "AR==", "A Q=", "AQ==\\n", "+_8=", "é===", "=AQ=")) {
      assertThat(errors("{\"payload\":\"" + bad + "\",\"payloadType\":\"t\",\"signatures\":[]}"))
          .as(bad)
          .containsExactly("f:1:12: error bad-base64: `payload` is not base64 with its padding");
      assertThat(errors(SIG.formatted("{\"sig\":\"" + bad + "\"}")))
          .as(bad)
          .containsExactly("f:1:54: error bad-base64: `sig` is not base64 with its padding");
    }
  }

  @Test
  void read_badType_isRefused() {
    for (String bad : List.of("", "a b", "é", "a\\n", "a\\u007f", "a".repeat(257))) {
      assertThat(errors("{\"payload\":\"\",\"payloadType\":\"" + bad + "\",\"signatures\":[]}"))
          .as(bad)
          .containsExactly(
              "f:1:29: error bad-value: `payloadType` must be 1 to 256 printable ASCII characters"
                  + " without space");
    }
    assertThat(
            read(
                "{\"payload\":\"\",\"payloadType\":\"" + "a".repeat(256) + "\",\"signatures\":[]}"))
        .isNotNull();
  }

  @Test
  void read_wrongTypes_areRefused() {
    assertThat(errors("{\"payload\":1,\"payloadType\":true,\"signatures\":{}}")).hasSize(3);
    assertThat(errors(SIG.formatted("1")))
        .containsExactly(
            "f:1:47: error wrong-type: a signature must be an object, not a whole number");
    assertThat(errors(SIG.formatted("{\"keyid\":1,\"sig\":\"\"}"))).hasSize(1);
    assertThat(errors("[]")).hasSize(1);
  }

  @Test
  void read_duplicateMember_isRefused() {
    assertThat(errors(SIG.formatted("{\"sig\":\"AQ==\",\"sig\":\"AQ==\"}")))
        .containsExactly("f:1:61: error duplicate-member: `sig` stands here twice");
  }

  @Test
  void read_atTheLimits_isReadAndBeyondRefused() {
    String one = "{\"sig\":\"\"}";
    assertThat(read(SIG.formatted(String.join(",", Collections.nCopies(16, one)))).signatures())
        .hasSize(16);
    assertThat(errors(SIG.formatted(String.join(",", Collections.nCopies(17, one)))))
        .containsExactly("f:1:46: error too-many: more than 16 signatures");
    assertThat(Envelope.read("f", new Envelope("t", new byte[1 << 19], List.of()).write()))
        .isInstanceOf(Reading.Parsed.class);
    assertThat(
            Keys.errors(
                Envelope.read("f", new Envelope("t", new byte[(1 << 19) + 1], List.of()).write())))
        .containsExactly("f:1:12: error too-large: `payload` is longer than 524288 bytes");
    assertThat(signatureErrors("k".repeat(256), 8192)).isEmpty();
    assertThat(signatureErrors("k".repeat(257), 8193)).hasSize(2);
  }

  private static List<String> signatureErrors(String keyId, int length) {
    EnvelopeSignature signature = new EnvelopeSignature(keyId, new byte[length]);
    return Keys.errors(
        Envelope.read("f", new Envelope("t", new byte[0], List.of(signature)).write()));
  }

  @Test
  void sign_byTwo_hasTheirKeyIds() {
    assertThat(Keys.envelope(Keys.ed25519(1), Keys.p256(2)).signatures())
        .extracting(signature -> signature.keyId().orElseThrow())
        .containsExactly(Keys.ed25519(1).key().keyId(), Keys.p256(2).key().keyId());
  }

  @Test
  void withSignature_byAnother_keepsTheFirst() throws Exception {
    assertThat(Keys.envelope(Keys.ed25519(1)).withSignature(Keys.p256(2)))
        .isEqualTo(Keys.envelope(Keys.ed25519(1), Keys.p256(2)));
  }

  @Test
  void sign_badArguments_areRefused() {
    List<SoftwareSigner> one = List.of(Keys.ed25519(1));
    for (String type : List.of("", "a b", "é", "a".repeat(257))) {
      assertThatThrownBy(() -> Envelope.sign(type, Keys.PAYLOAD, one))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Envelope.sign("t", new byte[Envelope.MAX_PAYLOAD + 1], one))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Envelope.sign("t", Keys.PAYLOAD, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withSignature_eachProblem_isReachable() {
    SoftwareSigner signer = Keys.p256(1);
    Set<SigningProblem> seen = EnumSet.noneOf(SigningProblem.class);
    seen.add(problem(Keys.envelope(signer), signer));
    List<EnvelopeSignature> full = new ArrayList<>();
    IntStream.range(0, 16).forEach(i -> full.add(new EnvelopeSignature("", new byte[] {1})));
    seen.add(problem(Keys.withSignatures(full), signer));
    seen.add(problem(Keys.withSignatures(List.of()), lying(signer)));
    seen.add(problem(Keys.withSignatures(List.of()), absent(signer)));
    assertThat(seen).containsExactlyInAnyOrder(SigningProblem.values());
  }

  @Test
  void withSignature_keyIdRemoved_stillKnowsThatTheKeySigned() {
    SoftwareSigner signer = Keys.ed25519(1);
    byte[] signature = Keys.envelope(signer).signatures().get(0).bytes();
    Envelope anonymous = Keys.withSignatures(List.of(new EnvelopeSignature("", signature)));
    assertThat(problem(anonymous, signer)).isEqualTo(SigningProblem.ALREADY_SIGNED);
  }

  private static SigningProblem problem(Envelope envelope, EnvelopeSigner signer) {
    try {
      throw new AssertionError(envelope.withSignature(signer));
    } catch (SigningException e) {
      assertThat(e.text()).isNotBlank().isEqualTo(e.getMessage());
      return e.problem();
    }
  }

  /** Says one key and signs with another. */
  private static EnvelopeSigner lying(SoftwareSigner signer) {
    return signer(signer.key(), Keys.p256(99)::sign);
  }

  private static EnvelopeSigner absent(SoftwareSigner signer) {
    return signer(
        signer.key(),
        message -> {
          throw new SigningException(
              SigningProblem.UNAVAILABLE, "no token", new IOException("removed"));
        });
  }

  private interface Signing {
    byte[] sign(byte[] message) throws SigningException;
  }

  private static EnvelopeSigner signer(VerificationKey key, Signing signing) {
    return new EnvelopeSigner() {
      @Override
      public VerificationKey key() {
        return key;
      }

      @Override
      public byte[] sign(byte[] message) throws SigningException {
        return signing.sign(message);
      }
    };
  }

  @Test
  void withSignature_signerChangesTheMessage_changesNothing() throws Exception {
    SoftwareSigner signer = Keys.ed25519(1);
    EnvelopeSigner spoiling =
        signer(
            signer.key(),
            message -> {
              byte[] signature = signer.sign(message);
              Arrays.fill(message, (byte) 0);
              return signature;
            });
    assertThat(Envelope.sign(Keys.TYPE, Keys.PAYLOAD, List.of(spoiling)))
        .isEqualTo(Keys.envelope(signer));
  }

  @Test
  void accessors_changedByCaller_changeNothing() throws Exception {
    byte[] payload = Keys.PAYLOAD.clone();
    Envelope envelope = Envelope.sign(Keys.TYPE, payload, List.of(Keys.ed25519(1)));
    payload[0]++;
    envelope.unverifiedPayload()[0]++;
    envelope.signatures().get(0).bytes()[0]++;
    assertThat(envelope).isEqualTo(Keys.envelope(Keys.ed25519(1)));
  }

  @Test
  void toString_envelope_tellsNothingOfThePayload() {
    assertThat(Keys.envelope(Keys.ed25519(1)))
        .hasToString("Envelope[application/vnd.example.v1+json, 12 bytes, 1 signatures]");
  }
}
