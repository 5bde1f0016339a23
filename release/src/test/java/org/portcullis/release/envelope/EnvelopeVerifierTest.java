package org.portcullis.release.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.portcullis.release.envelope.EnvelopeVerdict.Rejected;
import org.portcullis.release.envelope.EnvelopeVerdict.Verified;

final class EnvelopeVerifierTest {
  private static final EnvelopeSignature FIRST = signature(0);
  private static final EnvelopeSignature SECOND = signature(1);
  private static final EnvelopeSignature STRANGER = signature(50);
  private static final EnvelopeSignature JUNK = new EnvelopeSignature("", new byte[] {1, 2, 3});

  private static EnvelopeSignature signature(int key) {
    return Keys.envelope(Keys.any(key)).signatures().get(0);
  }

  private static EnvelopeVerdict verify(KeyRole role, EnvelopeSignature... signatures) {
    return EnvelopeVerifier.verify(Keys.withSignatures(List.of(signatures)), Keys.TYPE, role);
  }

  private static Rejected rejected(KeyRole role, EnvelopeSignature... signatures) {
    return (Rejected) verify(role, signatures);
  }

  @Test
  void verify_enoughKeys_isVerifiedWithPayloadAndSigners() {
    Verified verified = (Verified) verify(Keys.role(2, 3), SECOND, FIRST);
    assertThat(verified.payload()).isEqualTo(Keys.PAYLOAD);
    assertThat(verified.signers()).extracting(RoleKey::label).containsExactly("k0", "k1");
    assertThat(verified)
        .hasToString("Verified[k0, k1]")
        .isEqualTo(verify(Keys.role(2, 3), FIRST, SECOND))
        .hasSameHashCodeAs(verify(Keys.role(2, 3), FIRST, SECOND))
        .isNotEqualTo(verify(Keys.role(1, 3), FIRST));
    verified.payload()[0]++;
    assertThat(verified.payload()).isEqualTo(Keys.PAYLOAD);
  }

  @Test
  void verify_moreKeysThanItTakes_tellsAllSigners() {
    assertThat(((Verified) verify(Keys.role(1, 3), FIRST, SECOND)).signers()).hasSize(2);
  }

  @Test
  void verify_oneKeyTwice_countsOnce() {
    EnvelopeSignature renamed = new EnvelopeSignature("another", FIRST.bytes());
    assertThat(rejected(Keys.role(2, 3), FIRST, renamed))
        .isEqualTo(
            new Rejected(
                EnvelopeReason.THRESHOLD_NOT_MET,
                "signatures[1]",
                "signed by 1 distinct keys of role `policy`, which takes 2 of 3:"
                    + " signatures[1] is a second one by `k0`"));
  }

  @Test
  void verify_oneEcdsaKeyWithTwoSignatures_countsOnce() {
    EnvelopeSignature highS = new EnvelopeSignature("", SignatureForms.otherHalf(SECOND.bytes()));
    assertThat(highS.bytes()).isNotEqualTo(SECOND.bytes());
    assertThat(verify(Keys.role(1, 3), highS)).isInstanceOf(Verified.class);
    assertThat(rejected(Keys.role(2, 3), SECOND, highS).reason())
        .isEqualTo(EnvelopeReason.THRESHOLD_NOT_MET);
  }

  @Test
  void verify_keyIdOfAnotherKey_playsNoPart() {
    EnvelopeSignature first = new EnvelopeSignature(Keys.any(1).key().keyId(), FIRST.bytes());
    EnvelopeSignature second = new EnvelopeSignature(Keys.any(1).key().keyId(), SECOND.bytes());
    assertThat(verify(Keys.role(2, 3), first, second))
        .isEqualTo(verify(Keys.role(2, 3), FIRST, SECOND));
    EnvelopeSignature claiming = new EnvelopeSignature(Keys.any(0).key().keyId(), STRANGER.bytes());
    assertThat(rejected(Keys.role(1, 3), claiming))
        .isEqualTo(
            new Rejected(
                EnvelopeReason.NO_SIGNATURE_HOLDS,
                "signatures[0]",
                "signed by 0 distinct keys of role `policy`, which takes 1 of 3:"
                    + " signatures[0] holds under no key of the role though it names `k0`"));
  }

  @Test
  void verify_strangersAndJunkBesideEnoughKeys_areIgnored() {
    EnvelopeSignature claiming = new EnvelopeSignature(Keys.any(0).key().keyId(), STRANGER.bytes());
    assertThat(verify(Keys.role(2, 3), JUNK, claiming, FIRST, STRANGER, SECOND))
        .isEqualTo(verify(Keys.role(2, 3), FIRST, SECOND));
  }

  @Test
  void verified_envelope_holdsOnlyWhatCounts() {
    EnvelopeSignature renamed = new EnvelopeSignature("anything", SECOND.bytes());
    Verified verified = (Verified) verify(Keys.role(2, 3), STRANGER, renamed, JUNK, FIRST, FIRST);
    assertThat(verified.envelope()).isEqualTo(Keys.withSignatures(List.of(FIRST, SECOND)));
    assertThat(EnvelopeVerifier.verify(verified.envelope(), Keys.TYPE, Keys.role(2, 3)))
        .isEqualTo(verified);
  }

  @Test
  void verify_tooFew_tellsEachThatDidNotCount() {
    assertThat(rejected(Keys.role(2, 3), FIRST, STRANGER, JUNK))
        .isEqualTo(
            new Rejected(
                EnvelopeReason.THRESHOLD_NOT_MET,
                "signatures[1]",
                "signed by 1 distinct keys of role `policy`, which takes 2 of 3:"
                    + " signatures[1] holds under no key of the role, signatures[2] is malformed"));
    assertThat(rejected(Keys.role(2, 3), FIRST))
        .isEqualTo(
            new Rejected(
                EnvelopeReason.THRESHOLD_NOT_MET,
                "signatures",
                "signed by 1 distinct keys of role `policy`, which takes 2 of 3"));
  }

  @Test
  void verify_otherType_isRejected() {
    EnvelopeVerdict verdict =
        EnvelopeVerifier.verify(Keys.envelope(Keys.any(0)), Keys.TYPE + "x", Keys.role(1, 1));
    assertThat(verdict)
        .isEqualTo(
            new Rejected(
                EnvelopeReason.WRONG_PAYLOAD_TYPE,
                "payloadType",
                "the payload is `application/vnd.example.v1+json`, not"
                    + " `application/vnd.example.v1+jsonx`"));
  }

  @Test
  void verify_typeInOtherCase_isRejected() {
    EnvelopeVerdict verdict =
        EnvelopeVerifier.verify(
            Keys.envelope(Keys.any(0)), "Application/vnd.example.v1+json", Keys.role(1, 1));
    assertThat(((Rejected) verdict).reason()).isEqualTo(EnvelopeReason.WRONG_PAYLOAD_TYPE);
  }

  @Test
  void verify_typeChangedAfterSigning_isRejected() {
    Envelope retyped = new Envelope("t", Keys.PAYLOAD, List.of(FIRST));
    assertThat(((Rejected) EnvelopeVerifier.verify(retyped, "t", Keys.role(1, 1))).reason())
        .isEqualTo(EnvelopeReason.NO_SIGNATURE_HOLDS);
  }

  @Test
  void verify_eachReason_isReachable() {
    KeyRole role = Keys.role(2, 3);
    EnvelopeVerdict retyped =
        EnvelopeVerifier.verify(Keys.withSignatures(List.of(FIRST, SECOND)), "t", role);
    Set<EnvelopeReason> seen = EnumSet.noneOf(EnvelopeReason.class);
    Stream.of(
            (Rejected) retyped,
            rejected(role),
            rejected(role, JUNK),
            rejected(role, STRANGER, JUNK),
            rejected(role, FIRST))
        .forEach(rejection -> seen.add(rejection.reason()));
    assertThat(seen).containsExactlyInAnyOrder(EnvelopeReason.values());
  }

  @Test
  void verify_formOfAnAlgorithmThatTheRoleLacks_isMalformed() {
    KeyRole ed25519Alone = Keys.role(1, 1);
    assertThat(rejected(ed25519Alone, SECOND).reason())
        .isEqualTo(EnvelopeReason.MALFORMED_SIGNATURE);
  }

  @Test
  void verify_asManySignaturesAndKeysAsMayBe_isVerified() {
    EnvelopeSignature[] signatures =
        IntStream.range(16, 32)
            .mapToObj(EnvelopeVerifierTest::signature)
            .toArray(EnvelopeSignature[]::new);
    assertThat(((Verified) verify(Keys.role(16, 32), signatures)).signers()).hasSize(16);
    assertThat(rejected(Keys.role(17, 32), signatures).reason())
        .isEqualTo(EnvelopeReason.THRESHOLD_NOT_MET);
  }
}
