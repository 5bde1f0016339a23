package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditReplayCommandTest {
  private static final String RULES = TestDevice.RULES.toString();
  private static final String STANDARD =
      Run.repository().resolve("rules/src/main/resources/rulesets/standard").toString();

  @TempDir private Path folder = Path.of("");
  private TestDevice device = new TestDevice(folder);

  @BeforeEach
  void decideTwice() {
    device = TestDevice.in(folder.resolve("device"));
    Run.write(device.file("params.json"), "{\"minimumOsPatch\": 203001}");
    assertThat(device.decide().exit()).isZero();
    assertThat(device.decide("--params=params.json").exit()).isZero();
  }

  private Run replay(String... more) {
    List<String> arguments = new ArrayList<>(List.of("audit", "replay", "audit", "--rules"));
    arguments.addAll(List.of(more));
    return Run.in(device.folder(), arguments.toArray(String[]::new));
  }

  private Path segment() throws IOException {
    try (Stream<Path> files = Files.list(device.file("audit"))) {
      return files.filter(f -> f.toString().endsWith(".pal")).findFirst().orElseThrow();
    }
  }

  @Test
  void replay_ownRecords_areIdenticalWithTheirOwnParameters() {
    Run text = replay(RULES);
    JsonNode json = AttestCommandTest.json(replay(STANDARD, RULES, "--format=json").out());

    assertThat(text)
        .isEqualTo(
            new Run(
                0,
                "identical: audit, 2 records: 2 identical, 0 different, 0 not replayable\n",
                ""));
    assertThat(json.path("result").textValue()).isEqualTo("identical");
    assertThat(json.path("records").intValue()).isEqualTo(2);
    assertThat(json.path("tornBytes").intValue()).isZero();
  }

  @Test
  void replay_withoutTheRuleSet_isFour() {
    Run text = replay(STANDARD);
    Run json = replay(STANDARD, "--format=json");

    assertThat(text.lines().get(0)).startsWith("record 0 is not replayable: RULE_SET_MISSING, ");
    assertThat(text.lines()).last().asString().startsWith("not replayable: audit, 2 records: ");
    assertThat(text.exit()).isEqualTo(4);
    JsonNode first = AttestCommandTest.json(json.lines().get(0));
    assertThat(first.path("reason").textValue()).isEqualTo("RULE_SET_MISSING");
    assertThat(first.path("subject").textValue()).matches("[0-9a-f]{64}");
    assertThat(json.exit()).isEqualTo(4);
  }

  @Test
  void replay_editedRuleSet_isAnotherRuleSet() {
    RulesCheckCommandTest.copy(TestDevice.RULES, device.file("policy"));
    new TestDevice(device.file("policy")).edit("rules/update.drl", "86400", "86401");

    Run run = replay("policy");

    assertThat(run.out()).contains("RULE_SET_MISSING");
    assertThat(run.exit()).isEqualTo(4);
  }

  @Test
  void replay_lostParameters_isFour() throws IOException {
    try (Stream<Path> blobs = Files.list(device.file("audit").resolve("blobs"))) {
      for (Path blob : blobs.toList()) {
        Files.delete(blob);
      }
    }

    Run run = replay(RULES);

    // The defaults follow from the rule set; other values were in the blob alone.
    assertThat(run.lines().get(0)).startsWith("record 1 is not replayable: PARAMETERS_MISSING, ");
    assertThat(run.exit()).isEqualTo(4);
  }

  @Test
  void replay_tornTail_isReportedAndTheRestReplayed() throws IOException {
    byte[] bytes = Files.readAllBytes(segment());
    Files.write(segment(), Arrays.copyOf(bytes, bytes.length - 7));

    Run run = replay(RULES);

    assertThat(run.err())
        .matches("portcullis: .*: an unfinished append of [0-9]+ bytes at offset [0-9]+\n");
    assertThat(run.out()).startsWith("identical: audit, 1 record: ");
    assertThat(run.exit()).isZero();
  }

  @Test
  void replay_damagedMiddle_isRefusedWithItsPlace() throws IOException {
    byte[] bytes = Files.readAllBytes(segment());
    bytes[4096 + 40] ^= 1;
    Files.write(segment(), bytes);

    Run run = replay(RULES);

    assertThat(run.err())
        .matches(
            "portcullis: .*\\.pal: damaged at offset 4096 \\(FRAME_CHECKSUM\\), after 0 readable records\n");
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void replay_unusableInputs_areTwo() throws IOException {
    Files.createDirectories(device.file("empty"));
    Run noFolder = Run.in(device.folder(), "audit", "replay", "gone", "--rules", RULES);
    Run noLog = Run.in(device.folder(), "audit", "replay", "empty", "--rules", RULES);
    Run noRules = replay("gone");

    assertThat(noFolder).isEqualTo(new Run(2, "", "portcullis: gone: no such folder\n"));
    assertThat(noLog.err()).endsWith("empty: there is no audit log\n");
    assertThat(noLog.exit()).isEqualTo(2);
    assertThat(noRules).isEqualTo(new Run(2, "", "portcullis: gone: no such folder\n"));
  }
}
