package org.portcullis.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.portcullis.facts.Effect;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Obligation;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Severity;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.confine.CheckedRule;
import org.portcullis.rules.confine.Condition;
import org.portcullis.rules.internal.FiredRules;

/** What only the priming of a rule set tells of it. */
final class LoadFindings {
  /**
   * How many bytes of findings and obligations every record has room for, beside the longest case.
   */
  static final int MAX_RECORDED = 6000;

  private static final SourcePosition WHOLE = new SourcePosition(RuleSetBundle.MANIFEST, 1, 1);

  private final RuleTable table;
  private final PrimingCases priming;
  private final int[] lengths;

  LoadFindings(RuleTable table, PrimingCases priming) {
    this.table = table;
    this.priming = priming;
    this.lengths = IntStream.range(0, table.size()).map(this::length).toArray();
  }

  /** The bytes of a finding and of the obligation that may follow from it. */
  private int length(int number) {
    Finding finding = table.finding(number);
    List<Obligation> obligations =
        finding.effect() == Effect.OBLIGE
            ? List.of(new Obligation(finding.reason(), finding.seconds()))
            : List.of();
    return EvaluationCodec.encodeFindings(List.of(finding)).length
        + EvaluationCodec.encodeObligations(obligations).length;
  }

  /** Why the rule set can't be used: in a case that was found, a record has no room. */
  Optional<Diagnostic> refusal(TreeEvaluator tree) {
    int longest = 0;
    for (EligibilityCase facts : priming.cases()) {
      FiredRules fired = tree.evaluate(facts);
      longest = Math.max(longest, sum(fired));
    }
    return longest <= MAX_RECORDED
        ? Optional.empty()
        : Optional.of(
            new Diagnostic(
                WHOLE,
                Severity.ERROR,
                "findings-too-long",
                "the rules that fire together in one case report "
                    + longest
                    + " bytes of findings; a record has room for "
                    + MAX_RECORDED,
                Optional.empty()));
  }

  private int sum(FiredRules fired) {
    int sum = 0;
    for (int number = fired.next(0); number >= 0; number = fired.next(number + 1)) {
      sum += lengths[number];
    }
    return sum;
  }

  /** What an author should look at. */
  List<Diagnostic> warnings(Collection<Diagnostic> earlier) {
    List<Diagnostic> warnings = new ArrayList<>(earlier);
    Set<SourcePosition> known =
        earlier.stream()
            .filter(each -> each.code().equals("never-true"))
            .map(Diagnostic::position)
            .collect(Collectors.toSet());
    priming.unreached().stream()
        .map(Condition.Leaf::position)
        .filter(position -> !known.contains(position))
        .forEach(position -> warnings.add(unreached(position)));
    priming.left().stream().findFirst().ifPresent(first -> warnings.add(notPrimed(first)));
    int all = IntStream.of(lengths).sum();
    if (all > MAX_RECORDED) {
      warnings.add(maybeTooLong(all));
    }
    return warnings.stream().sorted().distinct().toList();
  }

  private static Diagnostic unreached(SourcePosition position) {
    return warning(
        position,
        "unreached-condition",
        "no case was found in which this holds together with what stands before it; the rule may"
            + " never fire");
  }

  private Diagnostic notPrimed(CheckedRule first) {
    return warning(
        first.position(),
        "not-primed",
        "the effort of priming ended before this rule; in all "
            + priming.left().size()
            + " rules are first compiled by a decision");
  }

  private static Diagnostic maybeTooLong(int all) {
    return warning(
        WHOLE,
        "findings-may-be-too-long",
        "all rules together report "
            + all
            + " bytes of findings; a record has room for "
            + MAX_RECORDED
            + ", and a decision with more is indeterminate");
  }

  private static Diagnostic warning(SourcePosition position, String code, String message) {
    return new Diagnostic(position, Severity.WARNING, code, message, Optional.empty());
  }
}
