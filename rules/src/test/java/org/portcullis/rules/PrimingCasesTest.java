package org.portcullis.rules;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.confine.CheckedRule;
import org.portcullis.rules.confine.ConditionTree;
import org.portcullis.rules.confine.RuleSource;
import org.portcullis.rules.internal.FiredRules;

/** What priming reaches, what it says of the rest, and that its effort is bounded. */
final class PrimingCasesTest {
  private static final String HEAD =
      """
      package portcullis.policy.standard
      import org.portcullis.facts.EligibilityCase
      import org.portcullis.facts.RejectionClass
      import org.portcullis.facts.SignalState
      global org.portcullis.rules.Findings findings
      """;
  private static final String NOTE = "attestation.patch-level-low";

  private static String rule(String name, String constraints) {
    return "rule \"%s\" when EligibilityCase( %s )\nthen findings.note(\"%s\"); end\n"
        .formatted(name, constraints, NOTE);
  }

  /** The standard set and further rules. */
  private static RuleSetBundle withRules(String rules) {
    List<RuleSource> files = new ArrayList<>(BundledRuleSets.standard().rules());
    files.add(new RuleSource("rules/x.drl", (HEAD + rules).getBytes(StandardCharsets.UTF_8)));
    return Standard.bundle(Standard.manifest(), files);
  }

  private static PrimingCases search(String rules) {
    return PrimingCases.search(rules(rules));
  }

  private static List<CheckedRule> rules(String rules) {
    return Standard.tree(withRules(rules)).rules().stream()
        .filter(rule -> rule.position().file().equals("rules/x.drl"))
        .toList();
  }

  private static String chain(int size, IntFunction<String> part) {
    return IntStream.range(0, size).mapToObj(part).collect(joining(",\n"));
  }

  @Test
  void search_standardSet_reachesEveryCondition() {
    PrimingCases cases = PrimingCases.search(Standard.tree().rules());
    assertThat(cases.unreached()).isEmpty();
    assertThat(cases.left()).isEmpty();
    assertThat(cases.spent()).isLessThan(5_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "release.state == SignalState.VERIFIED, release.sequence > 5, release.sequence < 7, device.sequence == release.sequence",
        "( device.sequence == 4 && channel.name == \"a\" || device.sequence == 5 ), device.sequence == 5",
        "keyAttestation.rejection == RejectionClass.REVOKED, request.rejection == RejectionClass.STALE",
        "keyAttestation.osPatch.state == SignalState.VERIFIED, keyAttestation.osPatch.yearMonth < 202401",
        "release.state in ( SignalState.EXPIRED, SignalState.ABSENT ), release.patch.state != SignalState.VERIFIED",
        "device.sequence >= 9223372036854775807, enrollment.osPatchFloor == 202512"
      })
  void search_conditionsThatCanHold_areAllReached(String constraints) throws Exception {
    List<CheckedRule> rules = rules(rule("x/rule", constraints));
    PrimingCases cases = PrimingCases.search(rules);
    assertThat(cases.unreached()).isEmpty();
    RuleTable table = Standard.table(new ConditionTree(rules));
    FiredRules fired = table.none();
    cases.cases().forEach(facts -> fired.addAll(new TreeEvaluator(table).evaluate(facts)));
    assertThat(fired.size()).isEqualTo(1);
  }

  @Test
  void search_contradiction_isSaidAndNothingBehindItTried() {
    PrimingCases cases =
        search(
            rule(
                "x/rule",
                chain(64, i -> "device.sequence == " + (i == 0 ? "1" : "params.minimumOsPatch"))));
    assertThat(cases.unreached()).hasSize(1);
    assertThat(cases.unreached().get(0).position().line()).isEqualTo(7);
    assertThat(cases.spent()).isLessThan(1_000);
    assertThat(cases.cases()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"!=", "<", ">", "<=", ">="})
  void search_longChain_staysWithinItsEffortAndIsReached(String operator) {
    PrimingCases cases =
        search(
            rule("x/rule", chain(64, i -> "device.sequence " + operator + " " + (1000 - i * 3))));
    assertThat(cases.unreached()).isEmpty();
    assertThat(cases.spent()).isLessThanOrEqualTo(400 + 64 * 100);
  }

  @Test
  void search_twiceTheRules_costsTwice() {
    IntFunction<String> rules =
        n -> chain(n, i -> rule("x/r" + i, "device.sequence == " + i * 7)).replace(",\n", "\n");
    int few = search(rules.apply(50)).spent();
    assertThat(search(rules.apply(100)).spent()).isBetween(few, few * 2 + 1);
  }

  @Test
  void search_moreThanAllAttempts_saysWhatIsLeft() {
    List<CheckedRule> one =
        rules(rule("x/rule", chain(63, i -> "device.sequence > " + i) + ", vocabulary == 2"));
    List<CheckedRule> many = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      many.add(one.get(0));
    }
    PrimingCases cases = PrimingCases.search(many, 20_000);
    assertThat(cases.spent()).isEqualTo(20_000);
    assertThat(cases.left()).isNotEmpty();
    assertThat(cases.unreached().size() + cases.left().size()).isEqualTo(200);
  }

  private static List<String> warnings(String rules) {
    RuleSetLoading loading = RuleSet.load(withRules(rules));
    Standard.loaded(loading).close();
    return ((RuleSetLoading.Loaded) loading).warnings().stream().map(Diagnostic::toString).toList();
  }

  @Test
  void load_conditionThatNoCaseReaches_isWarnedOfOnce() {
    assertThat(
            warnings(
                rule("x/a", "device.sequence == 1, device.sequence == params.minimumOsPatch")
                    + rule(
                        "x/b",
                        "request.state == SignalState.VERIFIED,\nrequest.rejection == RejectionClass.STALE")))
        .map(warning -> warning.substring(0, warning.indexOf(": ", 20)))
        .containsExactly(
            "rules/x.drl:6:56: warning never-true", "rules/x.drl:9:1: warning unreached-condition");
  }

  @Test
  void load_manyRulesThatFireTogether_isRefused() {
    String many =
        chain(200, i -> rule("x/a-rule-with-an-ordinary-name-" + i, "vocabulary == 1"))
            .replace(",\n", "\n");
    RuleSetLoading loading = RuleSet.load(withRules(many));
    assertThat(loading).isInstanceOf(RuleSetLoading.Refused.class);
    assertThat(((RuleSetLoading.Refused) loading).diagnostics())
        .singleElement()
        .asString()
        .startsWith("ruleset.json:1:1: error findings-too-long: the rules that fire together in ")
        .endsWith("; a record has room for 6000");
  }

  @Test
  void load_manyRulesThatFireApart_isWarnedOf() {
    String many =
        chain(200, i -> rule("x/a-rule-with-an-ordinary-name-" + i, "device.sequence == " + i))
            .replace(",\n", "\n");
    assertThat(warnings(many))
        .singleElement()
        .asString()
        .startsWith("ruleset.json:1:1: warning findings-may-be-too-long: all rules together ");
  }

  @Test
  void load_standardSet_hasNoWarning() {
    RuleSetLoading loading = RuleSet.load(BundledRuleSets.standard());
    Standard.loaded(loading).close();
    assertThat(((RuleSetLoading.Loaded) loading).warnings()).isEmpty();
  }

  @Test
  void chosen_moreThanTheEffort_areTheDeepestOfEachRuleFirst() {
    PrimingCases cases = PrimingCases.search(standardRules());
    int all = cases.cases().size();
    assertThat(cases.cases()).containsAll(cases.deepest());
    assertThat(cases.deepest().size()).isLessThan(all / 2);
    assertThat(Priming.chosen(cases, 10, 10L * all)).isEqualTo(cases.cases());
    assertThat(Priming.chosen(cases, 10, 10L * all - 1)).hasSize(all - 1);
    assertThat(Priming.chosen(cases, 10, 0)).isEqualTo(cases.deepest());
  }

  private static List<CheckedRule> standardRules() {
    return EvaluatorsAgreeTest.standard().rules().stream()
        .map(RuleTable.NumberedRule::rule)
        .toList();
  }
}
