package org.portcullis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Effect;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Obligation;
import org.portcullis.facts.Outcome;
import org.portcullis.facts.ReasonCode;
import org.portcullis.facts.RuleId;
import org.portcullis.facts.codec.MalformedCborException;

final class EvaluationCodecTest {
  private static final Digest ZERO = Digest.fromBytes(new byte[32]);
  private static final Evaluation SAMPLE =
      new Evaluation(
          Outcome.ELIGIBLE,
          List.of(new Finding(Effect.OBLIGE, new ReasonCode("a.b"), new RuleId("r/1"), 300)),
          List.of(new Obligation(new ReasonCode("a.b"), 300)),
          0,
          ZERO,
          ZERO,
          ZERO);

  @Test
  void encode_sample_givesTheFrozenBytes() {
    String digest = "5820" + "00".repeat(32);
    String expected =
        "a7"
            + "0001"
            + "01"
            + "81"
            + "84"
            + "04"
            + "63612e62"
            + "63722f31"
            + "19012c"
            + "02"
            + "81"
            + "82"
            + "63612e62"
            + "19012c"
            + "0300"
            + "04"
            + digest
            + "05"
            + digest
            + "06"
            + digest;
    assertThat(HexFormat.of().formatHex(SAMPLE.canonical())).isEqualTo(expected);
  }

  @Test
  void encode_everyOutcomeAndEffect_hasItsFrozenNumber() throws Exception {
    int[] numbers = {1, 2, 3, 4};
    Outcome[] outcomes = {
      Outcome.ELIGIBLE, Outcome.DEFERRED, Outcome.NOT_ELIGIBLE, Outcome.INDETERMINATE
    };
    for (int i = 0; i < outcomes.length; i++) {
      Evaluation value = new Evaluation(outcomes[i], List.of(), List.of(), 0, ZERO, ZERO, ZERO);
      assertThat(value.canonical()[2]).isEqualTo((byte) numbers[i]);
      assertThat(EvaluationCodec.decode(value.canonical())).isEqualTo(value);
    }
    Effect[] effects = {Effect.DENY, Effect.DEFER, Effect.SATISFY, Effect.OBLIGE, Effect.NOTE};
    for (int i = 0; i < effects.length; i++) {
      Finding finding = new Finding(effects[i], new ReasonCode("a.b"), new RuleId("r"), 0);
      assertThat(EvaluationCodec.encodeFindings(List.of(finding))[2]).isEqualTo((byte) (i + 1));
    }
  }

  @Test
  void decode_everyTruncation_isRefused() {
    byte[] whole = SAMPLE.canonical();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> EvaluationCodec.decode(cut))
          .isInstanceOf(MalformedCborException.class);
    }
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    assertThatThrownBy(() -> EvaluationCodec.decode(longer))
        .isInstanceOf(MalformedCborException.class);
  }

  @Test
  void decode_everyChangedByte_isRefusedOrAnotherEvaluation() {
    byte[] whole = SAMPLE.canonical();
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      try {
        assertThat(EvaluationCodec.decode(changed)).isNotEqualTo(SAMPLE);
      } catch (MalformedCborException e) {
        assertThat(e.reason()).isNotEmpty();
      }
    }
  }

  @Test
  void decode_findingsOutOfOrder_areRefused() {
    Finding first = new Finding(Effect.DENY, new ReasonCode("a.a"), new RuleId("r"), 0);
    Finding second = new Finding(Effect.DENY, new ReasonCode("a.b"), new RuleId("r"), 0);
    for (List<Finding> findings : List.of(List.of(second, first), List.of(first, first))) {
      Evaluation value =
          new Evaluation(Outcome.NOT_ELIGIBLE, findings, List.of(), 0, ZERO, ZERO, ZERO);
      assertThatThrownBy(() -> EvaluationCodec.decode(value.canonical()))
          .isInstanceOf(MalformedCborException.class)
          .hasMessage("findings not in ascending order");
    }
    Obligation obligation = new Obligation(new ReasonCode("a.a"), 0);
    Evaluation twice =
        new Evaluation(
            Outcome.ELIGIBLE, List.of(), List.of(obligation, obligation), 0, ZERO, ZERO, ZERO);
    assertThatThrownBy(() -> EvaluationCodec.decode(twice.canonical()))
        .hasMessage("obligations not in ascending order");
  }

  @Test
  void decode_hugeInput_isRefusedUnread() {
    assertThatThrownBy(() -> EvaluationCodec.decode(new byte[EvaluationCodec.MAX_LENGTH + 1]))
        .isInstanceOf(MalformedCborException.class);
  }
}
