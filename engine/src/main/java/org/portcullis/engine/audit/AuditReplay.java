package org.portcullis.engine.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.portcullis.engine.audit.ReplayResult.Differs;
import org.portcullis.engine.audit.ReplayResult.Identical;
import org.portcullis.engine.audit.ReplayResult.NotReplayable;
import org.portcullis.engine.audit.ReplayResult.OutcomeChange;
import org.portcullis.engine.audit.ReplayResult.Reason;
import org.portcullis.facts.Finding;
import org.portcullis.facts.PolicyState;
import org.portcullis.facts.RuleId;
import org.portcullis.rules.Evaluation;
import org.portcullis.rules.Evaluations;
import org.portcullis.rules.bundle.RuleSetBundle;

/**
 * Decides again what was recorded: the recorded facts, under the rule set and the parameters that
 * the record names by digest, must give the recorded evaluation byte for byte. It needs no clock
 * and no evidence. Thread-safe.
 *
 * <p>A replay shows that the record holds together; that nobody replaced the record itself is for
 * the log to show.
 */
public final class AuditReplay implements AutoCloseable {
  private final ReplayRuleSets ruleSets;

  /**
   * A replay.
   *
   * @param bundles the rule sets that records may cite
   * @param blobs where the parameters are, as beside the log
   */
  public AuditReplay(Collection<RuleSetBundle> bundles, BlobStore blobs) {
    this(new CompiledRuleSets(bundles, blobs));
  }

  AuditReplay(ReplayRuleSets ruleSets) {
    this.ruleSets = ruleSets;
  }

  /**
   * Replays an entry of the log.
   *
   * @param entry the entry
   * @return what the replay shows
   */
  public ReplayResult replay(AuditEntry entry) {
    RecordDecoding decoding = entry.decode();
    if (decoding instanceof RecordDecoding.Decoded decoded) {
      return decoded.value() instanceof DecisionRecord decision
          ? replay(decision)
          : new ReplayResult.NoDecision();
    }
    RecordDecoding.Undecodable undecodable = (RecordDecoding.Undecodable) decoding;
    Reason reason =
        switch (undecodable.fault()) {
          case UNKNOWN_KIND -> Reason.ENGINE_TOO_OLD;
          case UNKNOWN_VOCABULARY -> Reason.VOCABULARY_UNKNOWN;
          case TOO_LONG, MALFORMED -> Reason.RECORD_DAMAGED;
        };
    String detail = undecodable.cause() + " at byte " + undecodable.offset() + " of the entry";
    return new NotReplayable(reason, detail, Optional.empty());
  }

  /**
   * Replays a decision's record.
   *
   * @param record the record
   * @return what the replay shows
   */
  public ReplayResult replay(DecisionRecord record) {
    Evaluation recorded = record.evaluation();
    boolean unbound = record.eligibilityCase().policy().state() == PolicyState.UNBOUND;
    if (unbound != recorded.ruleSet().equals(Evaluations.NONE)) {
      String detail = "case and evaluation differ on whether a rule set was bound";
      return new NotReplayable(Reason.RECORD_DAMAGED, detail, Optional.empty());
    }
    ReplayRuleSets.Found found = ruleSets.find(recorded.ruleSet(), recorded.parameters());
    if (found.missing().isPresent()) {
      return found.missing().get();
    }
    try {
      Evaluation replayed = found.evaluator().orElseThrow().evaluate(record.eligibilityCase());
      boolean sameEngine = record.engineVersion().equals(EngineVersion.current());
      return compare(recorded, replayed, sameEngine);
    } catch (RuntimeException | StackOverflowError e) {
      return new NotReplayable(
          Reason.RULE_THREW,
          "the rule set failed on the case: " + e.getClass().getSimpleName(),
          Optional.of(recorded.ruleSet()));
    }
  }

  private static ReplayResult compare(
      Evaluation recorded, Evaluation replayed, boolean sameEngine) {
    int offset = Arrays.mismatch(recorded.canonical(), replayed.canonical());
    if (offset < 0) {
      return new Identical(sameEngine);
    }
    Optional<OutcomeChange> outcome =
        recorded.outcome() == replayed.outcome()
            ? Optional.empty()
            : Optional.of(new OutcomeChange(recorded.outcome(), replayed.outcome()));
    List<Finding> added = without(replayed.findings(), recorded.findings());
    List<Finding> removed = without(recorded.findings(), replayed.findings());
    return new Differs(
        sameEngine,
        outcome,
        added,
        removed,
        without(replayed.obligations(), recorded.obligations()),
        without(recorded.obligations(), replayed.obligations()),
        firstRule(added, removed),
        offset);
  }

  private static Optional<RuleId> firstRule(List<Finding> added, List<Finding> removed) {
    List<Finding> differing = new ArrayList<>(added);
    differing.addAll(removed);
    return differing.stream().sorted().findFirst().map(Finding::rule);
  }

  private static <T> List<T> without(List<T> all, List<T> some) {
    List<T> rest = new ArrayList<>(all);
    rest.removeAll(some);
    return rest;
  }

  /** Ends the rule sets that were compiled. */
  @Override
  public void close() {
    ruleSets.close();
  }
}
