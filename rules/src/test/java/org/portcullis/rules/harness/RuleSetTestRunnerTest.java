package org.portcullis.rules.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.bundle.RuleSetBundle;

final class RuleSetTestRunnerTest {
  private static RuleSetTestRun run(String tests) {
    RuleSetBundle bundle = SampleBundle.of("tests/a.json", SampleBundle.file(tests));
    Reading<List<RuleSetTest>> read = RuleSetTests.of(bundle);
    assertThat(read).isInstanceOf(Reading.Parsed.class);
    return RuleSetTestRunner.run(bundle, ((Reading.Parsed<List<RuleSetTest>>) read).value());
  }

  private static RuleSetTestRun.Completed completed(String tests) {
    RuleSetTestRun run = run(tests);
    assertThat(run).isInstanceOf(RuleSetTestRun.Completed.class);
    return (RuleSetTestRun.Completed) run;
  }

  @Test
  void run_rightExpectations_pass() {
    RuleSetTestRun.Completed run =
        completed(
            """
            { "name": "good", "expect": { "outcome": "ELIGIBLE", "reasons": [],
              "obligations": ["sample.renew"], "notes": [] } },
            { "name": "unlocked", "set": { "keyAttestation.deviceLocked": false },
              "expect": { "outcome": "NOT_ELIGIBLE", "reasons": ["sample.unlocked"],
                          "obligations": [] } },
            { "name": "later", "set": { "rollout.admitted": false },
              "expect": { "outcome": "DEFERRED", "reasons": ["sample.later"] } },
            { "name": "remark", "set": { "integrity": { "state": "UNAVAILABLE" } },
              "expect": { "outcome": "ELIGIBLE", "notes": ["sample.remark"] } },
            { "name": "floor", "set": { "enrollment.status": "REVOKED" },
              "expect": { "outcome": "NOT_ELIGIBLE",
                          "reasons": ["portcullis.enrollment-revoked"] } }
            """);
    assertThat(run.diagnostics()).isEmpty();
    assertThat(run.passed()).isTrue();
    assertThat(run.results()).hasSize(5).allMatch(TestResult::passed);
  }

  @Test
  void run_wrongExpectations_eachDifferenceIsReportedAtItsTest() {
    RuleSetTestRun.Completed run =
        completed(
            """
            { "name": "right", "expect": { "outcome": "ELIGIBLE" } },
            { "name": "wrong", "set": { "keyAttestation.deviceLocked": false },
              "expect": { "outcome": "ELIGIBLE", "reasons": ["sample.later"],
                          "obligations": ["sample.renew"], "notes": ["sample.remark"] } }
            """);
    assertThat(run.passed()).isFalse();
    assertThat(run.results()).extracting(TestResult::passed).containsExactly(true, false);
    assertThat(run.diagnostics())
        .extracting(Diagnostic::toString)
        .containsExactly(
            "tests/a.json:3:1: error test-failed: `wrong`: the note `sample.remark` is missing",
            "tests/a.json:3:1: error test-failed: `wrong`: the obligation `sample.renew` is missing",
            "tests/a.json:3:1: error test-failed: `wrong`: the outcome is NOT_ELIGIBLE, not"
                + " ELIGIBLE",
            "tests/a.json:3:1: error test-failed: `wrong`: the reason `sample.later` is missing",
            "tests/a.json:3:1: error test-failed: `wrong`: the reason `sample.unlocked` is not"
                + " expected");
  }

  @Test
  void run_codesThatAreNotNamed_areUnexpected() {
    assertThat(
            completed(
                    """
                    { "name": "none", "set": { "integrity": { "state": "UNAVAILABLE" } },
                      "expect": { "outcome": "ELIGIBLE", "obligations": [], "notes": [] } }
                    """)
                .results()
                .get(0)
                .differences())
        .extracting(Difference::message)
        .containsExactly(
            "the obligation `sample.renew` is not expected",
            "the note `sample.remark` is not expected");
  }

  @Test
  void run_otherValues_areCompiledIn() {
    RuleSetTestRun.Completed run =
        completed(
            """
            { "name": "a", "expect": { "outcome": "ELIGIBLE" } },
            { "name": "b", "params": { "wide": 999 }, "expect": { "outcome": "NOT_ELIGIBLE" } },
            { "name": "c", "params": { "wide": 0 }, "expect": { "outcome": "ELIGIBLE" } }
            """);
    assertThat(run.diagnostics()).isEmpty();
    assertThat(run.results())
        .extracting(result -> result.test().name())
        .containsExactly("a", "b", "c");
    assertThat(run.results().get(0).evaluation().parameters())
        .isEqualTo(run.results().get(2).evaluation().parameters())
        .isNotEqualTo(run.results().get(1).evaluation().parameters());
  }

  @Test
  void run_ruleSetThatCannotBeLoaded_isRefused() {
    RuleSetBundle good = SampleBundle.of("tests/a.json", SampleBundle.TESTS);
    List<RuleSetTest> tests = ((Reading.Parsed<List<RuleSetTest>>) RuleSetTests.of(good)).value();
    RuleSetBundle broken = SampleBundle.of("rules/broken.drl", "x");
    RuleSetTestRun run = RuleSetTestRunner.run(broken, tests);
    assertThat(run).isInstanceOf(RuleSetTestRun.Refused.class);
    assertThat(((RuleSetTestRun.Refused) run).diagnostics())
        .isNotEmpty()
        .allMatch(each -> each.position().file().equals("rules/broken.drl"));
  }
}
