package org.portcullis.engine;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.portcullis.engine.audit.BlobStore;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Effect;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Outcome;
import org.portcullis.facts.PolicyFacts;
import org.portcullis.facts.RuleId;
import org.portcullis.facts.codec.CaseCodec;
import org.portcullis.rules.EngineReason;
import org.portcullis.rules.Evaluation;
import org.portcullis.rules.Evaluations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one policy in force, which is replaced in one step; a running decision keeps its own. */
final class PolicyHolder {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyHolder.class);

  private final AtomicReference<@Nullable BoundPolicy> current = new AtomicReference<>();
  private final BlobStore blobs;
  private final Consumer<Alarm> alarms;

  PolicyHolder(BlobStore blobs, Consumer<Alarm> alarms) {
    this.blobs = blobs;
    this.alarms = alarms;
  }

  /** Puts a policy in force, once its parameters are durable: every record can be replayed. */
  void bind(Policy policy) throws IOException {
    Digest stored = blobs.put(policy.parametersCanonical());
    if (!stored.equals(policy.parameters())) {
      throw new IOException("the parameters have another digest than the rule set says");
    }
    replace(new BoundPolicy(policy));
  }

  void unbind() {
    replace(null);
  }

  private void replace(@Nullable BoundPolicy next) {
    BoundPolicy before = current.getAndSet(next);
    if (before != null) {
      before.release();
    }
  }

  /** The case as it is judged, with the standing of the policy that judged it. */
  record Judged(EligibilityCase facts, Evaluation evaluation) {}

  Judged judge(EligibilityCase facts, Instant now) {
    return judgeIfBound(facts, now).orElseGet(() -> unbound(facts));
  }

  Optional<Judged> judgeIfBound(EligibilityCase facts, Instant now) {
    Optional<BoundPolicy> bound = acquire();
    if (bound.isEmpty()) {
      return Optional.empty();
    }
    try {
      EligibilityCase stamped = facts.toBuilder().policy(bound.get().facts(now)).build();
      return Optional.of(new Judged(stamped, evaluate(bound.get().policy(), stamped)));
    } finally {
      bound.get().release();
    }
  }

  /** What is said of a case where no policy is in force. */
  static Judged unbound(EligibilityCase facts) {
    EligibilityCase unbound = facts.toBuilder().policy(PolicyFacts.UNBOUND).build();
    return new Judged(unbound, Evaluations.unbound(unbound));
  }

  private Optional<BoundPolicy> acquire() {
    BoundPolicy bound = current.get();
    while (bound != null && !bound.acquire()) {
      // It was replaced between the two looks.
      bound = current.get();
    }
    return Optional.ofNullable(bound);
  }

  private Evaluation evaluate(Policy policy, EligibilityCase facts) {
    try {
      Evaluation evaluation = policy.evaluate(facts);
      raise(evaluation, EngineReason.EVALUATION_FAILED, Alarm.EVALUATION_FAILED);
      raise(evaluation, EngineReason.EVALUATORS_DISAGREE, Alarm.EVALUATORS_DISAGREE);
      return evaluation;
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("the rule set {} failed: {}", policy.ruleSet(), e.getClass().getName());
      alarms.accept(Alarm.EVALUATION_FAILED);
      return failed(policy, facts);
    }
  }

  private void raise(Evaluation evaluation, EngineReason reason, Alarm alarm) {
    boolean found = evaluation.findings().stream().anyMatch(f -> f.reason().equals(reason.code()));
    if (found) {
      alarms.accept(alarm);
    }
  }

  private static Evaluation failed(Policy policy, EligibilityCase facts) {
    Finding finding =
        new Finding(Effect.DENY, EngineReason.EVALUATION_FAILED.code(), RuleId.COMBINER, 0);
    return new Evaluation(
        Outcome.INDETERMINATE,
        List.of(finding),
        List.of(),
        0,
        Digest.of(CaseCodec.encode(facts)),
        policy.ruleSet(),
        policy.parameters());
  }
}
