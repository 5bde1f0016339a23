package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Severity;
import org.portcullis.release.json.SourcePosition;

/** SARIF 2.1.0, held to what its specification requires of the parts that are used. */
class SarifReportTest {
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void copyRules() {
    RulesCheckCommandTest.copy(TestDevice.RULES, folder.resolve("policy"));
  }

  private Run check(String... more) {
    List<String> arguments = new ArrayList<>(List.of("rules", "check"));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--format", "sarif"));
    return Run.in(folder, arguments.toArray(String[]::new));
  }

  private void edit(String file, String from, String to) {
    new TestDevice(folder.resolve("policy")).edit(file, from, to);
  }

  /** The only run, with what is required of every log checked (3.13, 3.14, 3.18, 3.19). */
  private static JsonNode run(String out) {
    JsonNode log = AttestCommandTest.json(out);
    assertThat(log.path("version").textValue()).isEqualTo("2.1.0");
    assertThat(log.path("$schema").textValue()).endsWith("/sarif-schema-2.1.0.json");
    assertThat(log.path("runs")).hasSize(1);
    JsonNode run = log.path("runs").get(0);
    JsonNode driver = run.path("tool").path("driver");
    assertThat(driver.path("name").textValue()).isEqualTo("portcullis");
    assertThat(driver.path("version").textValue()).isEqualTo(VersionText.version());
    assertThat(run.path("columnKind").textValue()).isEqualTo("unicodeCodePoints");
    assertThat(driver.path("rules").isArray()).isTrue();
    assertThat(run.path("results").isArray()).isTrue();
    assertThat(driver.path("rules"))
        .extracting(rule -> rule.path("id").textValue())
        .doesNotHaveDuplicates()
        .isSorted();
    run.path("results").forEach(result -> assertResult(result, driver.path("rules")));
    return run;
  }

  /** 3.27, 3.28 and 3.30. */
  private static void assertResult(JsonNode result, JsonNode rules) {
    JsonNode rule = rules.get(result.path("ruleIndex").intValue());
    assertThat(rule.path("id").textValue()).isEqualTo(result.path("ruleId").textValue());
    assertThat(rule.path("shortDescription").path("text").textValue()).isNotEmpty();
    assertThat(rule.path("defaultConfiguration").path("level").textValue())
        .isIn("error", "warning");
    assertThat(result.path("level").textValue()).isIn("error", "warning");
    assertThat(result.path("message").path("text").textValue()).isNotEmpty();
    assertThat(result.path("locations")).hasSize(1);
    JsonNode place = result.path("locations").get(0).path("physicalLocation");
    assertThat(URI.create(place.path("artifactLocation").path("uri").textValue())).isNotNull();
    assertThat(place.path("region").path("startLine").intValue()).isPositive();
    assertThat(place.path("region").path("startColumn").intValue()).isPositive();
  }

  private static List<String> places(JsonNode run) {
    List<String> places = new ArrayList<>();
    for (JsonNode result : run.path("results")) {
      JsonNode place = result.path("locations").get(0).path("physicalLocation");
      places.add(
          place.path("artifactLocation").path("uri").textValue()
              + ":"
              + place.path("region").path("startLine").intValue()
              + ":"
              + place.path("region").path("startColumn").intValue()
              + " "
              + result.path("level").textValue()
              + " "
              + result.path("ruleId").textValue());
    }
    return places;
  }

  @Test
  void check_cleanRuleSet_hasNoResults() {
    Run run = check("policy");

    assertThat(run.exit()).isZero();
    assertThat(run.lines()).hasSize(1);
    assertThat(run(run.out()).path("results").isEmpty()).isTrue();
  }

  @Test
  void check_mistakes_areResultsWithTheirPlaces() {
    edit("rules/attestation.drl", "BootKeyMatch.PINNED,", "BootKeyMatch.PINED,");
    edit("rules/update.drl", "\"device.enrolled\"", "\"device.enroled\"");

    Run refused = check("policy");
    JsonNode run = run(refused.out());

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).isEmpty();
    assertThat(places(run))
        .first()
        .isEqualTo("policy/rules/attestation.drl:16:61 error unknown-constant");
    assertThat(places(run)).anyMatch(place -> place.endsWith(" error unknown-code"));
    assertThat(run.path("results").get(0).path("message").path("text").textValue())
        .endsWith("; did you mean `BootKeyMatch.PINNED`?");
    assertThat(check("policy").out()).isEqualTo(refused.out());
    assertThat(places(run(check(folder.resolve("policy").toString()).out())))
        .isEqualTo(places(run));
  }

  @Test
  void check_missingFolder_isNoLog() {
    Run missing = check("gone");

    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.out()).isEmpty();
    assertThat(missing.err()).isEqualTo("portcullis: gone: no such folder\n");
  }

  @Test
  void of_warningsAndStrangeNames_areKeptApart() {
    List<Diagnostic> diagnostics =
        List.of(
            diagnostic("a b/rules/\u00e4.drl", Severity.WARNING, "never-true", "x"),
            diagnostic("c:d.drl", Severity.ERROR, "bad-rule-id", "want `{0,63}`"),
            diagnostic("/elsewhere/e.drl", Severity.ERROR, "syntax", "x"));

    JsonNode run = run(new SarifReport(folder).of(diagnostics).toString());

    assertThat(places(run))
        .containsExactly(
            "a%20b/rules/%C3%A4.drl:2:3 warning never-true",
            "./c:d.drl:2:3 error bad-rule-id", "file:///elsewhere/e.drl:2:3 error syntax");
    assertThat(run.path("results").get(1).path("message").path("text").textValue())
        .isEqualTo("want `{{0,63}}`");
    assertThat(run.path("tool").path("driver").path("rules"))
        .extracting(rule -> rule.path("defaultConfiguration").path("level").textValue())
        .containsExactly("error", "warning", "error");
  }

  private static Diagnostic diagnostic(
      String file, Severity severity, String code, String message) {
    return new Diagnostic(
        new SourcePosition(file, 2, 3), severity, code, message, Optional.empty());
  }

  @Test
  void otherCommands_refuseTheFormat() {
    Run attest = Run.in(folder, "attest", "--format", "sarif");
    Run rules = Run.in(folder, "rules", "check", "--help");

    assertThat(attest.exit()).isEqualTo(2);
    assertThat(attest.err())
        .isEqualTo(
            "portcullis: `--format`: `sarif` is no format; give `text` or `json`; see `portcullis"
                + " attest --help`\n");
    assertThat(rules.out()).contains("--format sarif");
  }
}
