package org.portcullis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.portcullis.facts.Outcome;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.rules.bundle.BundledRuleSets;

final class StandardRuleSetTest {
  @Test
  void load_standard_isClean() {
    RuleSetLoading loading = RuleSet.load(BundledRuleSets.standard());
    assertThat(loading)
        .isInstanceOfSatisfying(
            RuleSetLoading.Loaded.class,
            loaded -> {
              assertThat(loaded.warnings()).isEmpty();
              Evaluation e = loaded.ruleSet().evaluate(CaseMint.good());
              assertThat(e.outcome()).as(e.toString()).isEqualTo(Outcome.ELIGIBLE);
              e = loaded.ruleSet().evaluate(CaseMint.certified());
              assertThat(e.outcome()).as(e.toString()).isEqualTo(Outcome.ELIGIBLE);
            });
  }
}
