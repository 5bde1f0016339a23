package org.portcullis.rules.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.facts.IntegrityFacts;
import org.portcullis.facts.Outcome;
import org.portcullis.facts.ReasonCode;
import org.portcullis.facts.SignalSource;
import org.portcullis.facts.SignalState;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.confine.Literal.NumberLiteral;
import org.portcullis.rules.confine.ParameterValue;

final class RuleSetTestsTest {
  static Reading<List<RuleSetTest>> read(String json) {
    return RuleSetTests.read(
        SampleBundle.of().manifest(), "tests/a.json", json.getBytes(StandardCharsets.UTF_8));
  }

  private static List<RuleSetTest> tests(String json) {
    Reading<List<RuleSetTest>> reading = read(json);
    assertThat(reading).isInstanceOf(Reading.Parsed.class);
    return ((Reading.Parsed<List<RuleSetTest>>) reading).value();
  }

  private static List<String> errors(String json) {
    Reading<List<RuleSetTest>> reading = read(json);
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    return ((Reading.Refused<List<RuleSetTest>>) reading)
        .diagnostics().stream().map(Diagnostic::toString).toList();
  }

  private static long level(RuleSetTest test) {
    ParameterValue value = test.parameters().value("level").orElseThrow();
    return ((NumberLiteral) ((ParameterValue.Single) value).literal()).value();
  }

  @Test
  void read_wholeFile_isTestsWithTheirCasesAndValues() {
    List<RuleSetTest> tests = tests(SampleBundle.TESTS);
    assertThat(tests).extracting(RuleSetTest::name).containsExactly("good", "unlocked", "absent");
    assertThat(tests.get(0).facts()).isEqualTo(CaseMint.good());
    assertThat(tests.get(1).facts())
        .isEqualTo(CaseMint.with(CaseMint.good(), "keyAttestation.deviceLocked", false));
    assertThat(tests.get(2).facts())
        .isEqualTo(
            CaseMint.good().toBuilder()
                .integrity(IntegrityFacts.unverified(SignalState.UNAVAILABLE, SignalSource.NOBODY))
                .build());
    assertThat(tests).extracting(RuleSetTestsTest::level).containsExactly(4L, 4L, 5L);
    assertThat(tests.get(0).expected())
        .isEqualTo(
            new Expectation(
                Outcome.NOT_ELIGIBLE, Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(tests.get(1).expected().reasons())
        .contains(Set.of(new ReasonCode("sample.unlocked"), portcullis("manifest")));
    assertThat(tests.get(1).position()).hasToString("tests/a.json:3:3");
  }

  private static ReasonCode portcullis(String layer) {
    return new ReasonCode("portcullis.layer-unsatisfied." + layer);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("\"format\": 1", "\"format\": 2", "bad-value: `format` must be 1 to 1"),
        arguments("\"case\"", "\"cases\"", "unknown-member: unknown member `cases`; did you mean"),
        arguments("\"case\"", "\"cases\"", "missing-member: `case` is missing"),
        arguments(
            "\"outcome\": \"NOT_ELIGIBLE\"",
            "\"outcome\": \"NOT_ELIGIBEL\"",
            "unknown-constant: `NOT_ELIGIBEL` is none of"),
        arguments(
            "\"outcome\": \"NOT_ELIGIBLE\"",
            "\"notes\": []",
            "missing-member: `outcome` is missing"),
        arguments(
            "sample.unlocked",
            "sample.unloked",
            "unknown-code: neither the rule set nor the engine has a code `sample.unloked`; did you"
                + " mean `sample.unlocked`?"),
        arguments(
            "sample.unlocked",
            "sample.remark",
            "wrong-effect: `sample.remark` has the effect NOTE and can't stand here"),
        arguments(
            "portcullis.layer-unsatisfied.manifest",
            "sample.unlocked",
            "bad-value: `sample.unlocked` stands here twice"),
        arguments("[\"sample.unlocked\"", "[1", "wrong-type: a code expected, not a whole number"),
        arguments(
            "\"name\": \"absent\"",
            "\"name\": \"good\"",
            "duplicate-test: a test `good` stands in this file already"),
        arguments("\"name\": \"absent\"", "\"name\": \" \"", "bad-value: `name` must be a line"),
        arguments("\"name\": \"absent\"", "\"name\": \"\\n\"", "bad-value: `name` must be a line"),
        arguments(
            "keyAttestation.deviceLocked",
            "keyAttestation.deviceLoked",
            "unknown-path: unknown path `keyAttestation.deviceLoked`: `KeyAttestationFacts` has no"
                + " `deviceLoked`; did you mean `deviceLocked`?"),
        arguments(
            "keyAttestation.deviceLocked",
            "keyAttestation.deviceLocked.",
            "bad-path: `keyAttestation.deviceLocked.` can't be set: `deviceLocked` has no"
                + " components"),
        arguments(
            "\"keyAttestation.deviceLocked\": false",
            "\"keyAttestation.state\": \"ABSENT\"",
            "bad-path: `keyAttestation.state` can't be set: a signal loses its components with its"
                + " state: set the whole signal instead"),
        arguments(
            "\"keyAttestation.deviceLocked\": false",
            "\"keyAttestation.osPatch.day\": 1, \"keyAttestation.osPatch\": {\"state\": \"ABSENT\"}",
            "bad-path: `keyAttestation.osPatch` can't be set: another path of this `set` leads into"
                + " it"),
        arguments(
            "\"keyAttestation.deviceLocked\": false",
            "\"keyAttestation.deviceLocked\": 0",
            "tests/a.json:3:65: error wrong-type: `deviceLocked` must be true or false, not a"),
        arguments(
            "\"level\": 4",
            "\"levels\": 4",
            "unknown-parameter: the rule set declares no parameter"),
        arguments("\"level\": 5", "\"level\": 10", "bad-value: `level` must be 1 to 9"),
        arguments("\"expect\"", "\"expects\"", "missing-member: `expect` is missing"),
        arguments("{ \"name\": \"good\"", "1, { \"name\": \"good\"", "a test must be an object"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("mistakes")
  void read_mistake_isRefusedWithPlaceAndCause(String from, String to, String error) {
    assertThat(SampleBundle.TESTS).contains(from);
    List<String> errors =
        errors(SampleBundle.TESTS.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));
    assertThat(errors).anyMatch(message -> message.contains(error));
    assertThat(errors)
        .allMatch(message -> message.matches("tests/a\\.json:\\d+:\\d+: error [a-z-]+: .*"));
  }

  @Test
  void read_noTest_isRefused() {
    assertThat(errors(SampleBundle.file("")))
        .singleElement()
        .asString()
        .endsWith("error no-test: a file of tests must have one");
  }

  @Test
  void read_manyTests_areRefusedFromTheLimitOn() {
    assertThat(tests(SampleBundle.file(many(RuleSetTests.MAX_TESTS_OF_FILE, "")))).hasSize(1000);
    assertThat(errors(SampleBundle.file(many(RuleSetTests.MAX_TESTS_OF_FILE + 1, ""))))
        .singleElement()
        .asString()
        .endsWith("error too-many-tests: more than 1000 tests in a file");
  }

  @Test
  void read_manySetsOfValues_areRefusedFromTheLimitOn() {
    assertThat(tests(SampleBundle.file(many(64, ", \"params\": {\"wide\": %d}")))).hasSize(64);
    assertThat(errors(SampleBundle.file(many(65, ", \"params\": {\"wide\": %d}"))))
        .singleElement()
        .asString()
        .startsWith("tests:1:1: error too-many-values: more than 64 distinct sets of values");
  }

  private static String many(int count, String more) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "{\"name\": \"t"
                    + i
                    + "\", \"expect\": {\"outcome\": \"ELIGIBLE\"}"
                    + String.format(more, i)
                    + "}")
        .collect(Collectors.joining(","));
  }

  @Test
  void of_severalFiles_areReadTogether() {
    Reading<List<RuleSetTest>> reading =
        RuleSetTests.of(SampleBundle.of("tests/b.json", SampleBundle.TESTS, "tests/a.json", "{}"));
    assertThat(((Reading.Refused<List<RuleSetTest>>) reading).diagnostics())
        .allMatch(each -> each.position().file().equals("tests/a.json"));
    reading =
        RuleSetTests.of(
            SampleBundle.of(
                "tests/b.json", SampleBundle.TESTS, "tests/a.json", SampleBundle.TESTS));
    assertThat(((Reading.Parsed<List<RuleSetTest>>) reading).value())
        .extracting(test -> test.position().file() + test.name())
        .containsExactly(
            "tests/a.jsongood",
            "tests/a.jsonunlocked",
            "tests/a.jsonabsent",
            "tests/b.jsongood",
            "tests/b.jsonunlocked",
            "tests/b.jsonabsent");
    assertThat(RuleSetTests.of(SampleBundle.of())).isEqualTo(new Reading.Parsed<>(List.of()));
  }
}
