package org.portcullis.rules.confine;

import java.util.List;

/**
 * The checked rules of a rule set: what Drools is given, and what the second evaluator walks.
 *
 * @param rules sorted by rule id; no id occurs twice
 */
public record ConditionTree(List<CheckedRule> rules) {
  /**
   * Copies the rules.
   *
   * @param rules sorted by rule id; no id occurs twice
   */
  public ConditionTree {
    rules = List.copyOf(rules);
  }
}
