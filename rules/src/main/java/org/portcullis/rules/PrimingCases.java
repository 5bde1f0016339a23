package org.portcullis.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.rules.confine.CheckedRule;
import org.portcullis.rules.confine.Condition;

/**
 * The cases with which a rule set is primed: for each rule and each of its comparisons, one case in
 * which it holds and one in which it fails, while those before it hold. So Drools reaches, and
 * compiles, every constraint before a decision does.
 *
 * <p>What lies behind a comparison that no case was found for is not tried: where conditions
 * contradict each other, nothing reaches it. The effort for a rule is bounded by its length, and
 * that for all rules by their number and {@value #TOTAL_ATTEMPTS} attempts, each at making a case.
 */
final class PrimingCases {
  static final int TOTAL_ATTEMPTS = 250_000;

  private static final int ATTEMPTS_TO_HOLD = 400;
  private static final int ATTEMPTS_TO_FAIL = 30;
  private static final int ATTEMPTS_FOR_A_RULE = 400;
  private static final int ATTEMPTS_FOR_A_CONDITION = 100;

  private final Map<String, Object> ordinary = OrdinaryValues.make();
  private final Set<EligibilityCase> found = new LinkedHashSet<>();
  private final Set<EligibilityCase> deepest = new LinkedHashSet<>();
  private Optional<EligibilityCase> last = Optional.empty();
  private final List<Condition.Leaf> unreached = new ArrayList<>();
  private final List<CheckedRule> left = new ArrayList<>();
  private final int granted;
  private int attempts;

  private PrimingCases(int attempts) {
    this.granted = attempts;
    this.attempts = attempts;
  }

  /** The cases and what they don't reach, which depend on the rules and their order alone. */
  static PrimingCases search(List<CheckedRule> rules) {
    return search(rules, TOTAL_ATTEMPTS);
  }

  /** The same with another bound of all attempts. */
  static PrimingCases search(List<CheckedRule> rules, int attempts) {
    PrimingCases cases = new PrimingCases(attempts);
    cases.add(cases.ordinary);
    rules.forEach(cases::search);
    return cases;
  }

  /** The cases, in an order that depends on the rules alone. */
  static Set<EligibilityCase> of(List<CheckedRule> rules) {
    return search(rules).found;
  }

  Set<EligibilityCase> cases() {
    return found;
  }

  /** Of each rule the case that was found last, which reaches furthest into its condition. */
  Set<EligibilityCase> deepest() {
    return deepest;
  }

  /**
   * The comparisons for which no case was found; not those behind them, and not those that never
   * hold because a parameter says so.
   */
  List<Condition.Leaf> unreached() {
    return unreached;
  }

  /** The rules for which no attempt was left. */
  List<CheckedRule> left() {
    return left;
  }

  /** How many attempts were made. */
  int spent() {
    return granted - attempts;
  }

  private void search(CheckedRule rule) {
    int leaves = rule.condition().leaves().size();
    int most = Math.min(attempts, ATTEMPTS_FOR_A_RULE + ATTEMPTS_FOR_A_CONDITION * leaves);
    CaseClimb climb = new CaseClimb(rule, ordinary, most);
    List<Condition.Leaf> missed = new ArrayList<>();
    last = Optional.empty();
    walk(rule.condition(), new Stand(List.of(), ordinary), climb, missed);
    last.ifPresent(deepest::add);
    attempts -= most - climb.attempts();
    if (attempts == 0) {
      left.add(rule);
    } else {
      unreached.addAll(missed);
    }
  }

  /** What must hold so far, and values with which it does. */
  private record Stand(List<CaseClimb.Goal> goals, Map<String, Object> values) {
    List<CaseClimb.Goal> with(Condition condition, boolean wanted) {
      List<CaseClimb.Goal> more = new ArrayList<>(goals);
      more.add(new CaseClimb.Goal(condition, wanted));
      return more;
    }
  }

  /** Walks along a conjunction; of a disjunction it tries each alternative. */
  private Optional<Stand> walk(
      Condition condition, Stand before, CaseClimb climb, List<Condition.Leaf> missed) {
    if (condition instanceof Condition.And and) {
      Optional<Stand> stand = Optional.of(before);
      for (Condition part : and.parts()) {
        stand = stand.flatMap(here -> walk(part, here, climb, missed));
      }
      return stand;
    } else if (condition instanceof Condition.Or or) {
      return or.parts().stream()
          .map(part -> walk(part, before, climb, missed))
          .flatMap(Optional::stream)
          .toList()
          .stream()
          .findFirst()
          .map(first -> new Stand(before.with(or, true), first.values()));
    }
    return compare((Condition.Leaf) condition, before, climb, missed);
  }

  private Optional<Stand> compare(
      Condition.Leaf leaf, Stand before, CaseClimb climb, List<Condition.Leaf> missed) {
    add(climb.climb(before.with(leaf, false), before.values(), ATTEMPTS_TO_FAIL).values());
    List<CaseClimb.Goal> goals = before.with(leaf, true);
    CaseClimb.Summit summit = climb.climb(goals, before.values(), ATTEMPTS_TO_HOLD);
    add(summit.values());
    if (summit.complete()) {
      return Optional.of(new Stand(goals, summit.values()));
    }
    if (!isSwitchedOff(leaf)) {
      missed.add(leaf);
    }
    return Optional.empty();
  }

  private static boolean isSwitchedOff(Condition.Leaf leaf) {
    return leaf instanceof Condition.In in && !in.negated() && in.literals().isEmpty();
  }

  private void add(Map<String, Object> values) {
    Optional<EligibilityCase> assembled =
        CaseAssembler.assemble(
            path -> values.getOrDefault(path.text(), ValueDomains.neutral(path.type())));
    assembled.ifPresent(found::add);
    last = assembled.or(() -> last);
  }
}
