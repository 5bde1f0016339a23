package org.portcullis.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Field;
import org.portcullis.facts.SignalState;
import org.portcullis.rules.confine.CheckedRule;
import org.portcullis.rules.confine.Condition;
import org.portcullis.rules.confine.FactPath;

/**
 * Climbs to values that content a list of goals about one rule, one path at a time. The attempts
 * that it may make are counted, so that its effort is bounded and the same on every machine.
 */
final class CaseClimb {
  private static final int PASSES = 3;

  /** A part of the condition and what it should answer. */
  record Goal(Condition condition, boolean wanted) {}

  /** Where a climb ended. */
  record Summit(Map<String, Object> values, boolean complete) {}

  private final Map<String, Object> ordinary;
  private final ValueDomains domains;
  private final IdentityHashMap<Condition.Leaf, Comparison> comparisons = new IdentityHashMap<>();
  private final FactPlan plan;
  private int attempts;
  private int reserve;

  CaseClimb(CheckedRule rule, Map<String, Object> ordinary, int attempts) {
    this.ordinary = ordinary;
    this.attempts = attempts;
    this.domains = new ValueDomains(rule.condition());
    FactPlan.Builder paths = new FactPlan.Builder();
    for (Condition.Leaf leaf : rule.condition().leaves()) {
      comparisons.put(leaf, Comparison.of(leaf, paths));
    }
    this.plan = paths.build();
  }

  /** How many attempts are left; 0 if the climbs may have ended too early. */
  int attempts() {
    return attempts;
  }

  /**
   * Climbs from the given values, and if that leads nowhere from ordinary ones, each time with so
   * many attempts at most.
   */
  Summit climb(List<Goal> goals, Map<String, Object> from, int most) {
    // A rejection can't be reached step by step from a verified signal.
    Map<String, Object> rejected = new HashMap<>(ordinary);
    goals.forEach(goal -> goal.condition().leaves().forEach(leaf -> reject(leaf.path(), rejected)));
    Summit best = new Summit(from, false);
    int unmet = Integer.MAX_VALUE;
    for (Map<String, Object> start : new LinkedHashSet<>(List.of(from, ordinary, rejected))) {
      reserve = Math.max(0, attempts - most);
      Map<String, Object> values = new HashMap<>(start);
      int left = ascend(goals, values);
      if (left < unmet) {
        unmet = left;
        best = new Summit(values, left == 0);
      }
      if (left == 0) {
        break;
      }
    }
    return best;
  }

  private static void reject(FactPath path, Map<String, Object> values) {
    Field last = path.last();
    if (last.isHeader() && !last.isState() && !last.isGuarded()) {
      String prefix = path.text().substring(0, path.text().lastIndexOf('.') + 1);
      values.put(prefix + "state", SignalState.REJECTED);
    }
  }

  /** Changes the values for the better; answers how many goals are left. */
  private int ascend(List<Goal> goals, Map<String, Object> values) {
    List<Goal> unmet = unmet(goals, values);
    int before = Integer.MAX_VALUE;
    for (int pass = 0; pass < PASSES && !unmet.isEmpty() && unmet.size() < before; pass++) {
      before = unmet.size();
      for (Goal goal : unmet) {
        for (Condition.Leaf leaf : goal.condition().leaves()) {
          leaf.paths().forEach(path -> improve(path, leaf, goals, values));
        }
      }
      unmet = unmet(goals, values);
    }
    return unmet.size();
  }

  /** Takes the value of one path that contents the most goals. */
  private void improve(
      FactPath path, Condition.Leaf leaf, List<Goal> goals, Map<String, Object> values) {
    Object chosen = value(values, path);
    int least = unmet(goals, values).size();
    for (Object option : options(path, leaf, values)) {
      if (least == 0 || attempts <= reserve) {
        break;
      }
      values.put(path.text(), option);
      int left = unmet(goals, values).size();
      if (left < least) {
        least = left;
        chosen = option;
      }
    }
    values.put(path.text(), chosen);
  }

  /** What to try for a path: first what the comparison itself names. */
  private Set<Object> options(FactPath path, Condition.Leaf leaf, Map<String, Object> values) {
    Set<Object> options = new LinkedHashSet<>();
    if (leaf instanceof Condition.ComparePaths) {
      for (FactPath each : leaf.paths()) {
        options.addAll(ValueDomains.near(path.type(), value(values, each)));
      }
    }
    options.addAll(new ValueDomains(leaf).of(path));
    options.addAll(domains.of(path));
    return options;
  }

  /** The goals that are not content: all if the values make no case, or no attempt is left. */
  private List<Goal> unmet(List<Goal> goals, Map<String, Object> values) {
    Optional<EligibilityCase> facts =
        attempts <= reserve
            ? Optional.empty()
            : CaseAssembler.assemble(path -> value(values, path));
    attempts -= attempts <= reserve ? 0 : 1;
    if (facts.isEmpty()) {
      return goals;
    }
    FactPlan.Values read = plan.read(facts.get());
    List<Goal> unmet = new ArrayList<>();
    for (Goal goal : goals) {
      if (holds(goal.condition(), read) != goal.wanted()) {
        unmet.add(goal);
      }
    }
    return unmet;
  }

  private boolean holds(Condition condition, FactPlan.Values values) {
    if (condition instanceof Condition.And and) {
      return and.parts().stream().allMatch(part -> holds(part, values));
    } else if (condition instanceof Condition.Or or) {
      return or.parts().stream().anyMatch(part -> holds(part, values));
    }
    Comparison comparison = comparisons.get((Condition.Leaf) condition);
    return comparison != null && comparison.holds(values);
  }

  private static Object value(Map<String, Object> values, FactPath path) {
    Object value = values.get(path.text());
    return value == null ? ValueDomains.neutral(path.type()) : value;
  }
}
