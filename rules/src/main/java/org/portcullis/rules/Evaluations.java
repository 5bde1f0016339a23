package org.portcullis.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.PolicyState;
import org.portcullis.rules.confine.ConditionTree;

/** Evaluations where there is no rule set. */
public final class Evaluations {
  /** Stands for the digests of rule set and parameters where there are none: SHA-256 of nothing. */
  public static final Digest NONE = Digest.of(new byte[0]);

  private static final RuleTable NO_RULES = new RuleTable(new ConditionTree(List.of()), Map.of());
  private static final Combiner UNBOUND = new Combiner(NO_RULES, Set.of(), NONE, NONE);

  private Evaluations() {}

  /**
   * Evaluates a case to which no rule set is bound: not eligible, by the floor, which still reports
   * all its reasons.
   *
   * @param facts the case, whose policy is {@code UNBOUND}
   * @return the evaluation, with {@link #NONE} for the digests of rule set and parameters
   * @throws IllegalArgumentException if the case says that a rule set is bound
   */
  public static Evaluation unbound(EligibilityCase facts) {
    if (facts.policy().state() != PolicyState.UNBOUND) {
      throw new IllegalArgumentException("the case says that a rule set is bound");
    }
    return UNBOUND.combine(facts, CaseDigest.of(facts), NO_RULES.none(), Set.of());
  }
}
