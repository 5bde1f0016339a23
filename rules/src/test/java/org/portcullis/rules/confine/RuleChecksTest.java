package org.portcullis.rules.confine;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.facts.Effect;
import org.portcullis.facts.Layer;
import org.portcullis.facts.ReasonCode;
import org.portcullis.release.json.Diagnostic;

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
        List.of(
            Samples.source(
                Samples.FILE, rule(constraints, "findings." + verb + "(\"" + code + "\");"))),
        Samples.declarations(code));
  }

  private static Consequence consequence(String statement, String code) {
    CheckReport report =
        RuleSetConfinement.check(
            List.of(Samples.source(Samples.FILE, rule("channel.entitled == true", statement))),
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
  @CsvSource(
      delimiter = ';',
      value = {
        "open-state-test;§request.state != SignalState.ABSENT",
        "open-state-test;§request.state not in ( SignalState.ABSENT )",
        "open-state-test;§request.state == transport.state",
        "open-state-test;§request.state != transport.state",
        "open-state-test;device.sequence == 1, ( device.model == \"b\" || §request.state != SignalState.ABSENT )",
        "open-constant-test;§policy.state != PolicyState.UNBOUND",
        "open-constant-test;§enrollment.status != EnrollmentStatus.REVOKED",
        "open-constant-test;§rollout.stage not in ( RolloutStage.DRAFT, RolloutStage.HALTED )",
        "open-constant-test;keyAttestation.state == SignalState.VERIFIED, §keyAttestation.bootState != VerifiedBootState.FAILED",
        "rejection-satisfies;§request.rejection == RejectionClass.NONE",
        "rejection-satisfies;§request.rejection in ( RejectionClass.NONE )",
        "rejection-satisfies;§request.rejection != RejectionClass.REVOKED"
      })
  void check_satisfyThatLeavesConstantsOpen_isRefusedAtItsPlace(String code, String constraints) {
    String text = rule("device.product != \"none\", " + constraints, "%s");
    Marked.of(text.formatted("findings.satisfy(\"test.satisfy\");"))
        .assertRefused(Samples.declarations("test.satisfy"), code);
    assertThat(check("device.sequence == 1, " + constraints.replace("§", ""), "test.deny"))
        .isInstanceOf(CheckReport.Clean.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "request.state == SignalState.VERIFIED",
        "integrity.state in ( SignalState.VERIFIED, SignalState.ABSENT )",
        "policy.state == PolicyState.IN_FORCE",
        "device.product not in ( \"a\", \"b\" )",
        "integrity.state == SignalState.VERIFIED, integrity.deviceLabels not contains DeviceIntegrityLabel.VIRTUAL"
      })
  void check_satisfyWithNamedConstants_isAccepted(String constraints) {
    assertThat(check("device.sequence != 0, " + constraints, "test.satisfy").diagnostics())
        .isEmpty();
  }

  private static CheckReport satisfying(Layer layer, String constraints) {
    ReasonCode code = new ReasonCode("test.satisfy");
    CodeDeclaration declared =
        new CodeDeclaration(
            code, Effect.SATISFY, Optional.of(layer), CodeDeclaration.Audience.OPERATOR, "a text");
    return RuleSetConfinement.check(
        List.of(
            Samples.source(Samples.FILE, rule(constraints, "findings.satisfy(\"test.satisfy\");"))),
        new Declarations(Map.of(code, declared), Samples.parameters()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRANSPORT|transport.state == SignalState.VERIFIED",
        "REQUEST|request.state == SignalState.VERIFIED",
        "MANIFEST|release.patch.state == SignalState.VERIFIED",
        "DEVICE|enrollment.status == EnrollmentStatus.ACTIVE",
        "DEVICE|channel.entitled == true",
        "DEVICE|device.product == \"a\"",
        "ATTESTATION|keyAttestation.state == SignalState.VERIFIED",
        "ATTESTATION|integrity.state == SignalState.VERIFIED",
        "ROLLOUT|rollout.admitted == true"
      })
  void check_satisfy_readsAFactOfItsOwnLayer(Layer own, String constraints) {
    for (Layer layer : Layer.values()) {
      CheckReport report = satisfying(layer, constraints + ", vocabulary == 1");
      if (layer == own) {
        assertThat(report.diagnostics()).isEmpty();
      } else {
        assertThat(report).isInstanceOf(CheckReport.Refused.class);
        assertThat(report.diagnostics())
            .map(each -> each.position().line() + " " + each.code())
            .containsExactly(Samples.HEAD_LINES + 1 + " satisfies-from-elsewhere");
      }
    }
  }

  @Test
  void check_satisfyByAComparedPath_readsItsLayer() {
    String constraints = "release.state == SignalState.VERIFIED, release.product == device.product";
    assertThat(satisfying(Layer.DEVICE, constraints).diagnostics()).isEmpty();
    assertThat(satisfying(Layer.ROLLOUT, constraints).diagnostics())
        .map(Diagnostic::message)
        .containsExactly(
            "a rule that satisfies the layer `ROLLOUT` must read a fact of that layer; want"
                + " `rollout`");
  }

  @Test
  void check_sixtyFourConditions_areTheMost() {
    String sixtyFour =
        IntStream.range(0, 64).mapToObj(i -> "device.sequence != " + i).collect(joining(", "));
    assertThat(check(sixtyFour, "test.note").diagnostics()).isEmpty();
    Marked.of(
            rule(
                sixtyFour + ",\n( §device.sequence != 64 || device.sequence != 65 )",
                "findings.note(\"test.note\");"))
        .assertRefused(Samples.declarations("test.note"), "too-many-conditions");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "channel.name == \"a\", §channel.name == \"b\"",
        "channel.name == \"a\", device.sequence == 1, §channel.name != \"a\"",
        "channel.name not in ( \"a\", \"b\" ), §channel.name in ( \"a\", \"b\" )",
        "device.sequence < 3, §device.sequence > 5",
        "device.sequence < 3, §device.sequence >= 3",
        "device.sequence > 3, §device.sequence <= 3",
        "device.sequence < 5, device.sequence > 3, §device.sequence != 4",
        "device.sequence <= 5, device.sequence >= 3, device.sequence not in ( 3, 5 ), §device.sequence != 4",
        "device.sequence == 4, §device.sequence < 4",
        "§device.sequence > 9223372036854775807",
        "§device.sequence < -9223372036854775808",
        "channel.entitled == true, §channel.entitled == false",
        "channel.entitled != true, §channel.entitled != false",
        "device.sequence == 3 && §device.sequence == 4",
        "enrollment.osPatchFloor <= 0, channel.entitled == true || §enrollment.osPatchFloor > 2147483647",
        "channel.entitled == true || ( device.sequence == 3 && §device.sequence == 4 )",
        "channel.name == params.channelName, device.sequence < 3, §device.sequence > 5",
        "request.state == SignalState.VERIFIED && §request.state == SignalState.ABSENT"
      })
  void check_conditionsThatLeaveNoValue_areRefusedAtTheLastOfThem(String constraints) {
    Marked.of(rule(constraints, "findings.note(\"test.note\");"))
        .assertRefused(Samples.declarations("test.note"), "never-true");
  }

  /** Another value may give the rule a meaning. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "channel.name == params.channelName, §channel.name not memberOf params.channels",
        "channel.name == \"other\", §channel.name memberOf params.channels",
        "device.sequence > 9999999999, §device.sequence < params.huge"
      })
  void check_parameterThatLeavesNoValue_isWarnedOf(String constraints) {
    assertWarned(constraints, "never-true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "§channel.entitled in ( true, false )",
        "§device.sequence >= -9223372036854775808",
        "§enrollment.osPatchFloor <= 2147483647",
        "device.sequence < 5 || §device.sequence > 3",
        "device.sequence < 5 || channel.name == \"a\" || §device.sequence >= 5",
        "channel.name != \"a\" || §channel.name != \"b\"",
        "enrollment.status != EnrollmentStatus.ACTIVE || §enrollment.status == EnrollmentStatus.ACTIVE",
        "device.sequence == 1, ( channel.entitled == true || §channel.entitled == false )"
      })
  void check_conditionsThatAlwaysHold_areWarnedOf(String constraints) {
    assertWarned(constraints, "always-true");
  }

  private static void assertWarned(String constraints, String code) {
    Marked marked = Marked.of(rule(constraints, "findings.note(\"test.note\");"));
    CheckReport report =
        RuleSetConfinement.check(
            List.of(Samples.source(Samples.FILE, marked.text())),
            Samples.declarations("test.note"));
    assertThat(report).as(report.diagnostics().toString()).isInstanceOf(CheckReport.Clean.class);
    assertThat(report.diagnostics())
        .map(each -> each.position() + " " + each.severity() + " " + each.code())
        .containsExactly(marked.marks().get(0) + " WARNING " + code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "channel.name == \"a\", channel.name in ( \"a\", \"b\" )",
        "channel.name == \"a\", device.product == \"b\"",
        "channel.name == \"a\", ( channel.name == \"b\" || channel.entitled == true )",
        "device.sequence <= 3, device.sequence >= 3",
        "device.sequence < 5, device.sequence > 3",
        "device.sequence < 6, device.sequence > 3, device.sequence != 4",
        "device.sequence != 9223372036854775807, device.sequence > 9223372036854775805",
        "channel.entitled == true, channel.entitled != false",
        "channel.name memberOf params.noChannels",
        "channel.name not memberOf params.noChannels",
        "device.sequence < 3 || device.sequence > 3",
        "device.sequence < 5 || device.sequence > params.huge",
        "channel.name == \"a\" || channel.name == \"b\"",
        "params.requireIntegrity == false, channel.entitled == true"
      })
  void check_conditionsThatLeaveAValue_areNotWarnedOf(String constraints) {
    assertThat(check(constraints, "test.note").diagnostics()).isEmpty();
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
  @ValueSource(
      strings = {
        "integrity.state == SignalState.ABSENT || integrity.state == SignalState.REJECTED",
        "integrity.state == SignalState.ABSENT || integrity.state in ( SignalState.REJECTED )",
        "integrity.state in ( SignalState.ABSENT, SignalState.REJECTED ) || device.sequence == 1",
        "integrity.state == SignalState.ABSENT || ( device.sequence == 1 && device.rollbackIndex =="
            + " 1 ) || integrity.state == SignalState.REJECTED"
      })
  void check_incompleteStatesAsAlternatives_areWarnedOfOnce(String constraints) {
    assertThat(check(constraints, "test.deny").diagnostics())
        .map(Diagnostic::toString)
        .containsExactly(
            "rules/a.drl:21:18: warning incomplete-states: the list leaves out"
                + " `SignalState.NOT_EVALUATED`, `SignalState.EXPIRED`, `SignalState.UNAVAILABLE`,"
                + " which are not verified either; did you mean"
                + " `integrity.state != SignalState.VERIFIED`?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "test.deny|integrity.state == SignalState.ABSENT",
        "test.deny|integrity.state == SignalState.ABSENT || device.sequence == 1",
        "test.deny|integrity.state == SignalState.ABSENT || request.state == SignalState.ABSENT",
        "test.deny|integrity.state == SignalState.ABSENT || ( device.sequence == 1 && integrity.state == SignalState.REJECTED )",
        "test.note|integrity.state == SignalState.ABSENT || integrity.state == SignalState.REJECTED",
        "test.note|integrity.state in ( SignalState.ABSENT )",
        "test.satisfy|device.sequence != 0, integrity.state in ( SignalState.ABSENT )",
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
