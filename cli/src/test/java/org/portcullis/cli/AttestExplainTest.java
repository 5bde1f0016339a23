package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.cli.AttestCommandTest.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a support engineer is told of a rejected chain. */
class AttestExplainTest {
  @TempDir private Path folder = Path.of("");
  private TestDevice device = new TestDevice(folder);

  @BeforeEach
  void mint() {
    device = TestDevice.in(folder.resolve("device"), "--challenge", "0102");
  }

  @Test
  void explain_rejectedChain_saysWhatItMeansAndWhatToDo() {
    Run run = device.attest("--challenge", "0103", "--explain");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines().get(0)).startsWith("chain.pem: rejected: CHALLENGE_MISMATCH");
    assertThat(run.lines())
        .contains(
            "  meaning: the key was attested for another challenge, maybe earlier",
            "  advice:  attest a new key with the current challenge from the expected application",
            "  the chain as a whole",
            "    passed      the chain leads to a trusted root key",
            "    FAILED      the statement has the expected challenge",
            "    not asked   the statement names the expected application");
  }

  @Test
  void explain_chain_goesCertificateByCertificate() {
    Run run = device.attest("--any-challenge", "--explain");

    assertThat(run.exit()).isZero();
    assertThat(run.lines())
        .filteredOn(line -> line.startsWith("  certificate "))
        .hasSize(4)
        .satisfiesExactly(
            leaf ->
                assertThat(leaf)
                    .matches(
                        "  certificate 0, leaf: EC-P256 key, signed with SHA256withECDSA, valid"
                            + " \\S+Z to \\S+Z, \\d+ bytes, with a statement"),
            attestation -> assertThat(attestation).startsWith("  certificate 1, attestation: "),
            intermediate -> assertThat(intermediate).startsWith("  certificate 2, intermediate: "),
            root -> assertThat(root).startsWith("  certificate 3, root: "));
    assertThat(run.out()).doesNotContain("meaning:").doesNotContain("FAILED");
    assertThat(run.lines())
        .contains(
            "    not asked   the certificate is neither revoked nor suspended nor denied",
            "                there is no status list `google`");
  }

  @Test
  void explain_asJson_hasTheSame() {
    JsonNode json = json(device.attest("--challenge=0103", "--explain", "--format=json").out());
    JsonNode explanation = json.path("explanation");

    assertThat(explanation.path("meaning").textValue()).contains("another challenge");
    assertThat(explanation.path("advice").textValue()).contains("attest a new key");
    assertThat(explanation.path("chain").findValuesAsText("check"))
        .contains("ORDER", "ANCHOR", "FORM");
    JsonNode leaf = explanation.path("certificates").path(0);
    assertThat(leaf.path("role").textValue()).isEqualTo("LEAF");
    assertThat(leaf.path("statement").booleanValue()).isTrue();
    assertThat(leaf.path("checks"))
        .filteredOn(check -> check.path("outcome").textValue().equals("FAILED"))
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.path("check").textValue()).isEqualTo("CHALLENGE");
              assertThat(check.path("detail").textValue())
                  .startsWith("CHALLENGE_MISMATCH at attestationChallenge: ");
            });
  }

  @Test
  void attest_chainWithSeveralFaults_tellsThemAll() {
    String[] options = {
      "attest", "chain.pem", "--anchors=anchor.pem", "--challenge=0103", "--at=2040-01-01T00:00:00Z"
    };
    Run text = Run.in(device.folder(), options);

    assertThat(text.lines().get(0)).startsWith("chain.pem: rejected: ISSUER_EXPIRED at");
    assertThat(text.out())
        .containsPattern("(?m)^  failed as well +CHALLENGE_MISMATCH at certificate 0, ");

    List<String> more = new java.util.ArrayList<>(List.of(options));
    more.add("--format=json");
    JsonNode failures =
        json(Run.in(device.folder(), more.toArray(String[]::new)).out()).path("failures");
    assertThat(failures.findValuesAsText("reason"))
        .startsWith("ISSUER_EXPIRED")
        .endsWith("CHALLENGE_MISMATCH");
  }

  @Test
  void explain_chainWithADamagedCertificate_saysWhich() {
    String pem = Run.read(device.file("chain.pem"));
    int second = pem.indexOf("-----BEGIN", 10);
    int line = pem.indexOf('\n', second) + 1;
    Run.write(device.file("chain.pem"), pem.substring(0, line) + "MIAB" + pem.substring(line + 4));

    Run run = device.attest("--any-challenge", "--explain");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines())
        .contains("  certificate 1", "    FAILED      the certificate can be read")
        .anyMatch(l -> l.startsWith("                CERTIFICATE_MALFORMED at "));
  }

  @Test
  void explain_textThatIsNoChain_saysSoWithoutChecks() {
    Run.write(device.file("chain.pem"), "no chain");
    Run run = device.attest("--any-challenge", "--explain");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines().get(0)).startsWith("chain.pem: rejected: ");
    assertThat(run.out()).contains("  meaning: ").doesNotContain("  certificate ");
  }
}
