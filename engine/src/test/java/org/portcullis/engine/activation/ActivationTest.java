package org.portcullis.engine.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.ReleaseFacts;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.release.json.Reading;

final class ActivationTest {
  private static final String WHOLE =
      """
      {
        "format": 1, "tenant": "default", "product": "slate", "channel": "stable",
        "sequence": 7, "stage": "ACTIVE", "ruleSet": "%s",
        "params": { "minimumOsPatch": 202601 },
        "notBefore": "2026-11-25T12:00:00Z", "expires": "2027-11-25T12:00:00Z",
        "reference": "change-1"
      }
      """
          .formatted(Digest.ofUtf8("a").hex());

  private static Reading<Activation> read(String json) {
    return Activation.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Activation parsed(String json) {
    Reading<Activation> reading = read(json);
    assertThat(reading).isInstanceOf(Reading.Parsed.class);
    return ((Reading.Parsed<Activation>) reading).value();
  }

  @Test
  void read_everyMember_isThere() {
    Activation activation = parsed(WHOLE);
    assertThat(activation.scope()).hasToString("default/slate/stable");
    assertThat(activation.sequence()).isEqualTo(7);
    assertThat(activation.stage()).isEqualTo(Stage.ACTIVE);
    assertThat(activation.ruleSet()).isEqualTo(Digest.ofUtf8("a"));
    assertThat(activation.parameters().members()).containsOnlyKeys("minimumOsPatch");
    assertThat(activation.notBefore()).contains(Instant.parse("2026-11-25T12:00:00Z"));
    assertThat(activation.expires()).contains(Instant.parse("2027-11-25T12:00:00Z"));
    assertThat(activation.reference()).contains("change-1");
  }

  @Test
  void write_whatWasRead_isReadAgainAndStaysTheSame() {
    byte[] written = parsed(WHOLE).write();
    Activation again = ((Reading.Parsed<Activation>) Activation.read(written)).value();
    assertThat(again.write()).isEqualTo(written);
    assertThat(again.isOfSameRules(parsed(WHOLE))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"sequence\": 7 | \"sequence\": 0 | activation:3:15: error bad-value",
        "\"sequence\": 7 | \"sequence\": true | activation:3:15: error wrong-type",
        "\"sequence\": 7 | \"sequence\": 7.0 | activation:3:15: error wrong-type: a fraction",
        "\"ACTIVE\" | \"ACTIV\" | did you mean `ACTIVE`?",
        "\"slate\" | \"../slate\" | activation:2:48: error bad-value",
        "\"default\" | \"\" | activation:2:26: error bad-value",
        "\"reference\" | \"referense\" | did you mean `reference`?",
        "\"change-1\" | \"a b\" | activation:6:16: error bad-value",
        "2026-11-25T12:00:00Z | 2026-11-25T12:00:00+01:00 | must be an instant",
        "2026-11-25T12:00:00Z | 2026-11-25T12:00:60Z | must be an instant",
        "2026-11-25T12:00:00Z | 2026-02-30T12:00:00Z | must be an instant",
        "2026-11-25T12:00:00Z | 2028-11-25T12:00:00Z | must lie after",
        "\"format\": 1 | \"format\": 2 | bad-value",
      })
  void read_oneThingWrong_isRefusedWithItsPlace(String was, String is, String message) {
    Reading<Activation> reading = read(WHOLE.replace(was, is));
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    assertThat(((Reading.Refused<Activation>) reading).diagnostics())
        .anySatisfy(each -> assertThat(each.toString()).contains(message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AB", "zz", "0x00"})
  void read_ruleSetThatIsNoDigest_isRefused(String start) {
    String hex = Digest.ofUtf8("a").hex();
    assertThat(read(WHOLE.replace(hex, start + hex.substring(start.length()))))
        .isInstanceOf(Reading.Refused.class);
  }

  @Test
  void construct_validityWithFractions_isAMistake() {
    Activation whole = parsed(WHOLE);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Activation(
                    whole.scope(),
                    1,
                    Stage.ACTIVE,
                    whole.ruleSet(),
                    whole.parameters(),
                    Optional.of(Instant.ofEpochMilli(1)),
                    Optional.empty(),
                    Optional.empty()));
  }

  @Test
  void isOfSameRules_otherValuesOrBundle_isNot() {
    Activation whole = parsed(WHOLE);
    assertThat(whole.isOfSameRules(parsed(WHOLE.replace("202601", "202602")))).isFalse();
    assertThat(
            whole.isOfSameRules(
                parsed(WHOLE.replace(whole.ruleSet().hex(), Digest.ofUtf8("b").hex()))))
        .isFalse();
  }

  @Test
  void scope_verifiedRelease_isTheReleasesAndNotTheClaimed() {
    EligibilityCase good = CaseMint.good();
    EligibilityCase claims =
        good.toBuilder().channel(new org.portcullis.facts.ChannelFacts("lab", true)).build();
    assertThat(ActivationScope.of("t", claims).channel()).isEqualTo(good.release().channel());
    EligibilityCase unverified = claims.toBuilder().release(ReleaseFacts.absent()).build();
    assertThat(ActivationScope.of("t", unverified))
        .isEqualTo(new ActivationScope("t", good.device().product(), "lab"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a/b/c/d", "a//c", "../b/c", "A/b/c", "a/b/c/"})
  void parseScope_anythingElse_isNone(String text) {
    assertThat(ActivationScope.parse(text)).isEmpty();
    assertThat(ActivationScope.parse("default/slate/stable"))
        .contains(new ActivationScope("default", "slate", "stable"));
  }
}
