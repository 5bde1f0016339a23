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

  private final RuleTable table;
  private final FactPlan plan;
  private final Comparison[] comparisons;
  private final Node[] conditions;
  private final int[] numbers;

  TreeEvaluator(RuleTable table) {
    Builder builder = new Builder();
    this.table = table;
    this.conditions =
        table.rules().stream()
            .map(rule -> builder.node(rule.rule().condition()))
            .toArray(Node[]::new);
    this.numbers = table.rules().stream().mapToInt(RuleTable.NumberedRule::number).toArray();
    this.comparisons = builder.comparisons.toArray(Comparison[]::new);
    this.plan = builder.plan.build();
  }

  @Override
  public FiredRules evaluate(EligibilityCase facts) {
    Memo memo = new Memo(plan.read(facts), comparisons);
    FiredRules fired = table.none();
    for (int i = 0; i < conditions.length; i++) {
      if (conditions[i].holds(memo)) {
        fired.fired(numbers[i]);
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

  /**
   * A conjunction or a disjunction of comparisons and further nodes. One class rather than an
   * interface: a call that the compiler can inline is a third of the time.
   */
  private static final class Node {
    private final boolean conjunction;
    private final int[] comparisons;
    private final Node[] nodes;

    Node(boolean conjunction, int[] comparisons, Node[] nodes) {
      this.conjunction = conjunction;
      this.comparisons = comparisons;
      this.nodes = nodes;
    }

    /** The first part that differs from a conjunction's hope, or agrees with a disjunction's. */
    boolean holds(Memo memo) {
      for (int comparison : comparisons) {
        if (memo.holds(comparison) != conjunction) {
          return !conjunction;
        }
      }
      for (Node node : nodes) {
        if (node.holds(memo) != conjunction) {
          return !conjunction;
        }
      }
      return conjunction;
    }
  }

  /** Numbers the distinct comparisons. */
  private static final class Builder {
    private final FactPlan.Builder plan = new FactPlan.Builder();
    private final List<Comparison> comparisons = new ArrayList<>();
    private final Map<String, Integer> known = new HashMap<>();

    Node node(Condition condition) {
      if (condition instanceof Condition.And and) {
        return node(true, and.parts());
      } else if (condition instanceof Condition.Or or) {
        return node(false, or.parts());
      }
      return node(true, List.of(condition));
    }

    private Node node(boolean conjunction, List<Condition> parts) {
      return new Node(
          conjunction,
          parts.stream()
              .filter(Condition.Leaf.class::isInstance)
              .mapToInt(part -> comparison((Condition.Leaf) part))
              .toArray(),
          parts.stream()
              .filter(part -> !(part instanceof Condition.Leaf))
              .map(this::node)
              .toArray(Node[]::new));
    }

    private int comparison(Condition.Leaf leaf) {
      return known.computeIfAbsent(
          ConditionText.of(leaf),
          text -> {
            comparisons.add(Comparison.of(leaf, plan));
            return comparisons.size() - 1;
          });
    }
  }
}
