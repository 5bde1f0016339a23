package org.portcullis.engine.audit;

import java.util.Set;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.codec.CaseCodec;
import org.portcullis.rules.Evaluation;

/**
 * One decision, as the log keeps it: enough to replay it, and nothing that names a device or a
 * person. No component can hold a serial number, challenge, token, address or free text.
 *
 * @param id the decision
 * @param timeMillis its time in milliseconds since 1970, 0 to 2^48 - 1; the only time that the
 *     decision saw
 * @param evaluation the outcome, its findings, and the digests of rule set, parameters and case
 * @param eligibilityCase the facts that were decided on
 * @param evidence digests of the evidence behind the facts
 * @param salt what makes the entry's hash unguessable
 * @param clock where the time came from
 * @param degraded stores that could not be asked; copied
 * @param engineVersion the engine that decided, with the rule engine in it
 */
public record DecisionRecord(
    DecisionId id,
    long timeMillis,
    Evaluation evaluation,
    EligibilityCase eligibilityCase,
    EvidenceDigests evidence,
    Salt salt,
    ClockStamp clock,
    Set<DegradedStore> degraded,
    String engineVersion)
    implements AuditRecord {
  /**
   * Checks that time and version are in shape and that the evaluation is one of this case.
   *
   * @param id the {@code id} component
   * @param timeMillis the {@code timeMillis} component
   * @param evaluation the {@code evaluation} component
   * @param eligibilityCase the {@code eligibilityCase} component
   * @param evidence the {@code evidence} component
   * @param salt the {@code salt} component
   * @param clock the {@code clock} component
   * @param degraded the {@code degraded} component
   * @param engineVersion the {@code engineVersion} component
   * @throws IllegalArgumentException if the time or version is out of shape, or the evaluation
   *     names another case
   */
  public DecisionRecord {
    degraded = Set.copyOf(degraded);
    RecordShape.check(timeMillis, engineVersion);
    if (!evaluation.caseDigest().equals(Digest.of(CaseCodec.encode(eligibilityCase)))) {
      throw new IllegalArgumentException("the evaluation is of another case");
    }
  }

  @Override
  public byte[] encode() {
    return DecisionWriter.write(this);
  }
}
