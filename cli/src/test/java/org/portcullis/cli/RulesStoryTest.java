package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule set's whole life, by two people at two machines. */
class RulesStoryTest {
  private static final String APPLY = " --store store --keys keys.json --audit audit";

  @TempDir private Path folder = Path.of("");

  private JsonNode status(PolicyDesk desk) {
    return AttestCommandTest.json(
        desk.done("status --store store --keys keys.json --format json").out());
  }

  private static String sequences(JsonNode status) {
    return status.path("active").path("sequence").asText("-")
        + " "
        + status.path("shadow").path("sequence").asText("-")
        + " "
        + status.path("staged").path("sequence").asText("-");
  }

  /** Alice makes it at her machine, Bob signs and applies it at his. */
  private static Run both(PolicyDesk desk, String file, String activation) {
    Run made = desk.done(activation + " --key alice.pem --out " + file);
    assertThat(made.lines().get(0)).isEqualTo("written: " + file + ", nothing is applied");
    return desk.done("activate " + file + " --key bob.pem --rules shipped" + APPLY);
  }

  @Test
  void ruleSet_fromChangeToRollback_isInForceAsTwoPeopleSigned() {
    PolicyDesk desk = PolicyDesk.in(folder);
    String first = desk.digest("policy");

    desk.done("test policy");
    desk.done("sign policy --key alice.pem --out shipped");
    Run second = desk.done("sign shipped --key bob.pem");
    assertThat(second.out()).containsPattern("(?m)^  signatures +2$");
    Run verified = desk.done("verify shipped --keys keys.json");
    assertThat(verified.out())
        .startsWith("verified: vendor-phone 1.0.0\n")
        .contains(first)
        .containsPattern("(?m)^  signed by +alice, bob$");

    String here = " --scope " + PolicyDesk.SCOPE;
    Run shadow = both(desk, "1.json", "activate shipped --sequence 1 --stage shadow" + here);
    assertThat(shadow.lines().get(0)).isEqualTo("accepted: default/slate/stable shadow");
    assertThat(sequences(status(desk))).isEqualTo("- 1 -");

    both(desk, "2.json", "activate shipped --store store --reference cr-17" + here);
    JsonNode active = status(desk);
    assertThat(sequences(active)).isEqualTo("2 - -");
    assertThat(active.path("active").path("ruleSet").path("digest").asText()).isEqualTo(first);
    assertThat(active.path("active").path("ruleSet").path("id").asText()).isEqualTo("vendor-phone");
    assertThat(active.path("active").path("reference").asText()).isEqualTo("cr-17");
    assertThat(active.path("active").path("signers")).hasToString("[\"alice\",\"bob\"]");
    assertThat(active.path("active").path("since").asText()).isEqualTo(Run.AT);

    both(desk, "3.json", "activate shipped --store store --preset strict" + here);
    JsonNode strict = status(desk);
    assertThat(sequences(strict)).isEqualTo("3 - -");
    assertThat(strict.path("active").path("params")).hasToString("{\"minimumOsPatch\":203001}");
    assertThat(strict.path("previous").path("sequence").intValue()).isEqualTo(2);

    desk.done("rollback --store store --key alice.pem --out 4.json" + here);
    desk.done("activate 4.json --key bob.pem" + APPLY);
    JsonNode back = status(desk);
    assertThat(sequences(back)).isEqualTo("4 - -");
    assertThat(back.path("active").path("params")).hasToString("{}");
    assertThat(back.path("previous").path("sequence").intValue()).isEqualTo(3);

    String again = " --key alice.pem --key bob.pem" + here + APPLY;
    Run same = desk.rules("rollback --to " + first.substring(0, 6) + again);
    assertThat(same.err())
        .isEqualTo("portcullis: this is what is active in `default/slate/stable` already\n");

    desk.done("activate shipped --stage retired" + again);
    JsonNode retired = status(desk);
    assertThat(sequences(retired)).isEqualTo("- - -");
    assertThat(retired.path("active").isNull()).isTrue();
    Run text = desk.done("status --store store");
    assertThat(text.lines().get(1))
        .isEqualTo("  active           nothing, so that no device is eligible");

    Run replay = Run.in(folder, "audit", "replay", "audit", "--rules", "shipped");
    assertThat(replay.exit()).isZero();
    assertThat(replay.out()).contains(" acts of activation");
  }
}
