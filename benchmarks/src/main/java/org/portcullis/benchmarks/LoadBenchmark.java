package org.portcullis.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.portcullis.rules.RuleSet;
import org.portcullis.rules.RuleSetLoading;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.RuleSetBundle;

/** From the files of a rule set to the first case that it may judge, and the heap that it keeps. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
@Fork(1)
public class LoadBenchmark {
  private static final int COLLECTIONS = 4;

  /** The files. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // the harness calls the set-up before anything else
  public static class Files {
    /** How many rules there are. */
    @Param({"standard", "40", "400", "4000"})
    private String rules = "standard";

    private RuleSetBundle bundle;

    /** Writes the rules. */
    @Setup
    public void write() {
      bundle =
          rules.equals("standard")
              ? BundledRuleSets.standard()
              : GeneratedRules.of(Integer.parseInt(rules));
    }
  }

  /** What is kept of a rule set. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Kept {
    /** The heap that one rule set keeps, in kilobytes. */
    public long heapKilobytes;

    private @Nullable RuleSet ruleSet;

    /** Compares the heap with it and without it, outside of the time that is measured. */
    @TearDown(Level.Invocation)
    public void weigh() {
      long with = used();
      Objects.requireNonNull(ruleSet, "a rule set was loaded").close();
      ruleSet = null;
      heapKilobytes = (with - used()) / 1024;
    }

    private static long used() {
      for (int i = 0; i < COLLECTIONS; i++) {
        System.gc();
      }
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
  }

  /**
   * Loads.
   *
   * @param files the files
   * @param kept takes the rule set
   * @return the rule set
   */
  @Benchmark
  public RuleSet load(Files files, Kept kept) {
    if (!(RuleSet.load(files.bundle) instanceof RuleSetLoading.Loaded loaded)) {
      throw new IllegalStateException("the rule set was refused");
    }
    kept.ruleSet = loaded.ruleSet();
    return loaded.ruleSet();
  }
}
