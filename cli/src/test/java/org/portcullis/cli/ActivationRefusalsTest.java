package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.engine.activation.Activation;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.envelope.SigningException;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.bundle.BundleSigning;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.bundle.RuleSetFolder;
import org.portcullis.rules.bundle.ShippedFolder;

/** What other tools than this one may have signed, which the command must refuse all the same. */
class ActivationRefusalsTest {
  private static final String HERE = " --scope " + PolicyDesk.SCOPE;
  private static final String APPLY = " --store store --keys keys.json --audit audit";
  private static final String BOTH = " --key alice.pem --key bob.pem";

  @TempDir private Path folder = Path.of("");
  private PolicyDesk desk = new PolicyDesk(folder);

  @BeforeEach
  void setTheDesk() {
    desk = PolicyDesk.signedIn(folder);
  }

  private JsonNode refusal(String command) {
    Run run = desk.rules("activate " + command + APPLY + " --format json");
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).as(run.out()).isEqualTo(1);
    return AttestCommandTest.json(run.out());
  }

  private void sign(String file, String content) throws IOException, SigningException {
    Files.write(
        desk.file(file),
        Envelope.sign(
                Activation.PAYLOAD_TYPE,
                content.getBytes(StandardCharsets.UTF_8),
                List.of(PolicyDesk.signer("alice"), PolicyDesk.signer("bob")))
            .write());
  }

  @Test
  void activate_signedNonsense_isMalformedAndNobodySignsItToo() throws Exception {
    sign("act.json", "{\"format\": 1}");

    assertThat(refusal("act.json").path("reason").textValue()).isEqualTo("MALFORMED_ACTIVATION");
    Run more = desk.rules("activate act.json --key mallory.pem --out more.json");
    assertThat(more.err())
        .startsWith("portcullis: act.json: holds no activation: ")
        .hasLineCount(1);
    assertThat(more.exit()).isEqualTo(2);
    assertThat(desk.file("more.json")).doesNotExist();
  }

  @Test
  void activate_signedValueThatIsNotDeclared_isRefusedWithItsPlace() throws Exception {
    sign(
        "act.json",
        "{\"format\":1,\"tenant\":\"default\",\"product\":\"slate\",\"channel\":\"stable\","
            + "\"sequence\":1,\"stage\":\"ACTIVE\",\"params\":{\"minimumOsPtch\":202602},"
            + "\"ruleSet\":\""
            + desk.digest("shipped")
            + "\"}");

    JsonNode refusal = refusal("act.json --rules shipped");

    assertThat(refusal.path("reason").textValue()).isEqualTo("PARAMETERS_REFUSED");
    assertThat(refusal.path("diagnostics").get(0).path("suggestion").textValue())
        .isEqualTo("minimumOsPatch");
    assertThat(refusal.path("activation").path("ruleSet").path("id").textValue())
        .isEqualTo("vendor-phone");
    Run text = desk.rules("activate act.json" + APPLY);
    assertThat(text.lines()).last().asString().isEqualTo("refused: PARAMETERS_REFUSED");
  }

  @Test
  void activate_ruleSetThatFailsItsTests_isRefused() throws Exception {
    desk.edit("policy/tests/phone.json", "\"ELIGIBLE\"", "\"DEFERRED\"");
    Reading<RuleSetBundle> read = RuleSetFolder.read(desk.file("policy"));
    RuleSetBundle bundle = ((Reading.Parsed<RuleSetBundle>) read).value();
    Files.createDirectories(desk.file("lax"));
    ShippedFolder.write(bundle, desk.file("lax"));
    ShippedFolder.writeSignatures(
        BundleSigning.sign(bundle, PolicyDesk.signer("alice")), desk.file("lax"));

    JsonNode refusal = refusal("lax" + HERE + BOTH);

    assertThat(refusal.path("reason").textValue()).isEqualTo("PROBE_FAILED");
    assertThat(refusal.path("diagnostics").get(0).path("code").textValue())
        .isEqualTo("test-failed");
    assertThat(desk.done("status --store store").out()).isEqualTo("nothing was ever activated\n");
  }

  @Test
  void ruleSet_thatExpires_isToldByStatusRefusedAndStillRetired() {
    desk.edit(
        "policy/ruleset.json",
        "\"sequence\": 1,",
        "\"sequence\": 1, \"notBefore\": \"2026-11-25T00:00:00Z\","
            + " \"expires\": \"2026-12-01T00:00:00Z\",");
    desk.done("sign policy --key bob.pem --out short");
    Run early = desk.rules("verify short --keys keys.json --at 2026-11-24T00:00:00Z");
    assertThat(early.lines()).last().isEqualTo("refused: NOT_YET_VALID");
    assertThat(desk.done("verify short --keys keys.json").out())
        .containsPattern("(?m)^  valid from +2026-11-25T00:00:00Z$")
        .containsPattern("(?m)^  expires +2026-12-01T00:00:00Z$");

    desk.done("activate short" + HERE + BOTH + APPLY);
    desk.done("status --store store --keys keys.json");
    String late = " --at 2026-12-01T00:00:00Z";
    Run unsigned = desk.rules("status --store store" + late);
    Run signed = desk.rules("status --store store --keys keys.json" + late);
    for (Run status : List.of(unsigned, signed)) {
      assertThat(status.exit()).isEqualTo(1);
      assertThat(status.out()).containsPattern("(?m)^    wrong +rule set: EXPIRED: ");
    }

    assertThat(refusal("short" + HERE + BOTH + late).path("reason").textValue())
        .isEqualTo("RULE_SET_EXPIRED");
    desk.done("activate short --stage retired" + HERE + BOTH + APPLY + late);
    assertThat(desk.done("status --store store" + late).out())
        .containsPattern("(?m)^  active +nothing, so that no device is eligible$");
  }

  @Test
  void sign_signaturesOfAnotherRuleSet_areNotAddedTo() {
    desk.edit("policy/ruleset.json", "\"sequence\": 1,", "\"sequence\": 2,");
    desk.done("sign policy --key bob.pem --out other");
    Run.write(desk.file("shipped/signatures.json"), Run.read(desk.file("other/signatures.json")));

    Run sign = desk.rules("sign shipped --key bob.pem");
    Run activate = desk.rules("activate shipped --sequence 1 --out a.json" + HERE + BOTH);

    assertThat(sign.err())
        .isEqualTo(
            "portcullis: shipped/signatures.json: these are signatures of something else than this"
                + " rule set\n");
    assertThat(activate.err()).isEqualTo(sign.err());
    assertThat(sign.exit() + activate.exit()).isEqualTo(4);
  }

  @Test
  void activateFile_withAnotherRuleSet_isToldBeforeAnythingIsSigned() {
    desk.edit("policy/ruleset.json", "\"sequence\": 1,", "\"sequence\": 3,");
    desk.done("sign policy --key bob.pem --out other");
    desk.done("activate shipped --sequence 1 --key alice.pem --out act.json" + HERE);

    Run run = desk.rules("activate act.json --rules other --key bob.pem" + APPLY);

    assertThat(run.err()).startsWith("portcullis: other: is the rule set ").hasLineCount(1);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(desk.file("store")).doesNotExist();
  }
}
