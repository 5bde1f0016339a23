package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.rules.harness.CaseJson;

class DecideCommandTest {
  static final String STANDARD =
      Run.repository().resolve("rules/src/main/resources/rulesets/standard").toString();

  @TempDir private Path folder = Path.of("");
  private TestDevice device = new TestDevice(folder);

  @BeforeEach
  void mint() {
    device = TestDevice.in(folder.resolve("device"));
  }

  private static List<String> codes(Run run) {
    return AttestCommandTest.json(run.out()).path("findings").findValuesAsText("code");
  }

  private static String outcome(Run run) {
    return AttestCommandTest.json(run.out()).path("outcome").textValue();
  }

  @Test
  void decide_goodDevice_isEligibleAndRecorded() {
    Run run = device.decide();

    assertThat(run.err()).isEmpty();
    assertThat(run.lines().get(0)).isEqualTo("eligible");
    assertThat(run.out())
        .contains(
            "satisfy attestation.vendor-boot-key by rule attestation/vendor-boot-key:"
                + " the device is locked and boots with our key")
        .containsPattern("(?m)^  key attestation +verified$")
        .containsPattern("(?m)^  rule set +vendor-phone 1\\.0\\.0, [0-9a-f]{64}$")
        .containsPattern("(?m)^  record +sequence 0 in audit$");
    assertThat(run.exit()).isZero();
    assertThat(Files.isDirectory(device.file("audit"))).isTrue();
  }

  @Test
  void decide_goodDeviceAsJson_hasAllMembers() {
    Run run = device.decide("--format=json");
    JsonNode json = AttestCommandTest.json(run.out());

    assertThat(run.lines()).hasSize(1);
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "outcome",
            "findings",
            "obligations",
            "retryAfterSeconds",
            "ruleSet",
            "parameters",
            "case",
            "decision",
            "record",
            "clock",
            "keyAttestation");
    assertThat(json.path("outcome").textValue()).isEqualTo("eligible");
    assertThat(json.path("obligations").isArray()).isTrue();
    assertThat(json.get("retryAfterSeconds").isNull()).isTrue();
    assertThat(json.path("ruleSet").path("id").textValue()).isEqualTo("vendor-phone");
    assertThat(json.path("record").path("sequence").intValue()).isZero();
    assertThat(json.path("record").path("leafHash").textValue()).matches("[0-9a-f]{64}");
    assertThat(json.path("record").get("refused").isNull()).isTrue();
    assertThat(json.path("keyAttestation").path("result").textValue()).isEqualTo("verified");
    assertThat(json.path("decision").textValue())
        .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    JsonNode finding = json.path("findings").get(0);
    assertThat(finding.path("effect").textValue()).isEqualTo("satisfy");
    assertThat(finding.path("code").textValue()).isEqualTo("attestation.vendor-boot-key");
    assertThat(finding.path("layer").textValue()).isEqualTo("attestation");
    assertThat(finding.path("rule").textValue()).isEqualTo("attestation/vendor-boot-key");
    assertThat(finding.get("seconds").isNull()).isTrue();
    assertThat(finding.path("text").textValue())
        .isEqualTo("the device is locked and boots with our key");
  }

  @Test
  void decide_clockBehindTheLog_isSaidAndNotEligible() {
    device.decide("--at=2026-11-27T00:00:00Z");
    Run run = device.decide("--at=2026-11-26T00:00:00Z");

    assertThat(run.exit()).isNotZero();
    assertThat(run.out())
        .containsPattern("(?m)^  clock +lies before the log's latest record")
        .contains("portcullis.manifest-unverified");
  }

  @Test
  void decide_sameEvidenceTwice_givesTheSameEvaluationInTheNextRecord() {
    JsonNode first = AttestCommandTest.json(device.decide("--format=json").out());
    JsonNode second = AttestCommandTest.json(device.decide("--format=json").out());

    assertThat(second.path("record").path("sequence").intValue()).isEqualTo(1);
    for (String same : List.of("outcome", "findings", "case", "ruleSet", "parameters")) {
      assertThat(second.path(same)).as(same).isEqualTo(first.path(same));
    }
    assertThat(second.path("decision")).isNotEqualTo(first.path("decision"));
  }

  @ParameterizedTest
  @CsvSource({
    "--unlocked, attestation.unlocked, verified",
    "--other-boot-key, attestation.boot-key-not-pinned, verified",
    "--revoked, attestation.rejected, CERTIFICATE_REVOKED",
    "--software, attestation.rejected, ''",
  })
  void decide_fallenDevice_isNotEligibleForItsOwnReason(
      String fall, String code, String attestation) {
    TestDevice fallen = TestDevice.in(folder.resolve("fallen"), fall);

    Run text = fallen.decide();
    Run json = fallen.decide("--format=json");

    assertThat(text.lines().get(0)).isEqualTo("not eligible");
    assertThat(text.exit()).isEqualTo(1);
    assertThat(codes(json)).contains(code);
    assertThat(text.out()).containsPattern("(?m)^  key attestation .*" + attestation);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"status\": \"ACTIVE\"', '\"status\": \"REVOKED\"', portcullis.enrollment-revoked",
    "'\"channels\": [\"stable\"]', '\"channels\": [\"beta\"]', channel.not-entitled",
    "'\"channel\": \"stable\",\n  \"device\"', '\"channel\": \"beta\",\n  \"device\"', channel.other",
    "'\"sequence\": 42', '\"sequence\": 40', portcullis.sequence-downgrade",
    "'\"challenge\": \"', '\"challenge\": \"00', attestation.rejected",
  })
  void decide_changedCheckIn_isNotEligibleForItsOwnReason(String from, String to, String code) {
    Run run = device.edit("check-in.json", from, to).decide("--format=json");

    assertThat(outcome(run)).isEqualTo("not eligible");
    assertThat(codes(run)).contains(code);
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void decide_engineReason_isExplainedInWords() {
    Run run =
        device.edit("check-in.json", "\"status\": \"ACTIVE\"", "\"status\": \"REVOKED\"").decide();

    assertThat(run.out()).contains("deny portcullis.enrollment-revoked by rule ");
    assertThat(run.out()).contains(": enrollment revoked\n");
  }

  @Test
  void decide_unknownDevice_isNotEligible() {
    String checkIn = Run.read(device.file("check-in.json"));
    Run.write(
        device.file("check-in.json"),
        checkIn.replaceFirst(
            "(?s)\"enrollment\": \\{.*?\\}", "\"enrollment\": {\"status\": \"UNKNOWN\"}"));

    Run run = device.decide("--format=json");

    assertThat(codes(run)).contains("portcullis.enrollment-unknown");
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void decide_deviceWithoutChain_isNotEligible() {
    String checkIn = Run.read(device.file("check-in.json"));
    Run.write(
        device.file("check-in.json"),
        checkIn.replaceFirst("\"chain\": \"chain.pem\",\\s*\"challenge\": \"[0-9a-f]*\",", ""));

    Run run = device.decide("--format=json");

    assertThat(codes(run)).contains("attestation.absent");
    assertThat(AttestCommandTest.json(run.out()).get("keyAttestation").isNull()).isTrue();
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void decide_truncatedChain_isNotEligibleAndSaysWhere() {
    String chain = Run.read(device.file("chain.pem"));
    Run.write(device.file("chain.pem"), chain.substring(0, chain.length() / 2));

    Run run = device.decide();

    assertThat(run.lines().get(0)).isEqualTo("not eligible");
    assertThat(run.out())
        .containsPattern(
            "(?m)^  key attestation +rejected: CERTIFICATE_MALFORMED at certificate [0-9], pem:"
                + " line [0-9]+: ");
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void decide_rolloutNotReached_isDeferredWithItsRetry() {
    Run run =
        device
            .edit("check-in.json", "\"admitted\": true", "\"admitted\": false")
            .decide("--format=json");
    JsonNode json = AttestCommandTest.json(run.out());

    assertThat(json.path("outcome").textValue()).isEqualTo("deferred");
    assertThat(json.path("retryAfterSeconds").intValue()).isEqualTo(86400);
    assertThat(run.exit()).isEqualTo(3);
    assertThat(device.decide().out()).containsPattern("(?m)^  retry after +86400 s$");
  }

  @Test
  void decide_certifiedDeviceUnderTheStandardRules_isEligible() {
    TestDevice certified = TestDevice.in(folder.resolve("certified"), "--google-certified");

    Run run = certified.decide("--rules=" + STANDARD, "--format=json");

    assertThat(outcome(run)).isEqualTo("eligible");
    assertThat(codes(run)).contains("attestation.manufacturer-boot-key");
  }

  @Test
  void decide_parameters_reachTheRulesAndTheRecord() {
    Run.write(device.file("params.json"), "{\"minimumOsPatch\": 203001}");

    JsonNode before = AttestCommandTest.json(device.decide("--format=json").out());
    Run run = device.decide("--params=params.json", "--format=json");

    assertThat(codes(run)).contains("attestation.patch-level-low");
    assertThat(AttestCommandTest.json(run.out()).path("parameters"))
        .isNotEqualTo(before.path("parameters"));
  }

  @Test
  void decide_missingFiles_areNamedAndTwo() {
    Run checkIn = device.decide("--check-in=gone.json");
    Run rules = device.decide("--rules=gone");
    Run bootKeys = device.decide("--boot-keys=gone.json");
    Run chain = device.edit("check-in.json", "chain.pem", "gone.pem").decide();

    assertThat(checkIn).isEqualTo(new Run(2, "", "portcullis: gone.json: no such file\n"));
    assertThat(rules).isEqualTo(new Run(2, "", "portcullis: gone: no such folder\n"));
    assertThat(bootKeys).isEqualTo(new Run(2, "", "portcullis: gone.json: no such file\n"));
    assertThat(chain).isEqualTo(new Run(2, "", "portcullis: gone.pem: no such file\n"));
    assertThat(Files.exists(device.file("audit"))).isFalse();
  }

  @Test
  void decide_refusedRuleSet_isTwoWithEveryPlace() {
    RulesCheckCommandTest.copy(TestDevice.RULES, device.file("policy"));
    new TestDevice(device.file("policy"))
        .edit("rules/update.drl", "EnrollmentStatus.ACTIVE", "EnrollmentStatus.ACTVE");

    Run run = device.decide("--rules=policy");

    assertThat(run.err())
        .startsWith("portcullis: policy/rules/update.drl:11:60: ")
        .contains("; did you mean `EnrollmentStatus.ACTIVE`?");
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void decide_lockedOrDamagedLog_isTwoAndNoAnswer() throws IOException {
    assertThat(device.decide().exit()).isZero();
    Path segment;
    try (var files = Files.list(device.file("audit"))) {
      segment = files.filter(f -> f.toString().endsWith(".pal")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(segment);
    bytes[0] ^= 1;
    Files.write(segment, bytes);

    Run run = device.decide();

    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("damaged at offset ");
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void decide_tornLog_isMendedReportedAndGoesOn() throws IOException {
    assertThat(device.decide().exit()).isZero();
    assertThat(device.decide().exit()).isZero();
    Path segment;
    try (var files = Files.list(device.file("audit"))) {
      segment = files.filter(f -> f.toString().endsWith(".pal")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(segment);
    Files.write(segment, java.util.Arrays.copyOf(bytes, bytes.length - 7));

    Run run = device.decide();

    assertThat(run.err())
        .startsWith(
            "portcullis: audit: the log ended in an unfinished append, which was cut off: ");
    assertThat(run.out()).containsPattern("(?m)^  record +sequence 1 in audit$");
    assertThat(run.exit()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "decide --rules r|`--check-in` or `--case` is missing",
        "decide --rules r --check-in c --case d|`--check-in` and `--case` exclude each other",
        "decide --rules r --check-in c|`--audit` is missing: a check-in's decision is recorded before it is given",
        "decide --rules r --case c --boot-keys b|a case holds facts, so that no evidence option means anything beside `--case`",
        "decide --rules r --case c --anchors b|a case holds facts, so that no evidence option means anything beside `--case`",
      })
  void decide_wrongUsage_isTwo(String commandLine, String message) {
    Run run = Run.in(folder, commandLine.split(" "));

    assertThat(run.err())
        .isEqualTo("portcullis: " + message + "; see `portcullis decide --help`\n");
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void decide_help_tellsEachExitCode() {
    String help = Run.in(folder, "decide", "--help").out().replaceAll("\\s+", " ");

    assertThat(help)
        .contains(
            "Exits 0 if the device is eligible, 1 if it is not, 2 if there is no decision because"
                + " the command line, a file or the audit log can't be used, 3 if the decision is"
                + " deferred, 4 if it is indeterminate.");
  }

  @Test
  void decide_case_needsNoLogAndCanHaveOne() throws IOException {
    Files.write(folder.resolve("case.json"), CaseJson.write(CaseMint.good()));
    String rules = TestDevice.RULES.toString();

    Run without = Run.in(folder, "decide", "--case=case.json", "--rules", rules);
    Run with = Run.in(folder, "decide", "--case=case.json", "--rules", rules, "--audit=log");

    assertThat(without.lines().get(0)).isEqualTo("eligible");
    assertThat(without.out()).containsPattern("(?m)^  decision +not recorded$");
    assertThat(without.exit()).isZero();
    assertThat(with.out()).containsPattern("(?m)^  record +sequence 0 in log$");
    assertThat(with.exit()).isZero();
  }

  @Test
  void decide_caseUnderExpiredRules_isNotEligibleWithLogAndWithout() throws IOException {
    Files.write(folder.resolve("case.json"), CaseJson.write(CaseMint.good()));
    RulesCheckCommandTest.copy(TestDevice.RULES, folder.resolve("policy"));
    new TestDevice(folder.resolve("policy"))
        .edit(
            "ruleset.json",
            "\"sequence\": 1,",
            "\"sequence\": 1, \"expires\": \"2026-11-25T12:00:00Z\",");

    Run without = Run.in(folder, "decide", "--case=case.json", "--rules=policy", "--format=json");
    Run with =
        Run.in(
            folder, "decide", "--case=case.json", "--rules=policy", "--audit=log", "--format=json");

    assertThat(codes(without)).contains("portcullis.policy-expired");
    assertThat(without.exit()).isEqualTo(1);
    assertThat(codes(with)).isEqualTo(codes(without));
    assertThat(with.exit()).isEqualTo(1);
  }

  @Test
  void decide_malformedCase_isTwoWithItsPlace() throws IOException {
    String json =
        new String(CaseJson.write(CaseMint.good()), java.nio.charset.StandardCharsets.UTF_8);
    Run.write(folder.resolve("case.json"), json.replace("\"ACTIVE\"", "\"ACTIV\""));

    Run run = Run.in(folder, "decide", "--case=case.json", "--rules", TestDevice.RULES.toString());

    assertThat(run.err())
        .matches("portcullis: case\\.json:[0-9]+:[0-9]+: .*`ACTIV`.*; did you mean `ACTIVE`\\?\n");
    assertThat(run.exit()).isEqualTo(2);
  }
}
