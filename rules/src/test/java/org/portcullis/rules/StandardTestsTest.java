package org.portcullis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.portcullis.facts.Effect;
import org.portcullis.facts.Finding;
import org.portcullis.facts.ReasonCode;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.bundle.RuleSetPreset;
import org.portcullis.rules.harness.RuleSetTest;
import org.portcullis.rules.harness.RuleSetTestRun;
import org.portcullis.rules.harness.RuleSetTestRunner;
import org.portcullis.rules.harness.RuleSetTests;
import org.portcullis.rules.harness.TestResult;

/** The tests that come with the standard rule set: they pass, and leave nothing out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StandardTestsTest {
  private final RuleSetBundle bundle = BundledRuleSets.standard();
  private List<TestResult> results = List.of();

  @BeforeAll
  void run() {
    Reading<List<RuleSetTest>> tests = RuleSetTests.of(bundle);
    assertThat(tests).isInstanceOf(Reading.Parsed.class);
    RuleSetTestRun run =
        RuleSetTestRunner.run(bundle, ((Reading.Parsed<List<RuleSetTest>>) tests).value());
    assertThat(run).isInstanceOf(RuleSetTestRun.Completed.class);
    RuleSetTestRun.Completed completed = (RuleSetTestRun.Completed) run;
    assertThat(completed.diagnostics()).isEmpty();
    results = completed.results();
  }

  @Test
  void tests_everyRule_firesInOneAndNotInAnother() {
    for (String rule : rules()) {
      assertThat(results).as(rule).anyMatch(result -> fired(result).contains(rule));
      assertThat(results).as(rule).anyMatch(result -> !fired(result).contains(rule));
    }
  }

  private static Set<String> rules() {
    return Standard.tree().rules().stream()
        .map(rule -> rule.id().value())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> fired(TestResult result) {
    return result.evaluation().findings().stream()
        .map(finding -> finding.rule().value())
        .collect(Collectors.toSet());
  }

  @Test
  void tests_everyCodeButThoseThatSatisfy_isExpectedSomewhere() {
    Set<String> expected = new TreeSet<>();
    for (TestResult result : results) {
      add(result.test().expected().reasons().orElse(Set.of()), expected);
      add(result.test().expected().obligations().orElse(Set.of()), expected);
      add(result.test().expected().notes().orElse(Set.of()), expected);
    }
    List<String> declared =
        bundle.manifest().codes().values().stream()
            .filter(code -> code.effect() != Effect.SATISFY)
            .map(code -> code.code().value())
            .toList();
    assertThat(expected).containsAll(declared);
  }

  private static void add(Set<ReasonCode> codes, Set<String> to) {
    codes.forEach(code -> to.add(code.value()));
  }

  @Test
  void tests_everyCodeThatSatisfies_isFoundWhereTheOutcomeIsEligible() {
    Set<ReasonCode> found =
        results.stream()
            .filter(result -> result.evaluation().isEligible())
            .flatMap(result -> result.evaluation().findings().stream())
            .map(Finding::reason)
            .collect(Collectors.toSet());
    assertThat(found)
        .containsAll(
            bundle.manifest().codes().values().stream()
                .filter(code -> code.effect() == Effect.SATISFY)
                .map(code -> code.code())
                .toList());
  }

  @Test
  void tests_sayEverythingThatCanBeExpected() {
    assertThat(results)
        .allSatisfy(
            result -> {
              assertThat(result.test().expected().reasons()).isPresent();
              assertThat(result.test().expected().obligations()).isPresent();
              assertThat(result.test().expected().notes()).isPresent();
            });
  }

  @Test
  void tests_bothPresets_areExercisedWithTheirValues() {
    for (RuleSetPreset preset : List.of(BundledRuleSets.strict(), BundledRuleSets.lab())) {
      assertThat(results)
          .filteredOn(
              result -> result.test().parameters().digest().equals(preset.parameters().digest()))
          .hasSizeGreaterThan(10);
    }
  }

  @Test
  void presets_standWithTheBundle_andLoadWithoutWarning() {
    assertThat(bundle.presets().keySet()).containsExactly("lab", "strict");
    for (RuleSetPreset preset : List.of(BundledRuleSets.strict(), BundledRuleSets.lab())) {
      assertThat(preset.bundle().digest()).isEqualTo(bundle.digest());
      assertThat(preset.parameters().digest())
          .isNotEqualTo(EffectiveParameters.defaults(bundle.manifest()).digest());
      RuleSetLoading loading = RuleSet.load(preset.bundle(), preset.parameters());
      assertThat(loading)
          .isInstanceOfSatisfying(
              RuleSetLoading.Loaded.class,
              loaded -> {
                assertThat(loaded.warnings()).isEmpty();
                loaded.ruleSet().close();
              });
    }
  }
}
