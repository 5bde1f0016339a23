package org.portcullis.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.rules.confine.Condition;
import org.portcullis.rules.internal.FiredRules;

/**
 * The second evaluator, which walks the condition tree. Each distinct path is read once, and each
 * distinct comparison made at most once, whatever the number of rules that name it.
 */
final class TreeEvaluator implements Evaluator {
  private static final byte UNKNOWN = 0;
  private static final byte HOLDS = 1;
  private static final byte FAILS = 2;

  private final FactPlan plan;
  private final Comparison[] comparisons;
  private final Node[] rules;

  TreeEvaluator(RuleTable table) {
    Builder builder = new Builder();
    this.rules = new Node[table.size()];
    for (int rule = 0; rule < rules.length; rule++) {
      rules[rule] = builder.node(table.rule(rule).condition());
    }
    this.comparisons = builder.comparisons.toArray(Comparison[]::new);
    this.plan = builder.plan.build();
  }

  @Override
  public FiredRules evaluate(EligibilityCase facts) {
    Memo memo = new Memo(plan.read(facts), comparisons);
    FiredRules fired = new FiredRules(rules.length);
    for (int rule = 0; rule < rules.length; rule++) {
      if (rules[rule].holds(memo)) {
        fired.fired(rule);
      }
    }
    return fired;
  }

  /** What is known of one case. */
  private static final class Memo {
    private final FactPlan.Values values;
    private final Comparison[] comparisons;
    private final byte[] known;

    Memo(FactPlan.Values values, Comparison[] comparisons) {
      this.values = values;
      this.comparisons = comparisons;
      this.known = new byte[comparisons.length];
    }

    boolean holds(int comparison) {
      byte state = known[comparison];
      if (state == UNKNOWN) {
        state = comparisons[comparison].holds(values) ? HOLDS : FAILS;
        known[comparison] = state;
      }
      return state == HOLDS;
    }
  }

  private sealed interface Node {
    boolean holds(Memo memo);
  }

  private record One(int comparison) implements Node {
    @Override
    public boolean holds(Memo memo) {
      return memo.holds(comparison);
    }
  }

  private static final class All implements Node {
    private final Node[] parts;

    All(Node[] parts) {
      this.parts = parts;
    }

    @Override
    public boolean holds(Memo memo) {
      for (Node part : parts) {
        if (!part.holds(memo)) {
          return false;
        }
      }
      return true;
    }
  }

  private static final class Any implements Node {
    private final Node[] parts;

    Any(Node[] parts) {
      this.parts = parts;
    }

    @Override
    public boolean holds(Memo memo) {
      for (Node part : parts) {
        if (part.holds(memo)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Numbers the distinct comparisons. */
  private static final class Builder {
    private final FactPlan.Builder plan = new FactPlan.Builder();
    private final List<Comparison> comparisons = new ArrayList<>();
    private final Map<String, One> known = new HashMap<>();

    Node node(Condition condition) {
      if (condition instanceof Condition.And and) {
        return new All(nodes(and.parts()));
      } else if (condition instanceof Condition.Or or) {
        return new Any(nodes(or.parts()));
      }
      return known.computeIfAbsent(ConditionText.of(condition), text -> leaf(condition));
    }

    private Node[] nodes(List<Condition> parts) {
      return parts.stream().map(this::node).toArray(Node[]::new);
    }

    private One leaf(Condition condition) {
      comparisons.add(Comparison.of((Condition.Leaf) condition, plan));
      return new One(comparisons.size() - 1);
    }
  }
}
