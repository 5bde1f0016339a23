package org.portcullis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.rules.confine.ConditionTree;
import org.portcullis.rules.confine.MutatedRules;
import org.portcullis.rules.confine.RuleSource;

/** That the fuzz tests have something to look at, and would see an escape. */
final class AcceptedRulesTest {
  @Test
  void draw_fourHundredMutants_areAcceptedOftenEnoughAndRefusedToo()
      throws EvaluationFailedException {
    int accepted = 0;
    int changed = 0;
    for (int seed = 0; seed < 400; seed++) {
      RuleSource source = new MutatedRules(new Random(seed)).draw();
      Optional<ConditionTree> tree = MutatedRules.accepted(source);
      if (tree.isPresent()) {
        accepted++;
        AcceptedRules.assertConfined(tree.get());
        if (accepted % 16 == 0) {
          changed++;
          AcceptedRules.assertAgreement(tree.get(), seed);
        }
      }
    }
    System.out.printf("of 400 mutated sources %d are accepted%n", accepted);
    assertThat(accepted).isBetween(100, 360);
    assertThat(changed).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.exit(1) == 0",
        "device.model == java.lang.System",
        "device.model.class == device.model",
        "device.model == \"A b\"",
        "device.model matches \"a\"",
        "device.sequence + 1 == 2",
        "device[0] == 1"
      })
  void assertConfined_escape_isSeen(String constraint) {
    assertThatThrownBy(() -> HandedToDrools.assertConfined(constraint))
        .isInstanceOf(AssertionError.class);
  }
}
