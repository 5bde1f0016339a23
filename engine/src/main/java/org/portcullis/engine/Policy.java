package org.portcullis.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.portcullis.engine.activation.Activation;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.rules.Evaluation;
import org.portcullis.rules.RuleSet;

/** What the engine needs of a rule set; tests put failing ones here. */
interface Policy extends AutoCloseable {
  Evaluation evaluate(EligibilityCase facts);

  Digest ruleSet();

  Digest parameters();

  byte[] parametersCanonical();

  Optional<Instant> notBefore();

  Optional<Instant> expires();

  @Override
  void close();

  static Policy of(RuleSet ruleSet) {
    return new RuleSetPolicy(ruleSet, ruleSet.manifest().notBefore(), ruleSet.manifest().expires());
  }

  /** A rule set for as long as both it and its activation are valid. */
  static Policy of(RuleSet ruleSet, Activation activation) {
    return new RuleSetPolicy(
        ruleSet,
        Stream.of(ruleSet.manifest().notBefore(), activation.notBefore())
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder()),
        Stream.of(ruleSet.manifest().expires(), activation.expires())
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder()));
  }

  /** The real one. */
  record RuleSetPolicy(RuleSet set, Optional<Instant> notBefore, Optional<Instant> expires)
      implements Policy {
    @Override
    public Evaluation evaluate(EligibilityCase facts) {
      return set.evaluate(facts);
    }

    @Override
    public Digest ruleSet() {
      return set.digest();
    }

    @Override
    public Digest parameters() {
      return set.parameters().digest();
    }

    @Override
    public byte[] parametersCanonical() {
      return set.parameters().canonical();
    }

    @Override
    public void close() {
      set.close();
    }
  }
}
