package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesActivateCommandTest {
  private static final String HERE = " --scope " + PolicyDesk.SCOPE;
  private static final String APPLY = " --store store --keys keys.json --audit audit";
  private static final String BOTH = " --key alice.pem --key bob.pem";

  @TempDir private Path folder = Path.of("");
  private PolicyDesk desk = new PolicyDesk(folder);

  @BeforeEach
  void setTheDesk() {
    desk = PolicyDesk.signedIn(folder);
  }

  private void assertRefused(String reason, String command) {
    Run json = desk.rules("activate " + command + " --format json");

    assertThat(json.err()).isEmpty();
    assertThat(json.exit()).as(json.out()).isEqualTo(1);
    JsonNode answer = AttestCommandTest.json(json.out());
    assertThat(answer.path("result").textValue()).isEqualTo("refused");
    assertThat(answer.path("reason").textValue()).isEqualTo(reason);
    assertThat(answer.path("detail").textValue()).isNotBlank();
    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactly(
            "result",
            "reason",
            "detail",
            "activation",
            "parameters",
            "file",
            "signatures",
            "diagnostics");
  }

  private String acts() {
    return Run.in(folder, "audit", "replay", "audit", "--rules", "shipped").out();
  }

  @Test
  void activate_signedByBoth_isAcceptedOnceAndRecorded() {
    Run accepted = desk.done("activate shipped" + HERE + BOTH + APPLY);

    assertThat(accepted.lines().get(0)).isEqualTo("accepted: default/slate/stable active");
    assertThat(accepted.out())
        .containsPattern("(?m)^  sequence +1$")
        .containsPattern("(?m)^  values +the declared defaults$")
        .containsPattern("(?m)^  parameters +digest [0-9a-f]{64}$")
        .containsPattern("(?m)^  rule set +vendor-phone 1\\.0\\.0, digest [0-9a-f]{64}$");
    assertRefused("REPLAYED", "shipped --sequence 1" + HERE + BOTH + APPLY);
    JsonNode second =
        AttestCommandTest.json(
            desk.done(
                    "activate shipped --sequence 7 --stage staged --format json"
                        + HERE
                        + BOTH
                        + APPLY)
                .out());
    assertThat(second.path("activation").path("sequence").intValue()).isEqualTo(7);
    assertRefused("ROLLED_BACK", "shipped --sequence 3" + HERE + BOTH + APPLY);
    // The fifth: while the engine stages the one, it takes over the other, which is active.
    assertThat(acts()).contains("5 acts of activation");
  }

  @Test
  void activate_tooFewOrWrongSigners_isRefusedAndRecorded() {
    assertRefused("UNDER_SIGNED", "shipped --key alice.pem" + HERE + APPLY);
    assertRefused("FORGED", "shipped --key mallory.pem" + HERE + APPLY);
    assertThat(acts()).contains("2 acts of activation");
    Run status = desk.done("status --store store");
    assertThat(status.out()).isEqualTo("nothing was ever activated\n");
  }

  @Test
  void activate_outsideItsTime_isRefused() {
    assertRefused(
        "NOT_YET_VALID", "shipped --not-before 2026-12-01T00:00:00Z" + HERE + BOTH + APPLY);
    assertRefused("EXPIRED", "shipped --expires 2026-11-01T00:00:00Z" + HERE + BOTH + APPLY);
    assertRefused("NOT_IN_SCOPE", "shipped --stage retired" + HERE + BOTH + APPLY);
  }

  @Test
  void activate_badRuleSet_isRefusedForItsOwnReasonAndNotKept() throws Exception {
    desk.writeKeys("two.json", 2, 2);
    assertRefused(
        "RULE_SET_UNDER_SIGNED", "shipped" + HERE + BOTH + APPLY.replace("keys.json", "two.json"));
    Files.delete(desk.file("shipped/signatures.json"));
    assertRefused("RULE_SET_UNSIGNED", "shipped" + HERE + BOTH + APPLY);
    desk.done("sign shipped --key mallory.pem");
    assertRefused("RULE_SET_FORGED", "shipped" + HERE + BOTH + APPLY);

    assertThat(desk.contents("store/rulesets")).isEmpty();
    assertThat(acts()).contains("3 acts of activation");
  }

  @Test
  void activate_editedFolder_isRefusedBeforeAnythingIsSigned() {
    desk.edit("shipped/rules/update.drl", "86400", "86401");

    assertRefused("FILE_CHANGED", "shipped" + HERE + BOTH + APPLY);
    Run text = desk.rules("activate shipped" + HERE + BOTH + APPLY);
    assertThat(text.lines().get(0)).startsWith("shipped/").contains(": error ");
    assertThat(text.lines())
        .last()
        .asString()
        .isEqualTo("refused: FILE_CHANGED: the rule set can't be activated");
    assertThat(desk.file("store")).doesNotExist();
  }

  @Test
  void activateFile_damagedOrOther_isRefusedByItsReason() {
    desk.done("activate shipped --sequence 1 --out act.json" + HERE + BOTH);
    assertRefused("RULE_SET_MISSING", "act.json" + APPLY);
    String whole = Run.read(desk.file("act.json"));
    Run.write(desk.file("cut.json"), whole.substring(0, whole.length() / 2));
    assertRefused("MALFORMED_ENVELOPE", "cut.json" + APPLY);
    assertRefused("WRONG_PAYLOAD_TYPE", "shipped/signatures.json" + APPLY);

    Run cut = desk.rules("activate cut.json --key alice.pem --out more.json");
    Run other = desk.rules("activate shipped/signatures.json --key bob.pem --out more.json");
    Run twice = desk.rules("activate act.json --key bob.pem --out more.json");
    assertThat(cut.err()).startsWith("portcullis: cut.json:1:").hasLineCount(1);
    assertThat(other.err())
        .startsWith("portcullis: shipped/signatures.json: is an envelope of `application/vnd.");
    assertThat(twice.err()).contains("has signed this envelope already").hasLineCount(1);
    assertThat(cut.exit() + other.exit() + twice.exit()).isEqualTo(6);
    assertThat(desk.file("more.json")).doesNotExist();
  }

  @Test
  void activateFile_signedInPlace_hasBothSignatures() {
    desk.done("activate shipped --sequence 1 --key alice.pem --out act.json" + HERE);
    JsonNode json =
        AttestCommandTest.json(
            desk.done("activate act.json --key bob.pem --out act.json --format json").out());

    assertThat(json.path("result").textValue()).isEqualTo("written");
    assertThat(json.path("signatures").intValue()).isEqualTo(2);
    assertThat(json.path("activation").path("stage").textValue()).isEqualTo("active");
    Run taken = desk.rules("activate shipped --sequence 1 --key bob.pem --out act.json" + HERE);
    assertThat(taken.err()).isEqualTo("portcullis: act.json: is there already\n");
  }

  @Test
  void activate_damagedState_isNotOverwritten() {
    Run.write(desk.file("store/activations/default/slate/stable.json"), "{\"format\": 1,");

    assertRefused("STORE_UNAVAILABLE", "shipped --sequence 1" + HERE + BOTH + APPLY);
    Run next = desk.rules("activate shipped" + HERE + BOTH + APPLY);
    assertThat(next.err())
        .isEqualTo(
            "portcullis: store: the state of default/slate/stable is damaged or can't be read\n");
    assertThat(next.exit()).isEqualTo(2);
  }

  @Test
  void activate_damagedStore_isRefused() {
    desk.done("activate shipped" + HERE + BOTH + APPLY);
    String digest = desk.digest("shipped");
    desk.edit("store/rulesets/" + digest + "/rules/update.drl", "86400", "86401");
    desk.done("activate shipped --sequence 2 --out act.json" + HERE + BOTH);

    assertRefused("RULE_SET_DAMAGED", "act.json" + APPLY);
    Run status = desk.rules("status --store store");
    assertThat(status.exit()).isEqualTo(1);
    assertThat(status.out()).containsPattern("(?m)^    wrong +rule set: FILE_CHANGED: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shipped --key alice.pem --out a.json | `--scope` is missing",
        "shipped --scope a/b --key alice.pem --out a.json | `--scope`: `a/b` is no scope; give",
        "shipped --scope a/b/c --out a.json | `--key` is missing",
        "shipped --scope a/b/c --key alice.pem --out a.json | `--sequence` is missing; with `--store`",
        "shipped --scope a/b/c --key alice.pem --sequence 0 --out a.json | the activation: a sequence",
        "shipped --scope a/b/c --key alice.pem | `--store`, `--keys` and `--audit` are missing",
        "shipped --scope a/b/c --key alice.pem --out a.json --audit b | `--out` applies nothing",
        "shipped --scope a/b/c --stage activ --out a.json | `--stage`: `activ` is no stage; did you mean `active`?",
        "shipped --scope a/b/c --stage on --out a.json | `--stage`: `on` is no stage; give one of staged, shadow",
        "shipped --scope a/b/c --key alice.pem --sequence 1 --preset lab --out a.json | shipped: the rule set has no preset `lab`; it has strict",
        "shipped --scope a/b/c --key alice.pem --sequence 1 --expires 2026-01-01 --out a.json | `--expires`: `2026-01-01` is no instant",
        "policy --scope a/b/c --key alice.pem --sequence 1 --out a.json | policy: is what its author writes",
        "shiped --scope a/b/c --key alice.pem --sequence 1 --out a.json | shiped: no such file or folder; did you mean `shipped`?",
        "keys.json --stage shadow --key alice.pem --out a.json | the file of an activation says scope",
        "keys.json --key alice.pem --out a.json | keys.json:1:",
        "shipped --scope a/b/c --key alice.pem --sequence 1 --out no/a.json | no/a.json: there is no such folder",
        "shipped --scope a/b/c --key alice.pem --sequence 1 --store s --keys keys.json --audit alice.pem | alice.pem: the audit log can't be",
        "shipped --scope a/b/c --key alice.pem --store store --out a.json | store: no such folder",
      })
  void activate_unusableInput_isTwo(String arguments, String message) {
    Run run = desk.rules("activate " + arguments);

    assertThat(run.err().lines().reduce((first, last) -> last).orElse(""))
        .startsWith("portcullis: " + message);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(desk.file("a.json")).doesNotExist();
  }

  @Test
  void activate_valuesOutOfBounds_areToldAtTheirPlace() {
    Run.write(desk.file("low.json"), "{\n  \"minimumOsPatch\": 7\n}");

    Run run =
        desk.rules("activate shipped --params low.json --sequence 1 --out a.json" + HERE + BOTH);

    assertThat(run.err()).startsWith("portcullis: low.json:2:21: ").hasLineCount(1);
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void rollback_withNothingToGoBackTo_isTwo() {
    desk.done("activate shipped" + HERE + BOTH + APPLY);

    Run none = desk.rules("rollback" + HERE + BOTH + APPLY);
    Run scope = desk.rules("rollback --scope default/slate/stabel" + BOTH + APPLY);
    Run digest = desk.rules("rollback --to 0000" + HERE + BOTH + APPLY);
    Run word = desk.rules("rollback --to before" + HERE + BOTH + APPLY);
    Run store = desk.rules("rollback --store policy --keys keys.json --audit a" + HERE + BOTH);

    assertThat(none.err())
        .isEqualTo("portcullis: nothing else was active in `default/slate/stable` before\n");
    assertThat(scope.err())
        .isEqualTo(
            "portcullis: store: nothing was ever activated in `default/slate/stabel`; did you mean"
                + " `default/slate/stable`?\n");
    assertThat(digest.err())
        .isEqualTo("portcullis: `--to`: no rule set of the store begins with `0000`\n");
    assertThat(word.err()).contains("`before` is no beginning of a digest");
    assertThat(store.err())
        .isEqualTo(
            "portcullis: policy: is no store: there is neither `rulesets` nor `activations` in"
                + " it\n");
    assertThat(none.exit() + scope.exit() + digest.exit() + word.exit() + store.exit())
        .isEqualTo(10);
  }

  @Test
  void status_ofEachScope_saysWhatIsWrong() throws Exception {
    String digest = desk.digest("shipped");
    desk.done(
        "activate shipped --expires 2026-12-01T00:00:00Z --stage shadow" + HERE + BOTH + APPLY);
    Run near =
        desk.rules("activate shipped --stage staged --scope default/slate/stabl" + BOTH + APPLY);
    assertThat(near.err())
        .isEqualTo(
            "portcullis: warning: nothing was ever activated in `default/slate/stabl`, but in"
                + " `default/slate/stable`\n");

    Run good = desk.done("status --store store --keys keys.json --format json");
    assertThat(good.lines()).hasSize(2);
    JsonNode first = AttestCommandTest.json(good.lines().get(1));
    assertThat(first.fieldNames())
        .toIterable()
        .containsExactly("scope", "readable", "sequence", "active", "shadow", "staged", "previous");
    assertThat(first.path("active").isNull()).isTrue();
    assertThat(first.path("shadow").path("ruleSet").path("digest").textValue()).isEqualTo(digest);

    Run expired = desk.rules("status --store store --at 2026-12-01T00:00:00Z --format json" + HERE);
    assertThat(expired.exit()).isEqualTo(1);
    assertThat(problem(expired)).isEqualTo("activation EXPIRED");

    Run.write(
        desk.file("others.json"),
        Run.read(desk.file("keys.json"))
            .replace(
                PolicyDesk.signer("alice").key().base64(),
                PolicyDesk.signer("mallory").key().base64()));
    Run others = desk.rules("status --store store --keys others.json --format json" + HERE);
    assertThat(problem(others)).isEqualTo("activation THRESHOLD_NOT_MET");
    assertThat(others.out()).contains("SIGNATURES_INVALID");

    Files.delete(desk.file("store/rulesets/" + digest + "/signatures.json"));
    assertThat(problem(desk.rules("status --store store --format json" + HERE)))
        .isEqualTo("rule set UNSIGNED");
    Files.move(desk.file("store/rulesets/" + digest), desk.file("gone"));
    assertThat(problem(desk.rules("status --store store --format json" + HERE)))
        .isEqualTo("rule set MISSING");

    Run.write(desk.file("store/activations/default/slate/stable.json"), "{");
    Run damaged = desk.rules("status --store store");
    assertThat(damaged.exit()).isEqualTo(1);
    assertThat(damaged.out()).contains("the state is damaged or can't be read");
  }

  private static String problem(Run status) {
    JsonNode problem = AttestCommandTest.json(status.out()).path("shadow").path("problems").path(0);
    return problem.path("subject").textValue() + " " + problem.path("reason").textValue();
  }

  @Test
  void status_unusableInput_isTwo() {
    Run missing = desk.rules("status --store stor");
    Run noStore = desk.rules("status --store policy");

    assertThat(missing.err()).isEqualTo("portcullis: stor: no such folder\n");
    assertThat(noStore.err()).startsWith("portcullis: policy: is no store");
    assertThat(missing.exit() + noStore.exit()).isEqualTo(4);
  }

  @Test
  void rulesHelp_saysTheOrder() {
    Run help = Run.in(folder, "rules", "--help");

    assertThat(help.out().replaceAll("\\s+", " "))
        .contains("check what you wrote, test it, sign it")
        .containsSubsequence("check", "test", "sign", "verify", "activate", "status", "rollback");
    for (String command :
        new String[] {"test", "sign", "verify", "activate", "rollback", "status"}) {
      assertThat(desk.done(command + " --help").out()).contains("Exits 0 if");
    }
  }
}
