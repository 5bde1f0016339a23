package org.portcullis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.confine.CheckedRule;
import org.portcullis.rules.confine.Condition;
import org.portcullis.rules.confine.ConditionTree;
import org.portcullis.rules.confine.FactPath;

/** What Drools refuses or answers wrongly after a clean check is no mistake of the author's. */
final class CompilerDefectTest {
  private static List<String> errors(RuleSetLoader.Compiler compiler) {
    RuleSetBundle bundle = BundledRuleSets.standard();
    RuleSetLoading loading =
        RuleSetLoader.load(bundle, EffectiveParameters.defaults(bundle.manifest()), compiler);
    assertThat(loading).isInstanceOf(RuleSetLoading.Refused.class);
    return ((RuleSetLoading.Refused) loading)
        .diagnostics().stream().map(Diagnostic::toString).toList();
  }

  static Stream<Throwable> faults() {
    return Stream.of(
        new IllegalStateException("Unable to\nAnalyse"),
        new NoClassDefFoundError("Unable to\nAnalyse"),
        new StackOverflowError("Unable to\nAnalyse"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void load_compilerThatRefusesCheckedRules_isADefectOfOurs(Throwable fault) {
    assertThat(errors(table -> sneak(fault)))
        .singleElement()
        .asString()
        .startsWith(
            "ruleset.json:1:1: error internal-defect: a defect of Portcullis, not of the rules: the"
                + " rule engine refused checked rules: Unable to")
        .doesNotContain("\n");
  }

  private static DroolsEvaluator sneak(Throwable fault) {
    if (fault instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) fault;
  }

  @Test
  void load_compilerThatChangesARule_isADefectOfOurs() {
    assertThat(errors(table -> RuleSetCompiler.compile(withoutFirst(table))))
        .containsExactly(
            "ruleset.json:1:1: error internal-defect: a defect of Portcullis, not of the rules: the"
                + " two evaluators disagree on these rules");
  }

  /** The same rules, of which the first never fires. */
  private static RuleTable withoutFirst(RuleTable table) {
    List<CheckedRule> rules =
        table.rules().stream()
            .map(RuleTable.NumberedRule::rule)
            .map(rule -> rule.equals(table.rules().get(0).rule()) ? never(rule) : rule)
            .toList();
    return new RuleTable(new ConditionTree(rules), Map.of());
  }

  private static CheckedRule never(CheckedRule rule) {
    FactPath path = rule.condition().leaves().get(0).path();
    Condition none = new Condition.In(path, false, List.of(), rule.position());
    return new CheckedRule(rule.id(), none, rule.consequence(), rule.position());
  }
}
