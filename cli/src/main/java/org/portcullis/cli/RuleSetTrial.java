package org.portcullis.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.Severity;
import org.portcullis.rules.RuleSet;
import org.portcullis.rules.RuleSetLoading;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.harness.RuleSetTest;
import org.portcullis.rules.harness.RuleSetTestRun;
import org.portcullis.rules.harness.RuleSetTestRunner;
import org.portcullis.rules.harness.RuleSetTests;
import org.portcullis.rules.harness.TestResult;

/** Checks a rule set and runs its tests: what must hold before anyone signs it. */
final class RuleSetTrial {
  private static final String NO_TESTS = "the rule set has no tests, so that nothing speaks for it";

  private final Surroundings surroundings;
  private final Path folder;

  RuleSetTrial(Surroundings surroundings, Path folder) {
    this.surroundings = surroundings;
    this.folder = folder;
  }

  /**
   * What came of it.
   *
   * @param isChecked whether check and tests could be made: if not, the tests don't count
   * @param tests how many tests there are
   * @param failed how many of them failed
   * @param diagnostics all that is to be said, sorted by place; warnings among them
   */
  record Result(boolean isChecked, int tests, int failed, List<Diagnostic> diagnostics) {
    Result {
      diagnostics = List.copyOf(diagnostics);
    }

    /** Nothing was tested is no success. */
    boolean isPassed() {
      return isChecked && tests > 0 && failed == 0;
    }

    /** Passed, failed, or refused by the check. */
    String word() {
      if (!isChecked) {
        return "refused";
      }
      return isPassed() ? "passed" : "failed";
    }

    /** The word with what it stands on, for people. */
    String summary(RuleSetBundle bundle) {
      String name = RuleSetName.of(bundle).toText();
      if (!isChecked) {
        return word()
            + ": "
            + name
            + ", "
            + RulesCheckCommand.count(diagnostics, Severity.ERROR, "error");
      }
      if (tests == 0) {
        return word() + ": " + name + ": " + NO_TESTS;
      }
      String of = failed == 0 ? "" : failed + " of ";
      return word() + ": " + name + ", " + of + count(tests, "test");
    }

    private static String count(int count, String word) {
      return count + " " + word + (count == 1 ? "" : "s");
    }
  }

  /**
   * Checks and tests.
   *
   * @param values the values to check with, over which the tests lay theirs
   */
  Result run(RuleSetBundle bundle, EffectiveParameters values) {
    RuleSetLoading loading = RuleSet.load(bundle, values);
    if (loading instanceof RuleSetLoading.Refused refused) {
      return refused(refused.diagnostics());
    }
    RuleSetLoading.Loaded loaded = (RuleSetLoading.Loaded) loading;
    loaded.ruleSet().close();
    Reading<List<RuleSetTest>> reading = RuleSetTests.of(bundle, values);
    if (reading instanceof Reading.Refused<List<RuleSetTest>> refused) {
      return refused(refused.diagnostics());
    }
    return test(bundle, ((Reading.Parsed<List<RuleSetTest>>) reading).value(), loaded.warnings());
  }

  private Result test(RuleSetBundle bundle, List<RuleSetTest> tests, List<Diagnostic> warnings) {
    if (surroundings.interactive()) {
      surroundings.complain("running " + Result.count(tests.size(), "test"));
    }
    RuleSetTestRun run = RuleSetTestRunner.run(bundle, tests);
    if (run instanceof RuleSetTestRun.Refused refused) {
      return refused(refused.diagnostics());
    }
    RuleSetTestRun.Completed completed = (RuleSetTestRun.Completed) run;
    List<Diagnostic> all = new ArrayList<>(warnings);
    all.addAll(completed.diagnostics());
    all.sort(null);
    int passed = (int) completed.results().stream().filter(TestResult::passed).count();
    return new Result(true, tests.size(), tests.size() - passed, RuleSetFiles.below(folder, all));
  }

  private Result refused(List<Diagnostic> diagnostics) {
    return new Result(false, 0, 0, RuleSetFiles.below(folder, diagnostics));
  }
}
