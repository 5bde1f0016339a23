package org.portcullis.engine.activation;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.portcullis.facts.Digest;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.RuleSet;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.harness.RuleSetTest;
import org.portcullis.rules.harness.RuleSetTestRun;
import org.portcullis.rules.harness.RuleSetTestRunner;
import org.portcullis.rules.harness.RuleSetTests;

/**
 * The last question before a rule set may judge anything: do its own tests hold, and does it give
 * the same bytes for each of their cases every time?
 *
 * <p>The digest of a bundle covers its rules and its tests, so that tests which held once hold
 * again: they are run once for each bundle. Other values, or a way back, then cost one compilation
 * and the repetition.
 */
final class Probe {
  /** How often each case is evaluated: beyond the 20 after which the rule engine once changed. */
  static final int EVALUATIONS = 50;

  /** How many bundles are remembered at most; who changes rule sets that often waits again. */
  private static final int MAX_REMEMBERED = 256;

  private final BiFunction<RuleSetBundle, List<RuleSetTest>, RuleSetTestRun> runner;
  private final Set<Digest> passed = ConcurrentHashMap.newKeySet();

  Probe() {
    this(RuleSetTestRunner::run);
  }

  Probe(BiFunction<RuleSetBundle, List<RuleSetTest>, RuleSetTestRun> runner) {
    this.runner = runner;
  }

  void run(RuleSetBundle bundle, RuleSet candidate) throws RefusedActivationException {
    List<RuleSetTest> tests = tests(bundle);
    if (!passed.contains(bundle.digest())) {
      requirePassed(runner.apply(bundle, tests));
      if (passed.size() >= MAX_REMEMBERED) {
        passed.clear();
      }
      passed.add(bundle.digest());
    }
    for (RuleSetTest test : tests) {
      repeat(candidate, test);
    }
  }

  private static void requirePassed(RuleSetTestRun run) throws RefusedActivationException {
    if (run instanceof RuleSetTestRun.Refused refused) {
      throw RefusedActivationException.of(ActivationRefusal.PROBE_FAILED, refused.diagnostics());
    }
    List<Diagnostic> differences = ((RuleSetTestRun.Completed) run).diagnostics();
    if (!differences.isEmpty()) {
      throw RefusedActivationException.of(ActivationRefusal.PROBE_FAILED, differences);
    }
  }

  private static List<RuleSetTest> tests(RuleSetBundle bundle) throws RefusedActivationException {
    Reading<List<RuleSetTest>> reading = RuleSetTests.of(bundle);
    if (reading instanceof Reading.Refused<List<RuleSetTest>> refused) {
      throw RefusedActivationException.of(ActivationRefusal.PROBE_FAILED, refused.diagnostics());
    }
    List<RuleSetTest> tests = ((Reading.Parsed<List<RuleSetTest>>) reading).value();
    if (tests.isEmpty()) {
      throw new RefusedActivationException(
          ActivationRefusal.PROBE_FAILED, "the rule set has no tests of its own");
    }
    return tests;
  }

  private static void repeat(RuleSet candidate, RuleSetTest test)
      throws RefusedActivationException {
    byte[] first = candidate.evaluate(test.facts()).canonical();
    for (int i = 1; i < EVALUATIONS; i++) {
      if (!Arrays.equals(first, candidate.evaluate(test.facts()).canonical())) {
        throw new RefusedActivationException(
            ActivationRefusal.PROBE_FAILED,
            test.position() + ": evaluation " + (i + 1) + " of the case differs from the first");
      }
    }
  }
}
