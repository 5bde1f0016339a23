package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTestCommandTest {
  @TempDir private Path folder = Path.of("");
  private PolicyDesk desk = new PolicyDesk(folder);

  @BeforeEach
  void setTheDesk() {
    desk = PolicyDesk.in(folder);
  }

  @Test
  void test_rightTests_pass() {
    Run text = desk.done("test policy");
    JsonNode json = AttestCommandTest.json(desk.done("test policy --format json").out());

    assertThat(text.out())
        .matches("passed: vendor-phone 1\\.0\\.0, digest [0-9a-f]{64}, 2 tests\n");
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly("result", "ruleSet", "tests", "failed", "diagnostics");
    assertThat(json.path("result").textValue()).isEqualTo("passed");
    assertThat(json.path("tests").intValue()).isEqualTo(2);
    assertThat(json.path("failed").intValue()).isZero();
    assertThat(json.path("ruleSet").path("digest").textValue()).isEqualTo(desk.digest("policy"));
    assertThat(json.path("ruleSet").path("parameters").textValue()).matches("[0-9a-f]{64}");
  }

  @Test
  void test_ruleMadeLax_failsAtTheTestWithWhatDiffers() {
    desk.edit("policy/rules/attestation.drl", "deviceLocked == false", "deviceLocked == true");

    Run text = desk.rules("test policy");
    Run json = desk.rules("test policy --format json");

    assertThat(text.exit()).isEqualTo(1);
    assertThat(text.err()).isEmpty();
    assertThat(text.lines().get(0))
        .matches(
            "policy/tests/phone\\.json:[0-9]+:5: error test-failed: `a good phone`: the outcome"
                + " is NOT_ELIGIBLE, not ELIGIBLE");
    assertThat(text.out())
        .contains("`a good phone`: the reason `attestation.unlocked` is not expected");
    assertThat(text.lines()).last().asString().startsWith("failed: vendor-phone 1.0.0, digest ");
    assertThat(AttestCommandTest.json(json.out()).path("result").textValue()).isEqualTo("failed");
    assertThat(AttestCommandTest.json(json.out()).path("failed").intValue()).isPositive();
    assertThat(json.exit()).isEqualTo(1);
  }

  @Test
  void test_underAPresetOrValues_runsTheTestsWithThem() {
    Run.write(desk.file("old.json"), "{\"minimumOsPatch\": 202001}");

    Run preset = desk.rules("test policy --preset strict");
    Run values = desk.rules("test policy --params old.json");

    assertThat(preset.exit()).isEqualTo(1);
    assertThat(preset.lines())
        .first()
        .asString()
        .endsWith("`a good phone`: the note `attestation.patch-level-low` is not expected");
    assertThat(preset.lines()).last().asString().endsWith(", 1 of 2 tests");
    assertThat(values.exit()).isZero();
  }

  @Test
  void test_noTests_isNoSuccess() throws Exception {
    Files.delete(desk.file("policy/tests/phone.json"));

    Run run = desk.rules("test policy");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines())
        .singleElement()
        .asString()
        .endsWith(": the rule set has no tests, so that nothing speaks for it");
  }

  @Test
  void test_refusedRules_saysWhatTheCheckSays() {
    desk.edit("policy/rules/attestation.drl", "BootKeyMatch.PINNED,", "BootKeyMatch.PINED,");

    Run run = desk.rules("test policy");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines().get(0))
        .startsWith("policy/rules/attestation.drl:16:61: error unknown-constant: ");
    assertThat(run.lines()).last().asString().startsWith("refused: ").endsWith(", 1 error");
  }

  @Test
  void test_misspeltTestFile_isRefusedAtItsPlace() {
    desk.edit("policy/tests/phone.json", "\"NOT_ELIGIBLE\"", "\"NOT_ELIGIBEL\"");

    Run run = desk.rules("test policy");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines().get(0))
        .startsWith("policy/tests/phone.json:")
        .endsWith("did you mean `NOT_ELIGIBLE`?");
  }

  @Test
  void test_wrongUsage_isTwo() {
    Run both = desk.rules("test policy --params a.json --preset strict");
    Run preset = desk.rules("test policy --preset strct");
    Run file = desk.rules("test policy --params polcy.json");
    Run folder = desk.rules("test polcy");

    assertThat(both.err())
        .isEqualTo(
            "portcullis: `--params` and `--preset` exclude each other; see `portcullis rules test"
                + " --help`\n");
    assertThat(preset.err())
        .isEqualTo(
            "portcullis: policy: the rule set has no preset `strct`; did you mean `strict`?\n");
    assertThat(file.err()).isEqualTo("portcullis: polcy.json: no such file\n");
    assertThat(folder.err())
        .isEqualTo("portcullis: polcy: no such folder; did you mean `policy`?\n");
    assertThat(both.exit() + preset.exit() + file.exit() + folder.exit()).isEqualTo(8);
  }
}
