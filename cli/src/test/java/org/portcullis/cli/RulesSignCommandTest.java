package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesSignCommandTest {
  @TempDir private Path folder = Path.of("");
  private PolicyDesk desk = new PolicyDesk(folder);

  @BeforeEach
  void setTheDesk() {
    desk = PolicyDesk.signedIn(folder);
  }

  @Test
  void sign_sourceFolder_writesTheShippedFormAndSaysWhat() {
    JsonNode json =
        AttestCommandTest.json(
            desk.done("sign policy --key alice.pem --key bob.pem --out new/one --format json")
                .out());

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly("result", "ruleSet", "folder", "signedBy", "signatures", "diagnostics");
    assertThat(json.path("result").textValue()).isEqualTo("signed");
    assertThat(json.path("ruleSet").path("digest").textValue()).isEqualTo(desk.digest("policy"));
    assertThat(json.path("ruleSet").path("policyDigest").textValue()).matches("[0-9a-f]{64}");
    assertThat(json.path("signedBy").get(0).textValue())
        .isEqualTo(PolicyDesk.signer("alice").key().keyId());
    assertThat(json.path("signatures").intValue()).isEqualTo(2);
    assertThat(desk.contents("new/one")).containsKeys("ruleset.json", "signatures.json");
    assertThat(desk.digest("new/one")).isEqualTo(desk.digest("policy"));
  }

  @Test
  void sign_failingTestsOrRules_signsNothing() throws Exception {
    desk.edit("policy/rules/attestation.drl", "deviceLocked == false", "deviceLocked == true");
    Run tests = desk.rules("sign policy --key alice.pem --out new");
    desk.edit("policy/rules/attestation.drl", "deviceLocked == true", "deviceLokced == true");
    Run rules = desk.rules("sign policy --key alice.pem --out new");
    desk.edit("policy/rules/attestation.drl", "deviceLokced == true", "deviceLocked == false");
    Files.delete(desk.file("policy/tests/phone.json"));
    Run none = desk.rules("sign policy --key alice.pem --out new --format json");

    assertThat(tests.exit()).isEqualTo(1);
    assertThat(tests.lines()).last().asString().startsWith("not signed: failed: vendor-phone ");
    assertThat(rules.exit()).isEqualTo(1);
    assertThat(rules.lines()).last().asString().startsWith("not signed: refused: ");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(AttestCommandTest.json(none.out()).path("result").textValue())
        .isEqualTo("not signed");
    assertThat(desk.file("new")).doesNotExist();
  }

  @Test
  void sign_sameKeyTwice_isAClearErrorAndChangesNothing() {
    Map<String, String> before = desk.contents("shipped");

    Run run = desk.rules("sign shipped --key alice.pem");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .matches("portcullis: the key .*[0-9a-f]{64} has signed this envelope already\n");
    assertThat(desk.contents("shipped")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sign policy --key alice.pem | `--out` is missing: where the shipped form is written to",
        "sign shipped --key alice.pem --out new | `--out` is for the folder that an author writes",
        "sign policy --out new | `--key` is missing",
        "sign policy --key alise.pem --out new | alise.pem: no such file; did you mean `alice.pem`?",
        "sign policy --key keys.json --out new | keys.json: ",
        "sign policy --key alice.pem --out shipped | shipped: is not empty",
        "sign policy --key alice.pem --out keys.json | keys.json: is a file, not a folder",
        "sign polcy --key alice.pem --out new | polcy: no such folder; did you mean `policy`?",
      })
  void sign_unusableInput_isTwoAndOneLine(String command, String message) {
    Run run = desk.rules(command);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("portcullis: " + message).hasLineCount(1);
    assertThat(desk.file("new")).doesNotExist();
  }

  @Test
  void sign_truncatedKey_saysNothingOfIt() {
    String pem = PolicyDesk.pem("alice");
    Run.write(desk.file("cut.pem"), pem.substring(0, 60));

    Run run = desk.rules("sign policy --key cut.pem --out new");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith("portcullis: cut.pem: ").hasLineCount(1);
    assertThat(run.err()).doesNotContain(pem.substring(30, 40));
  }

  @Test
  void sign_keyThatOthersRead_isTaken_withAWarning() {
    desk.file("alice.pem").toFile().setReadable(true, false);

    Run run = desk.rules("sign policy --key alice.pem --out new");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).startsWith("portcullis: alice.pem: warning: everyone on this machine");
  }

  @Test
  void sign_shippedFolderThatWasEdited_isRefused() {
    desk.edit("shipped/rules/update.drl", "86400", "86401");

    Run run = desk.rules("sign shipped --key bob.pem");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines().get(0)).contains("shipped/");
    assertThat(run.lines()).last().asString().startsWith("not signed: refused, ");
  }

  @Test
  void verify_signedByEnough_saysByWhom() {
    JsonNode json =
        AttestCommandTest.json(desk.done("verify shipped --keys keys.json --format json").out());

    assertThat(json.path("result").textValue()).isEqualTo("verified");
    assertThat(json.path("signers")).hasToString("[\"alice\"]");
    assertThat(json.path("ruleSet").path("version").textValue()).isEqualTo("1.0.0");
    assertThat(json.path("ruleSet").path("sequence").intValue()).isEqualTo(1);
    assertThat(json.path("expires").isNull()).isTrue();
  }

  @Test
  void verify_eachFault_hasItsReason() throws Exception {
    desk.writeKeys("two.json", 2, 2);
    assertRefused("THRESHOLD_NOT_MET", "shipped --keys two.json");
    assertRefused("UNSIGNED", "policy --keys keys.json");
    Run.write(desk.file("shipped/more.txt"), "");
    assertRefused("FILE_UNLISTED", "shipped --keys keys.json");
    Files.delete(desk.file("shipped/more.txt"));
    String rules = Run.read(desk.file("shipped/rules/update.drl"));
    desk.edit("shipped/rules/update.drl", "86400", "86401");
    assertRefused("FILE_CHANGED", "shipped --keys keys.json");
    Files.delete(desk.file("shipped/rules/update.drl"));
    assertRefused("FILE_MISSING", "shipped --keys keys.json");
    Run.write(desk.file("shipped/rules/update.drl"), rules);
    desk.edit("shipped/ruleset.json", "\"1.0.0\"", "\"1.0.1\"");
    assertRefused("MANIFEST_DIFFERS", "shipped --keys keys.json");
    String signatures = Run.read(desk.file("shipped/signatures.json"));
    Run.write(desk.file("shipped/signatures.json"), signatures.substring(0, 99));
    assertRefused("MALFORMED_ENVELOPE", "shipped --keys keys.json");
    Files.delete(desk.file("shipped/signatures.json"));
    assertRefused("UNSIGNED", "shipped --keys keys.json");
  }

  private void assertRefused(String reason, String arguments) {
    Run text = desk.rules("verify " + arguments);
    Run json = desk.rules("verify " + arguments + " --format json");

    assertThat(text.exit()).as(reason).isEqualTo(1);
    assertThat(text.err()).isEmpty();
    assertThat(text.lines()).last().asString().isEqualTo("refused: " + reason);
    assertThat(text.lines().get(0))
        .startsWith(arguments.substring(0, arguments.indexOf(' ')) + "/")
        .contains(": error ");
    JsonNode answer = AttestCommandTest.json(json.out());
    assertThat(answer.path("reason").textValue()).isEqualTo(reason);
    assertThat(answer.path("diagnostics").isEmpty()).isFalse();
    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactly(
            "result", "reason", "ruleSet", "signers", "notBefore", "expires", "diagnostics");
  }

  @Test
  void verify_forgedSignature_isRefused() throws Exception {
    Files.delete(desk.file("shipped/signatures.json"));
    desk.done("sign shipped --key mallory.pem");

    assertRefused("SIGNATURES_INVALID", "shipped --keys keys.json");
  }

  @Test
  void verify_unusableKeys_areTwo() {
    Run.write(
        desk.file("other.json"),
        Run.read(desk.file("keys.json")).replace("\"policy\"", "\"polcy\""));
    Run.write(desk.file("cut.json"), Run.read(desk.file("keys.json")).substring(0, 100));

    Run other = desk.rules("verify shipped --keys other.json");
    Run cut = desk.rules("verify shipped --keys cut.json");
    Run missing = desk.rules("verify shipped --keys key.json");
    Run folder = desk.rules("verify shiped --keys keys.json");

    assertThat(other.err())
        .isEqualTo("portcullis: other.json: the keys have no role `policy`, but one `polcy`\n");
    assertThat(cut.err()).startsWith("portcullis: cut.json:1:").hasLineCount(1);
    assertThat(missing.err())
        .isEqualTo("portcullis: key.json: no such file; did you mean `keys.json`?\n");
    assertThat(folder.err())
        .isEqualTo("portcullis: shiped: no such folder; did you mean `shipped`?\n");
    assertThat(other.exit() + cut.exit() + missing.exit() + folder.exit()).isEqualTo(8);
  }

  @Test
  void shippedFolder_asRulesOfCheckDecideAndReplay_isTheSameRuleSet() {
    TestDevice device = TestDevice.in(desk.file("device"));
    String shipped = desk.file("shipped").toString();

    Run decided = device.decide("--rules=" + shipped);
    Run replayed = Run.in(device.folder(), "audit", "replay", "audit", "--rules", shipped);
    Run source =
        Run.in(
            device.folder(), "audit", "replay", "audit", "--rules", desk.file("policy").toString());

    assertThat(decided.lines().get(0)).isEqualTo("eligible");
    assertThat(decided.out()).contains(desk.digest("shipped"));
    assertThat(replayed.exit()).isZero();
    assertThat(source.exit()).isZero();
  }
}
