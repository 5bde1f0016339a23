package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.attestation.key.Bytes;

/** The lists that certificates are looked up in, for {@code attest} and {@code decide} alike. */
class EvidenceOptionsTest {
  private static final String FETCHED = "2026-11-25T11:00:00Z";

  @TempDir private Path folder = Path.of("");
  private TestDevice device = new TestDevice(folder);

  @BeforeEach
  void mint() {
    device = TestDevice.in(folder.resolve("device"));
  }

  /** Lists the device's batch, as its sibling of the same seed that is revoked says. */
  private void deny(String name) {
    Run.write(
        device.file(name),
        Run.read(TestDevice.in(folder.resolve("revoked"), "--revoked").file("status-list.json")));
  }

  @Test
  void attest_denyList_deniesItsIssuers() {
    deny("denied.json");
    Run run = device.attest("--any-challenge", "--format=json", "--deny-list=denied.json");
    JsonNode json = AttestCommandTest.json(run.out());

    assertThat(json.path("reason").textValue()).isEqualTo("CERTIFICATE_DENIED_LOCALLY");
    assertThat(json.path("certificate").intValue()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void attest_denyListThatNamesOthers_saysNothingOfRevocation() {
    Run run = device.attest("--any-challenge", "--format=json", "--deny-list=status-list.json");
    JsonNode json = AttestCommandTest.json(run.out());

    assertThat(json.path("result").textValue()).isEqualTo("verified");
    assertThat(json.get("revocation").isNull()).isTrue();
    assertThat(run.exit()).isZero();
  }

  @Test
  void attest_batchWithDenyList_deniesUnderEachLinesAnchors() {
    deny("denied.json");
    Run.write(
        device.file("batch.jsonl"), "{\"chain\": \"chain.pem\", \"anchors\": \"anchor.pem\"}\n");
    Run run =
        Run.in(
            device.folder(),
            "attest",
            "--batch=batch.jsonl",
            "--deny-list=denied.json",
            "--at=" + Run.AT);

    assertThat(run.lines().get(0))
        .startsWith("chain.pem: rejected: CERTIFICATE_DENIED_LOCALLY at certificate 1, ");
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void decide_denyList_makesTheDeviceNotEligible() {
    deny("denied.json");
    assertThat(device.decide().exit()).isZero();
    Run run = device.decide("--deny-list=denied.json");

    assertThat(run.lines().get(0)).isEqualTo("not eligible");
    assertThat(run.out())
        .containsPattern("(?m)^  key attestation .*rejected: CERTIFICATE_DENIED_LOCALLY at");
    assertThat(run.exit()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "missing.json, missing.json: no such file",
    "chain.pem, chain.pem:1:2: the list is no valid json"
  })
  void denyList_unusable_isTwoAndNoAnswer(String file, String message) {
    Run attest = device.attest("--any-challenge", "--deny-list=" + file);
    Run decide = device.decide("--deny-list=" + file);

    assertThat(attest).isEqualTo(new Run(2, "", "portcullis: " + message + "\n"));
    assertThat(decide).isEqualTo(attest);
  }

  @Test
  void decide_caseWithDenyList_isWrongUsage() {
    Run run = Run.in(folder, "decide", "--rules=r", "--case=c", "--deny-list=d");

    assertThat(run.err()).contains("no evidence option means anything beside `--case`");
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void statusFetched_besideADenyListAlone_meansNothing() {
    Run run =
        device.attest(
            "--any-challenge", "--deny-list=status-list.json", "--status-fetched=" + FETCHED);

    assertThat(run.err())
        .isEqualTo("portcullis: `--status-fetched` means nothing without a status list\n");
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void statusList_withoutSidecar_isOfTheTimeToJudgeAt() {
    assertThat(fetchedAt()).isEqualTo(Run.AT);
  }

  @Test
  void statusList_withSidecar_isOfItsInstant() {
    sidecar(FETCHED + "\n");
    assertThat(fetchedAt()).isEqualTo(FETCHED);

    sidecar(FETCHED + " " + digestOf("status-list.json") + "\n");
    assertThat(fetchedAt()).isEqualTo(FETCHED);
  }

  @Test
  void statusList_withSidecarAndOption_isOfTheOptionsInstant() {
    sidecar("damaged");

    assertThat(fetchedAt("--status-fetched=2026-11-24T00:00:00Z"))
        .isEqualTo("2026-11-24T00:00:00Z");
  }

  @Test
  void anchorStatusList_withSidecar_isOfItsInstant() {
    Run.write(device.file("own.json"), device.ownAnchors("acme"));
    sidecar(FETCHED);

    Run run =
        Run.in(
            device.folder(),
            "attest",
            "chain.pem",
            "--any-challenge",
            "--at=" + Run.AT,
            "--anchors=own.json",
            "--anchor-status-list=acme=status-list.json");
    assertThat(run.out()).contains("list `acme`: 1 entries, fetched " + FETCHED);
  }

  @ParameterizedTest
  @CsvSource({"2026-11-18T12:00:00Z, eligible, 0", "2026-11-18T11:59:59Z, deferred, 3"})
  void decide_sidecarOfAWeekAgo_isCurrentAndNoEarlierOneIs(
      String fetched, String outcome, int exit) {
    device = TestDevice.in(folder.resolve("certified"), "--google-certified");
    sidecar(fetched);
    Run run = device.decide("--rules=" + DecideCommandTest.STANDARD);

    assertThat(run.lines().get(0)).isEqualTo(outcome);
    assertThat(run.out().contains("attestation.revocation-unknown")).isEqualTo(exit == 3);
    assertThat(run.exit()).isEqualTo(exit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|the fetch instant can't be read: it doesn't begin with an instant such as `2026-11-01T12:00:00Z`",
        "2026-11-25T11:00:00Z ab|the fetch instant can't be read: the digest has not 64 hexadecimal digits",
        "2026-11-25T11:00:00Z OTHER|the fetch instant is that of another list",
        "2026-11-25T11:00:00Z LONG|has more than 256 bytes"
      })
  void statusList_withDamagedSidecar_isTwoAndNoAnswer(String content, String cause) {
    sidecar(content.replace("OTHER", digestOf("boot-keys.json")).replace("LONG", "0".repeat(300)));
    Run attest = device.attest("--any-challenge", "--status-list=status-list.json");
    Run decide = device.decide();

    assertThat(attest)
        .isEqualTo(new Run(2, "", "portcullis: status-list.json.fetched: " + cause + "\n"));
    assertThat(decide).isEqualTo(attest);
  }

  @Test
  void statusList_withFolderAsSidecar_isTwo() throws IOException {
    Files.createDirectory(device.file("status-list.json.fetched"));
    Run run = device.attest("--any-challenge", "--status-list=status-list.json");

    assertThat(run)
        .isEqualTo(
            new Run(2, "", "portcullis: status-list.json.fetched: is a folder, not a file\n"));
  }

  @Test
  void statusList_withLinkThatLeadsNowhereAsSidecar_isTwo() throws IOException {
    Files.createSymbolicLink(device.file("status-list.json.fetched"), device.file("gone"));
    Run run = device.attest("--any-challenge", "--status-list=status-list.json");

    assertThat(run)
        .isEqualTo(new Run(2, "", "portcullis: status-list.json.fetched: no such file\n"));
  }

  private void sidecar(String content) {
    Run.write(device.file("status-list.json.fetched"), content);
  }

  private String digestOf(String file) {
    try {
      return Bytes.of(Files.readAllBytes(device.file(file))).sha256().toHex();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String fetchedAt(String... more) {
    String[] arguments = java.util.Arrays.copyOf(more, more.length + 3);
    arguments[more.length] = "--any-challenge";
    arguments[more.length + 1] = "--status-list=status-list.json";
    arguments[more.length + 2] = "--format=json";
    Run run = device.attest(arguments);
    assertThat(run.err()).isEmpty();
    return AttestCommandTest.json(run.out()).path("revocation").path("fetchedAt").textValue();
  }
}
