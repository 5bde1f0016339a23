package org.portcullis.rules.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.KeyAttestationFacts;
import org.portcullis.facts.PolicyFacts;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Reading;

final class CaseJsonTest {
  private static final String GOOD = text(CaseJson.write(CaseMint.good()));

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Reading<EligibilityCase> read(String json) {
    return CaseJson.read("case.json", json.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> errors(String json) {
    Reading<EligibilityCase> reading = read(json);
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    return ((Reading.Refused<EligibilityCase>) reading)
        .diagnostics().stream().map(Diagnostic::toString).toList();
  }

  @Test
  void write_goodCase_isIndentedAndReadBack() {
    assertThat(GOOD)
        .startsWith("{\n  \"vocabulary\": 1,\n  \"policy\": {\n    \"state\": \"IN_FORCE\"");
    assertThat(read(GOOD)).isEqualTo(new Reading.Parsed<>(CaseMint.good()));
  }

  @Test
  void read_headOnlySignalWithoutSource_isNobodys() {
    String json =
        GOOD.replaceFirst(
            "(?s)\"keyAttestation\": \\{.*?\\n  }", "\"keyAttestation\": {\"state\": \"ABSENT\"}");
    assertThat(read(json))
        .isEqualTo(
            new Reading.Parsed<>(
                CaseMint.good().toBuilder().keyAttestation(KeyAttestationFacts.absent()).build()));
  }

  @Test
  void read_withoutPolicyAndVocabulary_meansInForce() {
    String json = GOOD.replaceFirst("(?s)\"vocabulary\": 1,\\s*\"policy\": \\{.*?},", "");
    assertThat(json).doesNotContain("policy");
    Reading<EligibilityCase> reading = read(json);
    assertThat(reading).isEqualTo(new Reading.Parsed<>(CaseMint.good()));
    assertThat(CaseMint.good().policy()).isEqualTo(PolicyFacts.IN_FORCE);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "\"deviceLocked\": true",
            "\"deviceLoked\": true",
            "case.json:38:5: error unknown-member: unknown member `deviceLoked`; did you mean `deviceLocked`?"),
        arguments(
            "\"deviceLocked\": true",
            "\"deviceLocked\": \"yes\"",
            "case.json:38:21: error wrong-type: `deviceLocked` must be true or false, not a text"),
        arguments(
            "\"deviceLocked\": true",
            "\"deviceLocked\": null",
            "case.json:38:21: error wrong-type: null is no value here"),
        arguments(
            "\"tlsVersion\": 13",
            "\"tlsVersion\": 13.5",
            "error wrong-type: a fraction is no value here"),
        arguments(
            "\"tlsVersion\": 13",
            "\"tlsVersion\": 130",
            "error bad-value: `tlsVersion` must be 0 to 99"),
        arguments(
            "\"tlsVersion\": 13",
            "\"tlsVersion\": 3000000000",
            "error bad-value: `tlsVersion` must be -2147483648 to 2147483647"),
        arguments(
            "\"tlsVersion\": 13",
            "\"tlsVersion\": 30000000000000000000",
            "error bad-value: a number beyond 64 bits"),
        arguments(
            "\"tlsVersion\": 13",
            "\"tlsVersion\": 13, \"tlsVersion\": 13",
            "error duplicate-member: `tlsVersion` stands here twice"),
        arguments(
            "\"bootState\": \"SELF_SIGNED\"",
            "\"bootState\": \"SELFSIGNED\"",
            "error unknown-constant: `SELFSIGNED` is no constant of VerifiedBootState; did you mean `SELF_SIGNED`?"),
        arguments(
            "\"product\": \"slate\"",
            "\"product\": \"Slate 10\"",
            "error bad-value: `product` must have the shape [a-z0-9][a-z0-9._-]{0,63}"),
        arguments("\"channel\": {", "\"chanel\": {", "error missing-member: `channel` is missing"),
        arguments(
            "\"vocabulary\": 1",
            "\"vocabulary\": 2",
            "case.json:2:17: error bad-value: `vocabulary` must be 1 to 1"),
        arguments(
            "\"state\": \"VERIFIED\"",
            "\"state\": \"ABSENT\"",
            "error unexpected-member: a signal in state ABSENT has no `tlsVersion`"),
        arguments(
            "\"ageSeconds\": 5",
            "\"ageSeconds\": -5",
            "error bad-value: `ageSeconds` must not be negative"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("mistakes")
  void read_mistake_isRefusedWithPlaceAndCause(String from, String to, String error) {
    assertThat(GOOD).contains(from);
    String json = GOOD.replaceFirst(java.util.regex.Pattern.quote(from), to);
    assertThat(errors(json)).anyMatch(message -> message.contains(error));
    assertThat(errors(json))
        .allMatch(message -> message.matches("case\\.json:\\d+:\\d+: error .*"));
  }

  @Test
  void read_severalMistakes_areAllReportedInOrder() {
    String json =
        GOOD.replace("\"tlsVersion\": 13", "\"tlsVersion\": true")
            .replace("\"admitted\": true", "\"admitted\": 1");
    assertThat(errors(json)).hasSize(2).isSorted();
  }

  @Test
  void read_verifiedSignalWithoutSource_isRefused() {
    assertThat(errors(GOOD.replaceFirst("\"source\": \"HOST\",", "")))
        .containsExactly("case.json:6:16: error missing-member: `source` is missing");
  }

  @Test
  void read_rejectedSignalWithoutRejection_isRefused() {
    String json =
        GOOD.replaceFirst(
            "(?s)\"integrity\": \\{.*?\\n  }",
            "\"integrity\": {\"state\": \"REJECTED\", \"source\": \"HOST\"}");
    assertThat(errors(json)).singleElement().asString().endsWith("`rejection` is missing");
  }

  @Test
  void read_notAnObject_isRefused() {
    assertThat(errors("[]"))
        .containsExactly("case.json:1:1: error wrong-type: an object expected, not an array");
    assertThat(errors("")).containsExactly("case.json:1:1: error json-malformed: empty");
    assertThat(errors("{")).singleElement().asString().endsWith("unexpected end of the file");
    assertThat(errors("{}")).hasSize(9);
  }

  @Property(tries = 1000)
  void write_anyCase_isReadBack(@ForAll long seed) {
    EligibilityCase facts = CaseMint.random(new SplittableRandom(seed));
    assertThat(CaseJson.read("case.json", CaseJson.write(facts)))
        .isEqualTo(new Reading.Parsed<>(facts));
  }
}
