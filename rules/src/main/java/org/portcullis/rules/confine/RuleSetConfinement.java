package org.portcullis.rules.confine;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.facts.ReasonCode;
import org.portcullis.release.json.SourcePosition;

/**
 * The confinement of rule sets: the one way from DRL text to a {@link ConditionTree}. The text is
 * taken for hostile; only what a small positive grammar admits gets through, and whatever it does
 * not know is refused with its place. Findings of all files are reported at once.
 *
 * <p>The answer depends on the content and names of the files alone, not on their order or that of
 * their rules. Safe for use by many threads.
 */
public final class RuleSetConfinement {
  /** How many rules a rule set may have. */
  public static final int MAX_RULES = 4_000;

  /** How many comparisons the condition of one rule may have. */
  public static final int MAX_CONDITIONS = 64;

  /**
   * How many comparisons all rules may have together: each is compiled, and tried, at each load.
   */
  public static final int MAX_COMPARISONS = 20_000;

  private RuleSetConfinement() {}

  /**
   * Checks the rules of a rule set.
   *
   * @param sources its files, in any order
   * @param declarations the reason codes and parameters that it declares
   * @return the condition tree, or every reason to refuse
   * @throws IllegalArgumentException if two files have the same name
   */
  public static CheckReport check(List<RuleSource> sources, Declarations declarations) {
    List<RuleSource> sorted =
        sources.stream().sorted(Comparator.comparing(RuleSource::file)).toList();
    checkNames(sorted);
    DiagnosticSink sink = new DiagnosticSink();
    try {
      return check(sorted, declarations, sink);
    } catch (DiagnosticSink.Full e) {
      return new CheckReport.Refused(sink.sorted());
    }
  }

  private static CheckReport check(
      List<RuleSource> sorted, Declarations declarations, DiagnosticSink sink) {
    FileReader reader = new FileReader(declarations, sink);
    List<RuleFile> files = sorted.stream().map(reader::read).flatMap(Optional::stream).toList();
    List<RuleFile.NamedRule> rules = files.stream().flatMap(file -> file.rules().stream()).toList();
    checkPackages(files, sink);
    checkDuplicates(rules, sink);
    checkCount(rules, sink);
    List<CheckedRule> checked =
        rules.stream().map(RuleFile.NamedRule::rule).flatMap(Optional::stream).toList();
    if (sink.errors() > 0) {
      return new CheckReport.Refused(sink.sorted());
    }
    // Said only of rules that were all understood: otherwise a refused rule may be the producer.
    checkProduced(checked, declarations, sink);
    checkComparisons(checked, sink);
    return sink.errors() > 0
        ? new CheckReport.Refused(sink.sorted())
        : new CheckReport.Clean(
            new ConditionTree(
                checked.stream().sorted(Comparator.comparing(CheckedRule::id)).toList()),
            sink.sorted());
  }

  private static void checkNames(List<RuleSource> sources) {
    Set<String> names = new HashSet<>();
    for (RuleSource source : sources) {
      if (!names.add(source.file())) {
        throw new IllegalArgumentException("two files are named " + Wording.quote(source.file()));
      }
    }
  }

  private static void checkPackages(List<RuleFile> files, DiagnosticSink sink) {
    for (RuleFile file : files) {
      String first = files.get(0).packageName();
      if (!file.packageName().equals(first)) {
        sink.error(
            file.packagePosition(),
            "package-mismatch",
            "all files of a rule set have one package",
            Optional.of(first));
      }
    }
  }

  private static void checkDuplicates(List<RuleFile.NamedRule> rules, DiagnosticSink sink) {
    Map<String, SourcePosition> places = new HashMap<>();
    for (RuleFile.NamedRule rule : rules) {
      SourcePosition first = places.putIfAbsent(rule.name(), rule.position());
      if (first != null) {
        sink.error(
            rule.position(),
            "duplicate-rule",
            "the rule " + Wording.quote(rule.name()) + " stands already at " + first);
      }
    }
  }

  private static void checkCount(List<RuleFile.NamedRule> rules, DiagnosticSink sink) {
    if (rules.size() > MAX_RULES) {
      sink.error(
          rules.get(MAX_RULES).position(),
          "too-many-rules",
          "the rule set has " + rules.size() + " rules; want at most " + MAX_RULES);
    }
  }

  private static void checkComparisons(List<CheckedRule> rules, DiagnosticSink sink) {
    int sum = 0;
    for (CheckedRule rule : rules) {
      sum += rule.condition().leaves().size();
      if (sum > MAX_COMPARISONS) {
        sink.error(
            rule.position(),
            "too-many-comparisons",
            "the rules up to here have more than " + MAX_COMPARISONS + " comparisons");
        return;
      }
    }
  }

  private static void checkProduced(
      List<CheckedRule> rules, Declarations declarations, DiagnosticSink sink) {
    Set<ReasonCode> produced =
        rules.stream().map(rule -> rule.consequence().reason()).collect(Collectors.toSet());
    for (ReasonCode code : declarations.codes().keySet()) {
      if (!produced.contains(code)) {
        sink.error(
            declarations.positionOf(code),
            "code-never-produced",
            "no rule reports the declared code " + Wording.quote(code.value()));
      }
    }
  }
}
