package org.portcullis.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.portcullis.facts.Effect;
import org.portcullis.facts.ReasonCode;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.confine.CheckReport;
import org.portcullis.rules.confine.CodeDeclaration;
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
  private static final int RULES_A_FILE = 200;
  private static final String HEAD =
      """
      package portcullis.policy.benchmark
      import org.portcullis.facts.EligibilityCase
      import org.portcullis.facts.SignalState
      global org.portcullis.rules.Findings findings
      """;

  /** How many rules are checked. */
  @Param({"standard", "40", "400", "4000"})
  private String rules = "standard";

  private List<RuleSource> sources;
  private Declarations declarations;

  /** Writes the rules, and sees that they are accepted. */
  @Setup
  public void write() {
    if (rules.equals("standard")) {
      RuleSetBundle bundle = BundledRuleSets.standard();
      sources = bundle.rules();
      declarations =
          new Declarations(
              bundle.manifest().codes(), EffectiveParameters.defaults(bundle.manifest()).values());
    } else {
      sources = files(Integer.parseInt(rules));
      ReasonCode code = new ReasonCode("benchmark.note");
      declarations =
          new Declarations(
              Map.of(
                  code,
                  new CodeDeclaration(
                      code,
                      Effect.NOTE,
                      Optional.empty(),
                      CodeDeclaration.Audience.OPERATOR,
                      "a text")),
              Map.of());
    }
    if (!(check() instanceof CheckReport.Clean)) {
      throw new IllegalStateException("the rules are refused: " + check().diagnostics());
    }
  }

  private static List<RuleSource> files(int count) {
    List<RuleSource> files = new ArrayList<>();
    for (int from = 0; from < count; from += RULES_A_FILE) {
      StringBuilder text = new StringBuilder(HEAD);
      for (int i = from; i < Math.min(count, from + RULES_A_FILE); i++) {
        text.append(rule(i));
      }
      files.add(
          new RuleSource(
              "rules/f" + from + ".drl", text.toString().getBytes(StandardCharsets.UTF_8)));
    }
    return files;
  }

  private static String rule(int number) {
    return """
        rule "benchmark/r%1$d" when
            EligibilityCase( release.state == SignalState.VERIFIED,
                             ( device.sequence < %1$d || device.model in ( "a", "m%1$d" ) ),
                             channel.name != release.channel )
        then findings.note("benchmark.note"); end
        """
        .formatted(number);
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
