package org.portcullis.engine.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.portcullis.facts.Digest;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Severity;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.rules.RuleSet;
import org.portcullis.rules.RuleSetLoading;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.harness.RuleSetTestRun;

final class ProbeTest {
  private static final RuleSetBundle BUNDLE = BundledRuleSets.standard();

  private final List<Digest> ran = new ArrayList<>();

  private static RuleSet candidate() {
    return ((RuleSetLoading.Loaded) RuleSet.load(BUNDLE)).ruleSet();
  }

  @Test
  void run_aBundleThatPassed_isNotTestedAgain() throws RefusedActivationException {
    Probe probe =
        new Probe(
            (bundle, tests) -> {
              ran.add(bundle.digest());
              return new RuleSetTestRun.Completed(List.of());
            });
    try (RuleSet candidate = candidate()) {
      probe.run(BUNDLE, candidate);
      probe.run(BUNDLE, candidate);
    }
    assertThat(ran).containsExactly(BUNDLE.digest());
  }

  @Test
  void run_aBundleThatFailed_isTestedAgain() {
    Diagnostic failure =
        new Diagnostic(
            new SourcePosition("tests/a.json", 1, 1),
            Severity.ERROR,
            "test",
            "it fails",
            Optional.empty());
    Probe probe =
        new Probe(
            (bundle, tests) -> {
              ran.add(bundle.digest());
              return new RuleSetTestRun.Refused(List.of(failure));
            });
    try (RuleSet candidate = candidate()) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> probe.run(BUNDLE, candidate))
            .isInstanceOf(RefusedActivationException.class);
      }
    }
    assertThat(ran).hasSize(2);
  }
}
