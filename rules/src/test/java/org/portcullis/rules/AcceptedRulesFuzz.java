package org.portcullis.rules;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Random;
import java.util.SplittableRandom;
import org.portcullis.rules.confine.ConditionTree;
import org.portcullis.rules.confine.MutatedRules;
import org.portcullis.rules.confine.RuleSource;

/** The two laws of the confinement, on sources at the edge of the grammar and on any bytes. */
final class AcceptedRulesFuzz {
  /** Drools takes nearly as long to compile the rules of one source as those of many. */
  private static final int SOURCES = 16;

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
    Drawn drawn = new Drawn(data);
    ConditionTree tree = AcceptedRules.gather(new MutatedRules(drawn), SOURCES);
    AcceptedRules.assertAgreement(tree, drawn.nextLong());
  }

  /**
   * The bytes of the fuzzer as a generator; where they end, one goes on that the first of them
   * seeded, since few bytes would otherwise draw nearly the same.
   */
  private static final class Drawn extends Random {
    private static final long serialVersionUID = 1;
    private final transient FuzzedDataProvider data;
    private final transient SplittableRandom rest;

    Drawn(FuzzedDataProvider data) {
      super(0);
      this.data = data;
      this.rest = new SplittableRandom(data.consumeLong());
    }

    @Override
    protected int next(int bits) {
      int drawn = data.remainingBytes() < Integer.BYTES ? rest.nextInt() : data.consumeInt();
      return drawn >>> (Integer.SIZE - bits);
    }
  }
}
