package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCheckCommandTest {
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void copyRules() {
    copy(TestDevice.RULES, folder.resolve("policy"));
  }

  static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Run.write(to.resolve(from.relativize(file).toString()), Run.read(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void edit(String file, String from, String to) {
    new TestDevice(folder.resolve("policy")).edit(file, from, to);
  }

  private Run check(String... more) {
    String[] arguments =
        Stream.concat(Stream.of("rules", "check", "policy"), Stream.of(more))
            .toArray(String[]::new);
    return Run.in(folder, arguments);
  }

  @Test
  void check_goodRuleSet_isClean() {
    Run run = check();

    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .matches("clean: vendor-phone 1\\.0\\.0, digest [0-9a-f]{64}, 0 errors, 0 warnings\n");
  }

  @Test
  void check_goodRuleSetAsJson_namesItsDigests() {
    JsonNode json = AttestCommandTest.json(check("--format", "json").out());

    assertThat(json.path("result").textValue()).isEqualTo("clean");
    assertThat(json.path("ruleSet").path("id").textValue()).isEqualTo("vendor-phone");
    assertThat(json.path("ruleSet").path("version").textValue()).isEqualTo("1.0.0");
    assertThat(json.path("ruleSet").path("digest").textValue()).matches("[0-9a-f]{64}");
    assertThat(json.path("ruleSet").path("parameters").textValue()).matches("[0-9a-f]{64}");
    assertThat(json.path("diagnostics").isEmpty()).isTrue();
  }

  @Test
  void check_misspeltConstant_isRefusedWithItsPlaceAndWhatWasMeant() {
    edit("rules/attestation.drl", "BootKeyMatch.PINNED,", "BootKeyMatch.PINED,");

    Run run = check();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.lines().get(0))
        .startsWith("policy/rules/attestation.drl:16:61: error unknown-constant: ")
        .endsWith("; did you mean `BootKeyMatch.PINNED`?");
    assertThat(run.lines()).last().asString().isEqualTo("refused, 1 error, 0 warnings");
  }

  @Test
  void check_severalMistakes_reportsAllOfThemAsJsonToo() {
    edit("rules/attestation.drl", "SELF_SIGNED", "SELFSIGNED");
    edit("rules/update.drl", "\"device.enrolled\"", "\"device.enroled\"");

    Run run = check("--format", "json");
    JsonNode json = AttestCommandTest.json(run.out());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(json.path("result").textValue()).isEqualTo("refused");
    assertThat(json.get("ruleSet").isNull()).isTrue();
    assertThat(json.path("diagnostics")).hasSizeGreaterThanOrEqualTo(2);
    JsonNode first = json.path("diagnostics").get(0);
    assertThat(first.fieldNames())
        .toIterable()
        .containsExactlyElementsOf(
            List.of("file", "line", "column", "severity", "code", "message", "suggestion"));
    assertThat(first.path("file").textValue()).isEqualTo("policy/rules/attestation.drl");
    assertThat(first.path("line").intValue()).isEqualTo(15);
    assertThat(first.path("column").intValue()).isPositive();
    assertThat(first.path("severity").textValue()).isEqualTo("error");
    assertThat(json.path("diagnostics"))
        .extracting(d -> d.path("file").textValue())
        .contains("policy/rules/update.drl");
  }

  @Test
  void check_misspeltManifestMember_isRefusedWithItsPlace() {
    edit("ruleset.json", "\"sequence\"", "\"sequense\"");

    Run run = check();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("policy/ruleset.json:5:3: error unknown-member: ");
  }

  @Test
  void check_parameters_areHeldToTheirDeclaration() {
    Run.write(folder.resolve("good.json"), "{\"minimumOsPatch\": 202602}");
    Run.write(folder.resolve("bad.json"), "{\n  \"minimumOsPtch\": 202602\n}");

    Run good = check("--params", "good.json");
    Run bad = check("--params", "bad.json");
    Run missing = check("--params", "missing.json");

    assertThat(good.exit()).isZero();
    assertThat(bad.exit()).isEqualTo(1);
    assertThat(bad.lines().get(0))
        .startsWith("bad.json:2:3: error unknown-parameter: ")
        .endsWith("; did you mean `minimumOsPatch`?");
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).isEqualTo("portcullis: missing.json: no such file\n");
  }

  @Test
  void check_missingFolder_isTwo() {
    Run missing = Run.in(folder, "rules", "check", "gone");
    Run file = Run.in(folder, "rules", "check", "policy/ruleset.json");

    assertThat(missing.err()).isEqualTo("portcullis: gone: no such folder\n");
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(file.err()).isEqualTo("portcullis: policy/ruleset.json: is a file, not a folder\n");
    assertThat(file.exit()).isEqualTo(2);
  }

  @Test
  void check_folderWithoutRuleSet_isTwo() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    Run run = Run.in(folder, "rules", "check", "empty");

    assertThat(run.err()).contains("portcullis: empty/ruleset.json:1:1: no such file\n");
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(2);
  }
}
