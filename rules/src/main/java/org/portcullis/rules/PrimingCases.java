package org.portcullis.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.RecordType;
import org.portcullis.facts.SignalState;
import org.portcullis.facts.Vocabulary;
import org.portcullis.rules.confine.CheckedRule;
import org.portcullis.rules.confine.Condition;
import org.portcullis.rules.confine.FactPath;

/**
 * The cases with which a rule set is primed: for each rule and each of its comparisons, one case in
 * which it holds and one in which it fails, while those before it hold. So Drools reaches, and
 * compiles, every constraint before a decision does. Where comparisons contradict each other, the
 * cases come as near as a hill climb gets.
 */
final class PrimingCases {
  private static final int PASSES = 3;

  /** A comparison and what it should answer. */
  private record Goal(Condition.Leaf leaf, boolean wanted) {}

  private final ValueDomains domains;
  private final Map<String, Object> ordinary = new HashMap<>();
  private final Map<String, List<Object>> candidates = new HashMap<>();
  private final Map<String, LeafProbe> probes = new HashMap<>();
  private final Set<EligibilityCase> found = new LinkedHashSet<>();

  private PrimingCases(List<CheckedRule> rules) {
    this.domains = new ValueDomains(rules);
    settle(Vocabulary.root(), List.of());
  }

  /** The cases, in an order that depends on the rules alone. */
  static Set<EligibilityCase> of(List<CheckedRule> rules) {
    PrimingCases cases = new PrimingCases(rules);
    CaseAssembler.assemble(cases.choice(cases.ordinary)).ifPresent(cases.found::add);
    rules.forEach(rule -> cases.walk(rule.condition(), new ArrayList<>()));
    return cases.found;
  }

  /** Finds ordinary values that every record admits, innermost records first. */
  private void settle(RecordType type, List<Field> prefix) {
    List<FactPath> own = new ArrayList<>();
    for (Field field : type.fields()) {
      List<Field> path = new ArrayList<>(prefix);
      path.add(field);
      if (field.type() instanceof FieldType.NestedType nested) {
        settle(nested.type(), path);
      } else {
        own.add(new FactPath(path));
      }
    }
    for (FactPath path : own) {
      candidates.put(path.text(), domains.of(path));
      ordinary.put(path.text(), ValueDomains.neutral(path.type()));
    }
    // A value that says nothing may be none that the record admits, as month 0. The state stays
    // verified: from another one, no single step leads back.
    for (FactPath path : own) {
      if (!path.last().isState() && !isAdmitted(type, prefix)) {
        replace(path, type, prefix);
      }
    }
  }

  private void replace(FactPath path, RecordType type, List<Field> prefix) {
    Object before = value(ordinary, path);
    for (Object candidate : candidates(path)) {
      ordinary.put(path.text(), candidate);
      if (isAdmitted(type, prefix)) {
        return;
      }
    }
    ordinary.put(path.text(), before);
  }

  private boolean isAdmitted(RecordType type, List<Field> prefix) {
    return CaseAssembler.record(type, prefix, choice(ordinary)).isPresent();
  }

  /** Walks along a conjunction; of a disjunction it tries each alternative. */
  private void walk(Condition condition, List<Goal> before) {
    if (condition instanceof Condition.And and) {
      and.parts().forEach(part -> walk(part, before));
    } else if (condition instanceof Condition.Or or) {
      List<Goal> start = List.copyOf(before);
      for (int i = or.parts().size() - 1; i >= 0; i--) {
        before.clear();
        before.addAll(start);
        walk(or.parts().get(i), before);
      }
    } else {
      Condition.Leaf leaf = (Condition.Leaf) condition;
      before.add(new Goal(leaf, false));
      climb(before);
      before.set(before.size() - 1, new Goal(leaf, true));
      climb(before);
    }
  }

  private void climb(List<Goal> goals) {
    Map<String, Object> values = new HashMap<>(ordinary);
    if (climb(goals, values) < goals.size()) {
      // A rejection can't be reached step by step from a verified signal.
      Map<String, Object> rejected = new HashMap<>(ordinary);
      goals.forEach(goal -> reject(goal.leaf().path(), rejected));
      climb(goals, rejected);
      if (score(goals, rejected) > score(goals, values)) {
        values = rejected;
      }
    }
    CaseAssembler.assemble(choice(values)).ifPresent(found::add);
  }

  private static void reject(FactPath path, Map<String, Object> values) {
    Field last = path.last();
    if (last.isHeader() && !last.isState() && !last.isGuarded()) {
      String prefix = path.text().substring(0, path.text().lastIndexOf('.') + 1);
      values.put(prefix + "state", SignalState.REJECTED);
    }
  }

  private int climb(List<Goal> goals, Map<String, Object> values) {
    int best = score(goals, values);
    for (int pass = 0; pass < PASSES && best < goals.size(); pass++) {
      for (Goal goal : goals) {
        best = improve(goal.leaf().path(), goal, goals, values, best);
        if (goal.leaf() instanceof Condition.ComparePaths compare) {
          best = improve(compare.other(), goal, goals, values, best);
        }
      }
    }
    return best;
  }

  /** Takes the value of one path that contents the most goals. */
  private int improve(
      FactPath path, Goal goal, List<Goal> goals, Map<String, Object> values, int before) {
    int best = before;
    Object chosen = value(values, path);
    List<Object> options = new ArrayList<>(candidates(path));
    if (goal.leaf() instanceof Condition.ComparePaths compare) {
      options.addAll(ValueDomains.near(path.type(), value(values, compare.path())));
      options.addAll(ValueDomains.near(path.type(), value(values, compare.other())));
    }
    for (Object option : options) {
      if (best == goals.size()) {
        break;
      }
      values.put(path.text(), option);
      int score = score(goals, values);
      if (score > best) {
        best = score;
        chosen = option;
      }
    }
    values.put(path.text(), chosen);
    return best;
  }

  /** How many goals are content; none if the values make no case. */
  private int score(List<Goal> goals, Map<String, Object> values) {
    Optional<EligibilityCase> facts = CaseAssembler.assemble(choice(values));
    if (facts.isEmpty()) {
      return -1;
    }
    int score = 0;
    for (Goal goal : goals) {
      score += probe(goal.leaf()).holds(facts.get()) == goal.wanted() ? 1 : 0;
    }
    return score;
  }

  private LeafProbe probe(Condition.Leaf leaf) {
    return probes.computeIfAbsent(ConditionText.of(leaf), text -> LeafProbe.of(leaf));
  }

  private List<Object> candidates(FactPath path) {
    return candidates.getOrDefault(path.text(), List.of());
  }

  private CaseAssembler.Choice choice(Map<String, Object> values) {
    return path -> value(values, path);
  }

  private static Object value(Map<String, Object> values, FactPath path) {
    Object value = values.get(path.text());
    return value == null ? ValueDomains.neutral(path.type()) : value;
  }

  /** One comparison, ready to be made on any case. */
  private record LeafProbe(FactPlan plan, Comparison comparison) {
    static LeafProbe of(Condition.Leaf leaf) {
      FactPlan.Builder plan = new FactPlan.Builder();
      Comparison comparison = Comparison.of(leaf, plan);
      return new LeafProbe(plan.build(), comparison);
    }

    boolean holds(EligibilityCase facts) {
      return comparison.holds(plan.read(facts));
    }
  }
}
