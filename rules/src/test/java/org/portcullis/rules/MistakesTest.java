package org.portcullis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.facts.Effect;
import org.portcullis.facts.ReasonCode;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.confine.CodeDeclaration;
import org.portcullis.rules.confine.RuleSource;

/**
 * The mistakes in a deny that other engines let pass, switch off or answer by chance: each keeps
 * the whole rule set from loading, so that none reaches a decision.
 */
final class MistakesTest {
  private static final String FILE = "rules/mistake.drl";
  private static final String HEAD =
      """
      package portcullis.policy.standard
      import org.portcullis.facts.EligibilityCase
      import org.portcullis.facts.EnrollmentStatus
      global org.portcullis.rules.Findings findings
      rule "mistake" when EligibilityCase(
      """;
  private static final int LINE = 6;

  private static List<Diagnostic> refusals(String constraint) {
    ReasonCode code =
        BundledRuleSets.standard().manifest().codes().values().stream()
            .filter(each -> each.effect() == Effect.DENY)
            .map(CodeDeclaration::code)
            .sorted()
            .findFirst()
            .orElseThrow();
    String text = HEAD + constraint + "\n) then findings.deny(\"" + code + "\"); end\n";
    List<RuleSource> files = new ArrayList<>(BundledRuleSets.standard().rules());
    files.add(new RuleSource(FILE, text.getBytes(StandardCharsets.UTF_8)));
    RuleSetBundle bundle = Standard.bundle(Standard.manifest(), files);
    RuleSetLoading loading = RuleSet.load(bundle);
    if (loading instanceof RuleSetLoading.Loaded loaded) {
      loaded.ruleSet().close();
    }
    assertThat(loading).isInstanceOf(RuleSetLoading.Refused.class);
    return ((RuleSetLoading.Refused) loading).diagnostics();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "device.sequense < 5|8|unknown-path|device.sequence",
        "device.sequence < \"5\"|19|wrong-type|5",
        "device.sequence == \"010\"|20|wrong-type|",
        "channel.entitled == \"yes\"|21|wrong-type|true",
        "channel.entitled == \"no\"|21|wrong-type|false",
        "enrollment.status == \"REVOKT\"|22|wrong-type|EnrollmentStatus.REVOKED",
        "enrollment.status == EnrollmentStatus.REVOKT|39|unknown-constant|EnrollmentStatus.REVOKED",
        "enrollment.status == REVOKED|22|bare-constant|EnrollmentStatus.REVOKED",
        "enrollment.status == REVOKT|22|bare-constant|EnrollmentStatus.REVOKED",
        "1 == 2|1|unexpected-token|",
        "device.sequence == 3 && device.sequence == 4|25|never-true|",
        "device.sequence * 9223372036854775807 > 0|17|unexpected-token|",
        "device.sequence > 9223372036854775808|19|number-out-of-range|",
        "System.exit(1)|12|unexpected-token|",
        "getClass() != null|9|unexpected-token|"
      })
  void load_mistake_isRefusedWithItsPlaceAndWhatWasMeant(
      String constraint, int column, String code, String meant) {
    assertThat(refusals(constraint))
        .map(each -> each.position() + " " + each.code() + " " + each.suggestion().orElse(""))
        .containsExactly(
            FILE + ":" + LINE + ":" + column + " " + code + " " + (meant == null ? "" : meant));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 60, 80, 400, 1_000, 20_000})
  void load_deepParentheses_areRefusedAtTheFirstTooDeep(int depth) {
    // One is the pattern's own.
    assertThat(refusals("(".repeat(depth) + "device.sequence == 1" + ")".repeat(depth)))
        .map(each -> each.position() + " " + each.code())
        .containsExactly(FILE + ":" + LINE + ":16 too-deep");
  }

  @Test
  void load_numberWithUnderscores_isRefusedAtItsPlace() {
    assertThat(refusals("device.sequence == 1_000"))
        .map(each -> each.position() + " " + each.code())
        .containsExactly(FILE + ":" + LINE + ":20 bad-number");
  }
}
