package org.portcullis.engine;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.portcullis.engine.activation.AcceptedActivation;
import org.portcullis.engine.activation.ShadowCount;
import org.portcullis.engine.audit.BlobStore;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.rules.Evaluation;

/** A rule set that is evaluated beside the one that decides. Its outcomes are counted, no more. */
final class ShadowPolicy {
  private final AcceptedActivation activation;
  private final Digest parameters;
  private final PolicyHolder holder;
  private ShadowCount count = ShadowCount.NONE;

  ShadowPolicy(AcceptedActivation activation, Policy policy, BlobStore blobs) throws IOException {
    this.activation = activation;
    this.parameters = policy.parameters();
    // Its errors concern no decision: they end in an indeterminate outcome, which is counted.
    this.holder = new PolicyHolder(blobs, alarm -> {});
    holder.bind(policy);
  }

  AcceptedActivation activation() {
    return activation;
  }

  Digest parameters() {
    return parameters;
  }

  /** What this rule set says, if its outcome is another one. */
  Optional<Evaluation> compare(EligibilityCase facts, Evaluation decided, Instant now) {
    return holder.judgeIfBound(facts, now).flatMap(judged -> compare(judged.evaluation(), decided));
  }

  private Optional<Evaluation> compare(Evaluation beside, Evaluation decided) {
    boolean differs = beside.outcome() != decided.outcome();
    add(
        new ShadowCount(
            1,
            differs ? 1 : 0,
            differs && beside.isEligible() ? 1 : 0,
            differs && decided.isEligible() ? 1 : 0));
    return differs ? Optional.of(beside) : Optional.empty();
  }

  private synchronized void add(ShadowCount one) {
    count =
        new ShadowCount(
            count.compared() + one.compared(),
            count.differed() + one.differed(),
            count.gained() + one.gained(),
            count.lost() + one.lost());
  }

  synchronized ShadowCount count() {
    return count;
  }

  /** Ends it; a comparison under way finds nothing bound, and is none. */
  void close() {
    holder.unbind();
  }
}
