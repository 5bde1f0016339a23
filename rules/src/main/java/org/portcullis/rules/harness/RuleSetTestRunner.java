package org.portcullis.rules.harness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Effect;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Obligation;
import org.portcullis.facts.ReasonCode;
import org.portcullis.rules.Evaluation;
import org.portcullis.rules.RuleSet;
import org.portcullis.rules.RuleSetLoading;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.harness.Difference.Part;

/** Runs the tests of a rule set. */
public final class RuleSetTestRunner {
  private RuleSetTestRunner() {}

  /**
   * Runs tests, and compiles the rules once for each distinct set of values.
   *
   * @param bundle the rule set
   * @param tests tests that were read for this bundle
   * @return what became of them
   */
  public static RuleSetTestRun run(RuleSetBundle bundle, List<RuleSetTest> tests) {
    Map<Digest, List<RuleSetTest>> byValues =
        tests.stream()
            .collect(
                Collectors.groupingBy(
                    test -> test.parameters().digest(), LinkedHashMap::new, Collectors.toList()));
    Map<RuleSetTest, TestResult> results = new LinkedHashMap<>();
    for (List<RuleSetTest> alike : byValues.values()) {
      RuleSetLoading loading = RuleSet.load(bundle, alike.get(0).parameters());
      if (loading instanceof RuleSetLoading.Refused refused) {
        return new RuleSetTestRun.Refused(refused.diagnostics());
      }
      try (RuleSet rules = ((RuleSetLoading.Loaded) loading).ruleSet()) {
        alike.forEach(test -> results.put(test, compare(test, rules.evaluate(test.facts()))));
      }
    }
    return new RuleSetTestRun.Completed(tests.stream().map(results::get).toList());
  }

  /**
   * Compares an evaluation with what a test expects.
   *
   * @param test the test
   * @param evaluation what a rule set says of its case
   * @return the result
   */
  public static TestResult compare(RuleSetTest test, Evaluation evaluation) {
    Expectation expected = test.expected();
    List<Difference> differences = new ArrayList<>();
    if (evaluation.outcome() != expected.outcome()) {
      differences.add(new Difference.OtherOutcome(expected.outcome(), evaluation.outcome()));
    }
    compare(
        Part.REASON,
        expected.reasons(),
        codes(evaluation, Set.of(Effect.DENY, Effect.DEFER)),
        differences);
    compare(
        Part.OBLIGATION,
        expected.obligations(),
        evaluation.obligations().stream().map(Obligation::code).collect(Collectors.toSet()),
        differences);
    compare(Part.NOTE, expected.notes(), codes(evaluation, Set.of(Effect.NOTE)), differences);
    return new TestResult(test, evaluation, differences);
  }

  private static Set<ReasonCode> codes(Evaluation evaluation, Set<Effect> effects) {
    return evaluation.findings().stream()
        .filter(finding -> effects.contains(finding.effect()))
        .map(Finding::reason)
        .collect(Collectors.toSet());
  }

  private static void compare(
      Part part,
      Optional<Set<ReasonCode>> expected,
      Set<ReasonCode> actual,
      List<Difference> differences) {
    if (expected.isEmpty()) {
      return;
    }
    without(expected.get(), actual)
        .forEach(code -> differences.add(new Difference.Missing(part, code)));
    without(actual, expected.get())
        .forEach(code -> differences.add(new Difference.Unexpected(part, code)));
  }

  private static Stream<ReasonCode> without(
      Collection<ReasonCode> codes, Collection<ReasonCode> others) {
    return codes.stream().filter(code -> !others.contains(code)).sorted();
  }
}
