package org.portcullis.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.portcullis.engine.Decision;
import org.portcullis.engine.EligibilityEngine;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.PolicyFacts;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.rules.Evaluation;
import org.portcullis.rules.RuleSet;
import org.portcullis.rules.RuleSetLoading;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.RuleSetBundle;

/**
 * A decision under the standard rule set beside its floor: the same rules in a bare pooled session.
 * The cases are distinct, and most are almost eligible, as a fleet's are.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(2)
@SuppressWarnings("NullAway.Init") // the harness calls the set-up before anything else
public class DecideBenchmark {
  private static final int CASES = 1_024;

  private final EligibilityCase[] cases = new EligibilityCase[CASES];
  private BareDrools bare;
  private RuleSet ruleSet;
  private EligibilityEngine engine;
  private int next;

  /**
   * Loads the rules three times and draws the cases.
   *
   * @throws IOException never, since the log is in memory
   */
  @Setup
  public void load() throws IOException {
    RuleSetBundle standard = BundledRuleSets.standard();
    bare = new BareDrools(standard);
    ruleSet = load(standard);
    engine = EligibilityEngine.builder(new DiscardingLog()).ruleSet(load(standard)).build();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < CASES; i++) {
      EligibilityCase drawn = i % 4 == 0 ? CaseMint.good() : CaseMint.nearlyGood(random);
      cases[i] = drawn.toBuilder().policy(PolicyFacts.IN_FORCE).build();
    }
  }

  private static RuleSet load(RuleSetBundle bundle) {
    if (RuleSet.load(bundle) instanceof RuleSetLoading.Loaded loaded) {
      return loaded.ruleSet();
    }
    throw new IllegalStateException("the standard rule set was refused");
  }

  /** Ends the rule sets. */
  @TearDown
  public void close() {
    ruleSet.close();
    engine.close();
  }

  /**
   * The floor: Drools alone.
   *
   * @return the reasons in the order of firing
   */
  @Benchmark
  public List<String> floorBareDrools() {
    return bare.decide(step());
  }

  /**
   * The pure core: both evaluators, floor, combination, digest of the case.
   *
   * @return the evaluation
   */
  @Benchmark
  public Evaluation evaluate() {
    return ruleSet.evaluate(step());
  }

  /**
   * The whole engine, with a record that is encoded and thrown away.
   *
   * @return the decision
   */
  @Benchmark
  public Decision decide() {
    return engine.decide(step());
  }

  private EligibilityCase step() {
    next = (next + 1) & (CASES - 1);
    return cases[next];
  }
}
