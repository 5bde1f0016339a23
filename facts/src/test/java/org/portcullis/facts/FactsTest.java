package org.portcullis.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactsTest {
  @ParameterizedTest
  @EnumSource(value = SignalState.class, names = "VERIFIED", mode = EnumSource.Mode.EXCLUDE)
  void construct_unverifiedSignalWithValue_isRefused(SignalState state) {
    RejectionClass rejection =
        state == SignalState.REJECTED ? RejectionClass.MALFORMED : RejectionClass.NONE;
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new TransportFacts(
                    state, SignalSource.HOST, rejection, 13, ClientAuthentication.NONE));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new IntegrityFacts(
                    state,
                    SignalSource.HOST,
                    rejection,
                    Set.of(DeviceIntegrityLabel.STRONG),
                    AppRecognition.UNKNOWN,
                    false,
                    0));
  }

  @Test
  void construct_everySignalEveryGuardedValue_isRefusedUnlessVerified() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 2_000; i++) {
      EligibilityCase drawn = GeneratedCases.draw(random);
      for (Field signal : Vocabulary.root().fields()) {
        if (signal.type() instanceof FieldType.NestedType nested && nested.type().isSignal()) {
          refuseEachValueUnverified(nested.type(), signal.read(drawn));
        }
      }
    }
  }

  private static void refuseEachValueUnverified(RecordType type, Object verified) {
    Record neutral =
        type.constructUnverified(
            List.of(SignalState.ABSENT, SignalSource.NOBODY, RejectionClass.NONE));
    for (Field field : type.fields()) {
      Object value = field.read(verified);
      if (!field.isHeader() && !value.equals(field.read(neutral))) {
        List<Object> components = new ArrayList<>();
        type.fields().forEach(other -> components.add(other.read(neutral)));
        components.set(type.fields().indexOf(field), value);
        assertThatThrownBy(() -> type.construct(components))
            .as(type + "." + field)
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void construct_rejectedWithoutClass_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestFacts.rejected(SignalSource.HOST, RejectionClass.NONE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestFacts.unverified(SignalState.REJECTED, SignalSource.HOST));
  }

  @Test
  void construct_judgedByNobody_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestFacts.rejected(SignalSource.NOBODY, RejectionClass.MALFORMED));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RequestFacts(
                    SignalState.VERIFIED,
                    SignalSource.NOBODY,
                    RejectionClass.NONE,
                    RequestKey.ENROLLED,
                    1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 199912, 202600, 202613, 20260105, -202601})
  void patchLevel_notAYearAndMonth_isRefused(int yearMonth) {
    assertThatIllegalArgumentException().isThrownBy(() -> PatchLevelFacts.of(yearMonth, 1));
  }

  @Test
  void patchLevel_valueWithoutVerification_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PatchLevelFacts(SignalState.ABSENT, 202601, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PatchLevelFacts(SignalState.REJECTED, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> PatchLevelFacts.of(202601, 32));
    assertThat(PatchLevelFacts.of(200001, 0).yearMonth()).isEqualTo(200001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "-a", "a b", "ä", "a/b", ".a", "a\n"})
  void identifier_ofAnotherShape_isRefused(String text) {
    assertThat(Identifiers.isIdentifier(text)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChannelFacts(text, true))
        .withMessageNotContaining("`" + text + "`");
  }

  @Test
  void identifier_ofSixtyFourCharacters_isTheLongest() {
    assertThat(Identifiers.isIdentifier("a".repeat(64))).isTrue();
    assertThat(Identifiers.isIdentifier("a".repeat(65))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.", "A.b", "a.b.c.d.e", "1.a", "a..b", "a.1", ".a.b"})
  void reasonCode_ofAnotherShape_isRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ReasonCode(text));
  }

  @Test
  void reasonCode_reservedPrefix_isKnown() {
    assertThat(new ReasonCode("portcullis.policy-unbound").isReserved()).isTrue();
    assertThat(new ReasonCode("portcullis-x.policy").isReserved()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "A/b", "a-b/c", "a//b", "a/B"})
  void ruleId_ofAnotherShape_isRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new RuleId(text));
  }

  @ParameterizedTest
  @EnumSource(
      value = Effect.class,
      names = {"DENY", "SATISFY", "NOTE"})
  void finding_secondsOfAnUntimedEffect_areRefused(Effect effect) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Finding(effect, new ReasonCode("a.b"), RuleId.FLOOR, 1));
  }

  @Test
  void finding_order_isEffectThenCodeThenRule() {
    Finding first = new Finding(Effect.DENY, new ReasonCode("b.a"), new RuleId("z"), 0);
    Finding second = new Finding(Effect.DEFER, new ReasonCode("a.a"), new RuleId("b"), 9);
    Finding third = new Finding(Effect.DEFER, new ReasonCode("a.b"), new RuleId("a"), 0);
    Finding fourth = new Finding(Effect.DEFER, new ReasonCode("a.b"), new RuleId("b"), 0);
    List<Finding> shuffled = new ArrayList<>(List.of(fourth, third, second, first));
    Collections.sort(shuffled);
    assertThat(shuffled).containsExactly(first, second, third, fourth);
  }

  @Test
  void digest_ofKnownText_isSha256() {
    assertThat(Digest.ofUtf8("abc").hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Digest.fromHex(Digest.ofUtf8("abc").hex())).isEqualTo(Digest.ofUtf8("abc"));
    assertThat(Digest.fromBytes(Digest.ofUtf8("a").bytes())).isNotEqualTo(Digest.ofUtf8("abc"));
    assertThatIllegalArgumentException().isThrownBy(() -> Digest.fromHex("00"));
    assertThatIllegalArgumentException().isThrownBy(() -> Digest.fromBytes(new byte[31]));
  }

  @Test
  void toBuilder_everyFact_isKept() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 200; i++) {
      EligibilityCase drawn = GeneratedCases.draw(random);
      assertThat(drawn.toBuilder().build()).isEqualTo(drawn);
    }
  }

  @Test
  void construct_otherVocabulary_isRefused() {
    EligibilityCase empty = EligibilityCase.builder().build();
    List<Object> components = new ArrayList<>();
    Vocabulary.root().fields().forEach(field -> components.add(field.read(empty)));
    components.set(0, Vocabulary.VERSION + 1);
    assertThatIllegalArgumentException().isThrownBy(() -> Vocabulary.root().construct(components));
  }
}
