package org.portcullis.rules.confine;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.portcullis.facts.Effect;
import org.portcullis.facts.Layer;
import org.portcullis.facts.ReasonCode;
import org.portcullis.facts.SignalState;
import org.portcullis.facts.Vocabulary;

/** Texts, declarations and short forms that the tests of the confinement share. */
final class Samples {
  static final String FILE = "rules/a.drl";

  /** What every file begins with: 19 lines, all enums imported. */
  static final String HEAD = head();

  static final int HEAD_LINES = (int) HEAD.lines().count();

  static final ReasonCode DENY = new ReasonCode("test.deny");

  private Samples() {}

  private static String head() {
    StringBuilder head = new StringBuilder("package portcullis.policy.test\n");
    head.append("import org.portcullis.facts.EligibilityCase\n");
    Vocabulary.enums()
        .forEach(type -> head.append("import org.portcullis.facts." + type.name() + "\n"));
    return head.append("global org.portcullis.rules.Findings findings\n").toString();
  }

  /** The codes {@code test.deny}, {@code test.defer}, ... and one parameter of each type. */
  static Declarations declarations(String... used) {
    Map<ReasonCode, CodeDeclaration> codes = new LinkedHashMap<>();
    for (String each : used) {
      ReasonCode code = new ReasonCode(each);
      String verb = each.substring(each.lastIndexOf('.') + 1);
      codes.put(code, declare(code, Effect.valueOf(verb.toUpperCase(java.util.Locale.ROOT))));
    }
    return new Declarations(codes, parameters());
  }

  static CodeDeclaration declare(ReasonCode code, Effect effect) {
    return new CodeDeclaration(
        code, effect, Optional.of(Layer.DEVICE), CodeDeclaration.Audience.OPERATOR, "a text");
  }

  static Map<String, ParameterValue> parameters() {
    return Map.of(
        "minimumOsPatch", single(new Literal.NumberLiteral(202601)),
        "huge", single(new Literal.NumberLiteral(9_999_999_999L)),
        "requireIntegrity", single(new Literal.BooleanLiteral(true)),
        "channelName", single(new Literal.IdentifierLiteral("beta")),
        "wantedState",
            single(
                new Literal.EnumLiteral(
                    Vocabulary.enumType("SignalState").orElseThrow(), SignalState.VERIFIED)),
        "channels",
            new ParameterValue.Several(
                List.of(
                    new Literal.IdentifierLiteral("beta"),
                    new Literal.IdentifierLiteral("stable"))),
        "noChannels", new ParameterValue.Several(List.of()));
  }

  private static ParameterValue single(Literal literal) {
    return new ParameterValue.Single(literal);
  }

  static RuleSource source(String file, String text) {
    return new RuleSource(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A whole file with one rule that denies; the pattern begins on a line of its own. */
  static String denying(String constraints) {
    return HEAD
        + "rule \"test/rule\" when\nEligibilityCase( "
        + constraints
        + " )\nthen findings.deny(\"test.deny\"); end\n";
  }

  static CheckReport check(String text) {
    return RuleSetConfinement.check(List.of(source(FILE, text)), declarations("test.deny"));
  }

  static CheckReport checkConstraint(String constraints) {
    return check(denying(constraints));
  }

  /** The condition of a file with one rule, which must be accepted. */
  static Condition accepted(String constraints) {
    CheckReport report = checkConstraint(constraints);
    if (report instanceof CheckReport.Clean clean) {
      return clean.tree().rules().get(0).condition();
    }
    throw new AssertionError(constraints + " is refused: " + report.diagnostics());
  }

  /** The diagnostics in the form {@code line:column code}, with lines after {@link #HEAD}. */
  static Stream<String> places(CheckReport report) {
    return report.diagnostics().stream()
        .map(
            each ->
                (each.position().line() - HEAD_LINES)
                    + ":"
                    + each.position().column()
                    + " "
                    + each.code());
  }
}
