package org.portcullis.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.portcullis.engine.activation.ActivationRefusal;
import org.portcullis.engine.activation.ShadowCount;
import org.portcullis.engine.audit.ActivationAct;
import org.portcullis.engine.audit.ActivationRecord;
import org.portcullis.engine.audit.AuditLog;
import org.portcullis.engine.audit.AuditReceipt;
import org.portcullis.engine.audit.AuditRecord;
import org.portcullis.engine.audit.AuditRefusal;
import org.portcullis.engine.audit.DecisionId;
import org.portcullis.engine.audit.DecisionRecord;
import org.portcullis.engine.audit.DegradedStore;
import org.portcullis.engine.audit.EngineVersion;
import org.portcullis.engine.audit.EvidenceDigests;
import org.portcullis.engine.audit.Salt;
import org.portcullis.facts.Effect;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Outcome;
import org.portcullis.facts.ReasonCode;
import org.portcullis.facts.RuleId;
import org.portcullis.rules.Evaluation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records evaluations and acts; only then an evaluation is a decision, and an act is done. */
final class Recorder {
  static final ReasonCode AUDIT_UNAVAILABLE = new ReasonCode("portcullis.audit-unavailable");

  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final RuleId ENGINE = new RuleId("portcullis/engine");

  private final AuditLog log;
  private final RandomGenerator random;

  Recorder(AuditLog log, RandomGenerator random) {
    this.log = log;
    this.random = random;
  }

  Decision record(
      PolicyHolder.Judged judged,
      DecisionClock.Reading clock,
      EvidenceDigests evidence,
      Set<DegradedStore> degraded) {
    RandomGenerator drawn = DrawnBytes.from(random, DecisionId.LENGTH + Salt.LENGTH);
    DecisionId id = DecisionId.next(clock.millis(), drawn);
    DecisionRecord record =
        new DecisionRecord(
            id,
            clock.millis(),
            judged.evaluation(),
            judged.facts(),
            evidence,
            Salt.next(drawn),
            clock.stamp(),
            degraded,
            EngineVersion.current());
    AuditReceipt receipt = append(record);
    return receipt.isAccepted()
        ? new Decision(id, judged.evaluation(), receipt, clock.stamp())
        : new Decision(id, unrecorded(judged.evaluation()), receipt, clock.stamp());
  }

  /** Records an act; it may take effect only if the receipt says that it is accepted. */
  AuditReceipt record(
      ActivationAct act,
      ActivationRecord.Subject subject,
      Optional<ActivationRefusal> refusal,
      ShadowCount shadow,
      DecisionClock.Reading clock) {
    RandomGenerator drawn = DrawnBytes.from(random, DecisionId.LENGTH + Salt.LENGTH);
    return append(
        new ActivationRecord(
            DecisionId.next(clock.millis(), drawn),
            clock.millis(),
            act,
            subject,
            refusal,
            shadow,
            Salt.next(drawn),
            clock.stamp(),
            EngineVersion.current()));
  }

  private AuditReceipt append(AuditRecord record) {
    try {
      return log.append(record);
    } catch (RuntimeException e) {
      LOG.error("the audit log failed: {}", e.getClass().getName());
      return new AuditReceipt.Refused(AuditRefusal.LOG_FAILED);
    }
  }

  /** What was found stands; what it would have meant does not. */
  private static Evaluation unrecorded(Evaluation evaluation) {
    List<Finding> findings = new ArrayList<>(evaluation.findings());
    findings.add(new Finding(Effect.DENY, AUDIT_UNAVAILABLE, ENGINE, 0));
    findings.sort(null);
    return new Evaluation(
        Outcome.INDETERMINATE,
        findings,
        List.of(),
        0,
        evaluation.caseDigest(),
        evaluation.ruleSet(),
        evaluation.parameters());
  }
}
