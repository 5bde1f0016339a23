package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many chains of one file. */
class AttestBatchTest {
  @TempDir private Path folder = Path.of("");

  private TestDevice device = new TestDevice(folder);

  @BeforeEach
  void mint() {
    device = TestDevice.in(folder.resolve("device"), "--challenge", "0102");
  }

  @Test
  void attest_batch_takesEachLineForItself() {
    TestDevice.in(folder.resolve("other"), "--seed=9", "--challenge=0a0b");
    Run.write(
        folder.resolve("batch.jsonl"),
        """
        {"chain": "device/chain.pem", "anchors": "device/anchor.pem", "challenge": "0102"}

        {"chain": "other/chain.pem", "anchors": "other/anchor.pem", "at": "2040-01-01T00:00:00Z"}
        {"chain": "other/chain.pem", "anchors": "device/anchor.pem"}
        {"chain": "device/chain.pem", "anchors": "device/anchor.pem", "challenge": "0103"}
        """);

    Run run = Run.in(folder, "attest", "--batch", "batch.jsonl", "--format", "json");

    assertThat(run.lines())
        .extracting(line -> AttestCommandTest.json(line).path("reason").asText())
        .containsExactly("null", "ISSUER_EXPIRED", "ROOT_UNKNOWN", "CHALLENGE_MISMATCH");
    assertThat(run.lines())
        .extracting(line -> AttestCommandTest.json(line).path("challengeChecked").booleanValue())
        .containsExactly(true, false, false, true);
    assertThat(AttestCommandTest.json(run.lines().get(0)).path("file").textValue())
        .isEqualTo("device/chain.pem");
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void attest_batch_optionsStandInForMissingMembers() {
    Run.write(folder.resolve("batch.jsonl"), "{\"chain\": \"device/chain.pem\"}");
    String[] good = {
      "attest", "--batch=batch.jsonl", "--challenge=0102", "--anchors=device/anchor.pem"
    };
    String[] bad = good.clone();
    bad[2] = "--challenge=0103";

    assertThat(Run.in(folder, good).exit()).isZero();
    assertThat(Run.in(folder, bad).exit()).isEqualTo(1);
  }

  @Test
  void attest_batchWithBadLines_reportsThemAndJudgesTheRest() {
    Run.write(
        folder.resolve("batch.jsonl"),
        """
        {"chain": "device/chain.pem", "anchors": "device/anchor.pem"}
        {"chan": "device/chain.pem"}
        {"chain": "device/chain.pem", "at": "noon"}
        {"chain": "device/chain.pem", "challenge": "0"}
        {"chain": "gone.pem"}
        {"chain": "device/chain.pem", "anchors": "gone.pem"}
        [1]
        {"chain": "device/chain.pem"
        {"chain": "device/chain.pem", "anchors": "device/anchor.pem"}
        """);

    Run run = Run.in(folder, "attest", "--batch", "batch.jsonl");

    assertThat(run.lines())
        .filteredOn(line -> line.equals("device/chain.pem: verified"))
        .hasSize(2);
    assertThat(run.err().lines())
        .containsExactly(
            "portcullis: batch.jsonl:2:1: `chain` is missing",
            "portcullis: batch.jsonl:2:2: unknown member `chan`; did you mean `chain`?",
            "portcullis: batch.jsonl:3:37: `noon` is no instant; give one like `2026-11-24T12:00:00Z`",
            "portcullis: batch.jsonl:4:44: a challenge is an even number of hexadecimal digits",
            "portcullis: gone.pem: no such file",
            "portcullis: gone.pem: no such file",
            "portcullis: batch.jsonl:7:1: an object expected, not an array",
            "portcullis: batch.jsonl:8:29: unexpected end of the file");
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void attest_batchWithAListThatNoAnchorNames_isTwoBeforeAnyChainIsJudged() {
    Run.write(
        folder.resolve("batch.jsonl"),
        """
        {"chain": "device/chain.pem"}
        {"chain": "device/chain.pem", "anchors": "gone.json"}
        """);
    String[] batch = {
      "attest", "--batch=batch.jsonl", "--at=" + Run.AT, "--anchors=device/anchor.pem"
    };

    Run run =
        Run.in(
            folder,
            AttestCommandTest.with(batch, "--anchor-status-list=acme=device/status-list.json"));
    assertThat(run)
        .isEqualTo(
            new Run(
                2,
                "",
                """
                portcullis: gone.json: no such file
                portcullis: no anchor names the status list `acme`
                """));
    Run known =
        Run.in(folder, AttestCommandTest.with(batch, "--status-list=device/status-list.json"));
    assertThat(known.lines().get(0)).isEqualTo("device/chain.pem: verified");
    assertThat(known.err()).isEqualTo("portcullis: gone.json: no such file\n");
  }

  @Test
  void attest_batchWithListsThatSomeLinesAnchorsName_isJudged() {
    Run.write(folder.resolve("own.json"), device.ownAnchors("acme"));
    Run.write(
        folder.resolve("batch.jsonl"),
        """
        {"chain": "device/chain.pem"}
        {"chain": "device/chain.pem", "anchors": "own.json"}
        """);
    String[] batch = {
      "attest",
      "--batch=batch.jsonl",
      "--at=" + Run.AT,
      "--anchors=device/anchor.pem",
      "--status-list=device/status-list.json",
      "--anchor-status-list=acme=device/status-list.json"
    };
    Run run = Run.in(folder, batch);
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("the list `google`: 1 ", "the list `acme`: 1 ");

    Run.write(
        folder.resolve("batch.jsonl"),
        "{\"chain\": \"device/chain.pem\", \"anchors\": \"own.json\"}");
    assertThat(Run.in(folder, batch))
        .isEqualTo(
            new Run(
                2,
                "",
                "portcullis: `--status-list` means nothing: each anchor names a list of its own\n"));
  }

  @Test
  void attest_batchWithoutAReadableLine_tellsTheLinesAlone() {
    Run.write(folder.resolve("batch.jsonl"), "[1]\n");

    assertThat(
            Run.in(
                    folder,
                    "attest",
                    "--batch=batch.jsonl",
                    "--anchor-status-list=acme=device/status-list.json")
                .err())
        .isEqualTo("portcullis: batch.jsonl:1:1: an object expected, not an array\n");
  }
}
