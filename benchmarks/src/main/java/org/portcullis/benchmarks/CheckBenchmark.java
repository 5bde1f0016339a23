package org.portcullis.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.confine.CheckReport;
import org.portcullis.rules.confine.Declarations;
import org.portcullis.rules.confine.RuleSetConfinement;
import org.portcullis.rules.confine.RuleSource;

/**
 * The confinement of a rule set, warm: both parsers, grammar, types, guards. Rules of three
 * constraints in files of 200, and the standard set as it is shipped.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@SuppressWarnings("NullAway.Init") // the harness calls the set-up before anything else
public class CheckBenchmark {
  /** How many rules are checked. */
  @Param({"standard", "40", "400", "4000"})
  private String rules = "standard";

  private List<RuleSource> sources;
  private Declarations declarations;

  /** Writes the rules, and sees that they are accepted. */
  @Setup
  public void write() {
    RuleSetBundle bundle =
        rules.equals("standard")
            ? BundledRuleSets.standard()
            : GeneratedRules.of(Integer.parseInt(rules));
    sources = bundle.rules();
    declarations =
        new Declarations(
            bundle.manifest().codes(), EffectiveParameters.defaults(bundle.manifest()).values());
    if (!(check() instanceof CheckReport.Clean)) {
      throw new IllegalStateException("the rules are refused: " + check().diagnostics());
    }
  }

  /**
   * The check.
   *
   * @return the report
   */
  @Benchmark
  public CheckReport check() {
    return RuleSetConfinement.check(sources, declarations);
  }
}
