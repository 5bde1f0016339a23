package org.portcullis.engine;

import java.time.Instant;
import java.util.Optional;
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
    return new RuleSetPolicy(ruleSet);
  }

  /** The real one. */
  record RuleSetPolicy(RuleSet set) implements Policy {
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
    public Optional<Instant> notBefore() {
      return set.manifest().notBefore();
    }

    @Override
    public Optional<Instant> expires() {
      return set.manifest().expires();
    }

    @Override
    public void close() {
      set.close();
    }
  }
}
