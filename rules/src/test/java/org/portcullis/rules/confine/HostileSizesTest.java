package org.portcullis.rules.confine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.release.json.Diagnostic;

/**
 * The largest files, filled with what parsers are slow at. Each takes a second or so; without the
 * limits that are tested here some took minutes. The bound leaves room for a busy machine.
 */
final class HostileSizesTest {
  private static final Duration BOUND = Duration.ofSeconds(30);

  static Stream<String> units() {
    return Stream.of(
        "(",
        "\"",
        "/*",
        "'",
        "a",
        "a.",
        "a ",
        "rule ",
        "rule \"a\" ",
        "rule \"a\" when then end ",
        "import a.B ",
        "[]",
        "a[1]",
        "a[a[a[a[1]]]],",
        "[a,[a,[a,[a]]]],",
        "a(a(a(a(a(a(a(a(a(a(a(a(a(1))))))))))))),",
        "(((((((((((((((a == 1))))))))))))))),",
        "(a||(a||(a||(a||(a||(a||(a||(a||(a||(a||a)))))))))),",
        "a.".repeat(240) + ",",
        "a == 1 || ".repeat(90) + "a == 1,",
        "eval(true) ",
        "EligibilityCase() ",
        "EligibilityCase( a == 1 ) ",
        "$a : ",
        "-",
        "@a ");
  }

  @ParameterizedTest
  @MethodSource("units")
  void check_largestFileOfOneThing_isRefusedInTime(String unit) {
    String rule = Samples.HEAD + "rule \"test/rule\" when\n";
    String end = " )\nthen findings.deny(\"test.deny\"); end\n";
    for (String before : List.of("", Samples.HEAD, rule, rule + "EligibilityCase( ")) {
      int times = (SourceGate.MAX_BYTES - before.length() - end.length()) / unit.length();
      String text = before + unit.repeat(times) + end;
      CheckReport report = assertTimeoutPreemptively(BOUND, () -> Samples.check(text));
      assertThat(report).isInstanceOf(CheckReport.Refused.class);
    }
  }

  @Test
  void check_moreTokensThanALimit_isRefusedAtTheFirstTooMany() {
    assertThat(places("a ".repeat(501))).containsExactly("1:1001 run-too-long");
    assertThat(places(";".repeat(10_001))).containsExactly("1:10001 rule-too-long");
    assertThat(places("[]".repeat(17))).containsExactly("1:33 too-many-indexes");
    assertThat(places("a ".repeat(500))).doesNotContain("1:1001 run-too-long");
    assertThat(places("[]".repeat(16))).containsExactly("1:1 syntax");
  }

  @Test
  void check_limits_beginAnewWithEachRule() {
    String rules =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    "rule \"r/%d\" when EligibilityCase( device.sequence == 1 )\n".formatted(i)
                        + "then findings.deny(\"test.deny\"); end\n")
            .collect(Collectors.joining());
    CheckReport report = Samples.check(Samples.HEAD + rules);
    assertThat(report).as(report.diagnostics().toString()).isInstanceOf(CheckReport.Clean.class);
  }

  /** The second parser knows no package of this name, and would try everything to save the file. */
  @Test
  void check_largestFileOverWhichOnlyTheSecondParserStumbles_isRefusedInTime() {
    String head = Samples.HEAD.replaceFirst("package [a-z.]+", "package then");
    String condition = "device.sequence == 1" + " || device.sequence == 1".repeat(30);
    StringBuilder text = new StringBuilder(head);
    for (int i = 0; text.length() + condition.length() + 120 < SourceGate.MAX_BYTES; i++) {
      text.append("rule \"r/%d\" when EligibilityCase( ".formatted(i)).append(condition);
      text.append(" ) then findings.deny(\"test.deny\"); end\n");
    }
    CheckReport report = assertTimeoutPreemptively(BOUND, () -> Samples.check(text.toString()));
    assertThat(report.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("parsers-disagree");
  }

  @Test
  void check_moreErrorsThanAnybodyReads_endsThere() {
    String rule = "rule \"r\" when EligibilityCase( " + "a == 1, ".repeat(600) + "b == 1 )\n";
    String text = Samples.HEAD + (rule + "then findings.deny(\"test.deny\"); end\n").repeat(20);
    List<RuleSource> sources =
        IntStream.range(0, 64)
            .mapToObj(i -> Samples.source("rules/r%02d.drl".formatted(i), text))
            .toList();
    List<Diagnostic> found =
        assertTimeoutPreemptively(
            BOUND,
            () ->
                RuleSetConfinement.check(sources, Samples.declarations("test.deny")).diagnostics());
    assertThat(found).hasSize(DiagnosticSink.MAX_ERRORS + 1);
    assertThat(found)
        .map(Diagnostic::toString)
        .contains(
            "rules/r00.drl:%d:%d: error too-many-errors: "
                    .formatted(Samples.HEAD_LINES + 3, 32 + 8 * 398)
                + "1000 errors were found; what follows is not looked at");
  }

  private static List<String> places(String text) {
    return Samples.check(text).diagnostics().stream()
        .map(each -> each.position().line() + ":" + each.position().column() + " " + each.code())
        .toList();
  }
}
