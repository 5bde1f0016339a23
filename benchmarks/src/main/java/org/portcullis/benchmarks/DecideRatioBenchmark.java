package org.portcullis.benchmarks;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.PolicyFacts;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.rules.RuleSet;
import org.portcullis.rules.RuleSetLoading;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.RuleSetBundle;

/**
 * An evaluation and its floor, the same rules in a bare pooled session, in turn in one operation,
 * so that whatever else the machine does befalls both. The printed {@code evaluate} divided by
 * {@code floor} is what checking every decision, combining and digesting cost. An operation is
 * {@value #BATCH} cases of either.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(DecideRatioBenchmark.BATCH)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 10, time = 2)
@Fork(2)
public class DecideRatioBenchmark {
  static final int BATCH = 32;

  private static final int CASES = 1_024;

  /** The rules, twice, and the cases. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // the harness calls the set-up before anything else
  public static class Policy {
    private final EligibilityCase[] cases = new EligibilityCase[CASES];

    /** How many rules there are. */
    @Param({"standard", "40", "400", "4000"})
    private String rules = "standard";

    private BareDrools bare;
    private RuleSet ruleSet;

    /** Loads the rules and draws the cases. */
    @Setup
    public void load() {
      RuleSetBundle bundle =
          rules.equals("standard")
              ? BundledRuleSets.standard()
              : GeneratedRules.of(Integer.parseInt(rules));
      bare = new BareDrools(bundle);
      if (!(RuleSet.load(bundle) instanceof RuleSetLoading.Loaded loaded)) {
        throw new IllegalStateException("the rule set was refused");
      }
      ruleSet = loaded.ruleSet();
      SplittableRandom random = new SplittableRandom(1);
      for (int i = 0; i < CASES; i++) {
        EligibilityCase drawn = i % 4 == 0 ? CaseMint.good() : CaseMint.nearlyGood(random);
        cases[i] = drawn.toBuilder().policy(PolicyFacts.IN_FORCE).build();
      }
    }

    /** Ends the rule set. */
    @TearDown
    public void close() {
      ruleSet.close();
    }
  }

  /**
   * The time that either part took in an iteration. A counter is the number of operations that
   * would have been done in the same time if there had been that part alone, so that the harness,
   * which divides the time by it, prints the part's own time.
   */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Pair {
    private long operations;
    private long evaluateNanos;
    private long floorNanos;
    private int next;

    /** Begins an iteration. */
    @Setup(Level.Iteration)
    public void begin() {
      operations = 0;
      evaluateNanos = 0;
      floorNanos = 0;
    }

    /**
     * Counts evaluations.
     *
     * @return how many there would have been alone
     */
    public double evaluate() {
      return alone(evaluateNanos);
    }

    /**
     * Counts floors.
     *
     * @return how many there would have been alone
     */
    public double floor() {
      return alone(floorNanos);
    }

    private double alone(long nanos) {
      return (double) operations * (evaluateNanos + floorNanos) / nanos;
    }

    private void time(Policy policy, Blackhole blackhole) {
      long start = System.nanoTime();
      for (int i = 0; i < BATCH; i++) {
        blackhole.consume(policy.ruleSet.evaluate(policy.cases[(next + i) & (CASES - 1)]));
      }
      long between = System.nanoTime();
      for (int i = 0; i < BATCH; i++) {
        blackhole.consume(reasons(policy, (next + i) & (CASES - 1)));
      }
      long end = System.nanoTime();
      next += BATCH;
      evaluateNanos += between - start;
      floorNanos += end - between;
      operations += BATCH;
    }

    private static List<String> reasons(Policy policy, int index) {
      return policy.bare.decide(policy.cases[index]);
    }
  }

  /**
   * A batch of either.
   *
   * @param policy the rules
   * @param pair takes the times
   * @param blackhole takes the results
   */
  @Benchmark
  public void decide(Policy policy, Pair pair, Blackhole blackhole) {
    pair.time(policy, blackhole);
  }
}
