package org.portcullis.rules.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.facts.Effect;
import org.portcullis.facts.ReasonCode;

/** Consequences, and what is asked of a condition by the effect that it has. */
final class RuleChecksTest {
  private static final String[] CODES = {
    "test.deny", "test.defer", "test.satisfy", "test.oblige", "test.note"
  };

  private static String rule(String constraints, String consequence) {
    return Samples.HEAD
        + "rule \"test/rule\" when\nEligibilityCase( "
        + constraints
        + " )\nthen\n"
        + consequence
        + "\nend\n";
  }

  private static CheckReport check(String constraints, String code) {
    String verb = code.substring(code.lastIndexOf('.') + 1);
    return RuleSetConfinement.check(
        java.util.List.of(
            Samples.source(
                Samples.FILE, rule(constraints, "findings." + verb + "(\"" + code + "\");"))),
        Samples.declarations(code));
  }

  private static Consequence consequence(String statement, String code) {
    CheckReport report =
        RuleSetConfinement.check(
            java.util.List.of(
                Samples.source(Samples.FILE, rule("channel.entitled == true", statement))),
            Samples.declarations(code));
    assertThat(report).as(report.diagnostics().toString()).isInstanceOf(CheckReport.Clean.class);
    return ((CheckReport.Clean) report).tree().rules().get(0).consequence();
  }

  @ParameterizedTest
  @CsvSource({"deny,DENY", "defer,DEFER", "satisfy,SATISFY", "oblige,OBLIGE", "note,NOTE"})
  void parse_eachVerb_isItsEffect(String verb, Effect effect) {
    assertThat(consequence("findings." + verb + "(\"test." + verb + "\");", "test." + verb))
        .isEqualTo(new Consequence(effect, new ReasonCode("test." + verb), 0));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 86_400, 31_536_000})
  void parse_seconds_areRead(long seconds) {
    assertThat(
            consequence("findings.defer(\"test.defer\", " + seconds + ");", "test.defer").seconds())
        .isEqualTo(seconds);
    assertThat(
            consequence("findings.oblige(\"test.oblige\"," + seconds + ");", "test.oblige")
                .seconds())
        .isEqualTo(seconds);
  }

  @Test
  void parse_comments_areNoPart() {
    assertThat(
            consequence(
                    "// findings.note(\"a.b\");\n findings /* x */ . deny (\n\"test.deny\" ) ; // end\n",
                    "test.deny")
                .effect())
        .isEqualTo(Effect.DENY);
  }

  static Stream<String> refused() {
    return Stream.of(
        "bad-consequence|§",
        "bad-consequence|§;",
        "bad-consequence|findings.deny(\"test.deny\")§",
        "bad-consequence|findings.deny(\"test.deny\");§;",
        "bad-consequence|findings.deny(§);",
        "bad-consequence|findings.deny(§code);",
        "bad-consequence|§finding.deny(\"test.deny\");",
        "bad-consequence|findings.deny(\"test.deny\", 1§, 2);",
        "bad-consequence|findings.deny(§'test.deny');",
        "unknown-verb|findings.§denny(\"test.deny\");",
        "unknown-code|findings.deny(§\"test.dany\");",
        "bad-code|findings.deny(§\"Test\");",
        "bad-code|findings.deny(§\"\");",
        "reserved-code|findings.deny(§\"portcullis.revoked\");",
        "wrong-effect|findings.§note(\"test.deny\");",
        "seconds-not-allowed|findings.deny(\"test.deny\", §60);",
        "seconds-not-allowed|findings.satisfy(\"test.satisfy\", §60);",
        "seconds-not-allowed|findings.note(\"test.note\", §60);",
        "bad-seconds|findings.defer(\"test.defer\", §0);",
        "bad-seconds|findings.defer(\"test.defer\", §060);",
        "bad-seconds|findings.defer(\"test.defer\", §60L);",
        "bad-seconds|findings.defer(\"test.defer\", §31536001);",
        "bad-seconds|findings.oblige(\"test.oblige\", §99999999999999999999);",
        "bad-consequence|findings.defer(\"test.defer\", -§60);",
        "bad-seconds|findings.defer(\"test.defer\", §\"60\");");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void parse_mistake_isRefusedAtItsPlace(String row) {
    String[] columns = row.split("\\|", -1);
    String statement = columns[1].equals("§") ? "" : columns[1];
    String text = rule("channel.entitled == true", statement);
    if (statement.isEmpty()) {
      text = text.replace("\nend\n", "\n§end\n");
    } else if (statement.endsWith("§")) {
      text = text.replace("§\nend\n", "\n§end\n");
    }
    Marked.of(text).assertRefused(Samples.declarations(CODES), columns[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "request.state != SignalState.ABSENT",
        "request.state not in ( SignalState.ABSENT )",
        "request.state == transport.state",
        "request.state != transport.state",
        "device.sequence == 1, ( device.sequence == 2 || request.state != SignalState.ABSENT )"
      })
  void check_satisfyWithOpenStates_isRefused(String constraints) {
    CheckReport report = check(constraints, "test.satisfy");
    assertThat(report).isInstanceOf(CheckReport.Refused.class);
    assertThat(report.diagnostics()).map(Diagnostic::code).containsExactly("open-state-test");
    assertThat(check(constraints, "test.deny")).isInstanceOf(CheckReport.Clean.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "request.state == SignalState.VERIFIED",
        "integrity.state in ( SignalState.VERIFIED, SignalState.ABSENT )",
        "policy.state != PolicyState.UNBOUND"
      })
  void check_satisfyWithNamedStates_isAccepted(String constraints) {
    assertThat(check(constraints, "test.satisfy").diagnostics()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"test.deny", "test.defer"})
  void check_incompleteStates_areWarnedOf(String code) {
    CheckReport report =
        check("integrity.state in ( SignalState.ABSENT, SignalState.NOT_EVALUATED )", code);
    assertThat(report).isInstanceOf(CheckReport.Clean.class);
    assertThat(report.diagnostics())
        .map(Diagnostic::toString)
        .containsExactly(
            "rules/a.drl:21:18: warning incomplete-states: the list leaves out"
                + " `SignalState.REJECTED`, `SignalState.EXPIRED`, `SignalState.UNAVAILABLE`, which"
                + " are not verified either; did you mean `integrity.state != SignalState.VERIFIED`?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "test.note|integrity.state in ( SignalState.ABSENT )",
        "test.satisfy|integrity.state in ( SignalState.ABSENT )",
        "test.deny|integrity.state not in ( SignalState.ABSENT )",
        "test.deny|integrity.state in ( SignalState.VERIFIED )",
        "test.deny|integrity.state in ( SignalState.ABSENT, SignalState.NOT_EVALUATED, SignalState.REJECTED, SignalState.EXPIRED, SignalState.UNAVAILABLE )",
        "test.deny|enrollment.status in ( EnrollmentStatus.REVOKED )"
      })
  void check_otherLists_areNotWarnedOf(String code, String constraints) {
    CheckReport report = check(constraints, code);
    assertThat(report).as(report.diagnostics().toString()).isInstanceOf(CheckReport.Clean.class);
    assertThat(report.diagnostics()).isEmpty();
  }
}
