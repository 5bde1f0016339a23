package org.portcullis.rules.harness;

import java.util.List;
import java.util.Optional;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Printable;
import org.portcullis.release.json.Severity;
import org.portcullis.rules.Evaluation;

/**
 * What became of one test.
 *
 * @param test the test
 * @param evaluation what the rule set says of its case
 * @param differences what differs from what is expected; none if the test passed
 */
public record TestResult(RuleSetTest test, Evaluation evaluation, List<Difference> differences) {
  /**
   * Copies the differences.
   *
   * @param test the test
   * @param evaluation the evaluation
   * @param differences what differs
   */
  public TestResult {
    differences = List.copyOf(differences);
  }

  /**
   * Whether nothing differs.
   *
   * @return whether the test passed
   */
  public boolean passed() {
    return differences.isEmpty();
  }

  /**
   * The differences in the form in which everything is reported that is wrong with a rule set.
   *
   * @return an error {@code test-failed} at the test for each
   */
  public List<Diagnostic> diagnostics() {
    return differences.stream().map(this::diagnostic).toList();
  }

  private Diagnostic diagnostic(Difference difference) {
    return new Diagnostic(
        test.position(),
        Severity.ERROR,
        "test-failed",
        "`" + Printable.of(test.name()) + "`: " + difference.message(),
        Optional.empty());
  }
}
