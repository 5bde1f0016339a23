package org.portcullis.rules;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.portcullis.rules.confine.ConditionTree;
import org.portcullis.rules.confine.MutatedRules;
import org.portcullis.rules.confine.RuleSource;

/** The two laws of the confinement, on sources at the edge of the grammar and on any bytes. */
final class AcceptedRulesFuzz {
  @FuzzTest(maxDuration = "30s")
  void handToDrools_acceptedMutant_namesNothingOutsideTheVocabulary(FuzzedDataProvider data) {
    MutatedRules.accepted(new MutatedRules(new Drawn(data)).draw())
        .ifPresent(AcceptedRules::assertConfined);
  }

  @FuzzTest(maxDuration = "30s")
  void handToDrools_acceptedBytes_nameNothingOutsideTheVocabulary(byte[] content) {
    MutatedRules.accepted(new RuleSource("rules/any.drl", content))
        .ifPresent(AcceptedRules::assertConfined);
  }

  @FuzzTest(maxDuration = "30s")
  void evaluate_acceptedMutant_droolsAndTheTreeAgree(FuzzedDataProvider data)
      throws EvaluationFailedException {
    Optional<ConditionTree> tree = MutatedRules.accepted(new MutatedRules(new Drawn(data)).draw());
    if (tree.isPresent()) {
      AcceptedRules.assertAgreement(tree.get(), 1);
    }
  }

  /** The bytes of the fuzzer as a generator; where they end, a fixed one goes on. */
  private static final class Drawn extends Random {
    private static final long serialVersionUID = 1;
    private final transient FuzzedDataProvider data;
    private final transient SplittableRandom rest = new SplittableRandom(1);

    Drawn(FuzzedDataProvider data) {
      super(0);
      this.data = data;
    }

    @Override
    protected int next(int bits) {
      int drawn = data.remainingBytes() < Integer.BYTES ? rest.nextInt() : data.consumeInt();
      return drawn >>> (Integer.SIZE - bits);
    }
  }
}
