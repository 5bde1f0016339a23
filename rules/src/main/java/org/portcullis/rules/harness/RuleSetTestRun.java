package org.portcullis.rules.harness;

import java.util.List;
import org.portcullis.release.json.Diagnostic;

/** What became of the tests of a rule set. */
public sealed interface RuleSetTestRun {
  /**
   * Every test was run.
   *
   * @param results a result for each test, in the order of the tests
   */
  record Completed(List<TestResult> results) implements RuleSetTestRun {
    /**
     * Copies the results.
     *
     * @param results a result for each test
     */
    public Completed {
      results = List.copyOf(results);
    }

    /**
     * Whether every test passed; so it is if there is none.
     *
     * @return whether nothing differs anywhere
     */
    public boolean passed() {
      return results.stream().allMatch(TestResult::passed);
    }

    /**
     * Everything that differs.
     *
     * @return sorted by place
     */
    public List<Diagnostic> diagnostics() {
      return results.stream().flatMap(each -> each.diagnostics().stream()).sorted().toList();
    }
  }

  /**
   * The rule set can't be loaded with the values of some test, so that none counts.
   *
   * @param diagnostics at least one error, sorted by place
   */
  record Refused(List<Diagnostic> diagnostics) implements RuleSetTestRun {
    /**
     * Copies the diagnostics.
     *
     * @param diagnostics at least one error
     */
    public Refused {
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
