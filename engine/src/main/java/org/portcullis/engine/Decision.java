package org.portcullis.engine;

import org.portcullis.engine.audit.AuditReceipt;
import org.portcullis.engine.audit.ClockStamp;
import org.portcullis.engine.audit.DecisionId;
import org.portcullis.facts.Outcome;
import org.portcullis.rules.Evaluation;

/**
 * A decision, recorded before it was returned, or one that says that it could not be recorded and
 * grants nothing.
 *
 * @param id the decision
 * @param evaluation what was found, and the outcome
 * @param receipt what the audit log said
 * @param clock where its time came from; {@code STEPPED_BACK} says that the clock lies before the
 *     log's latest record, and that for this reason signals are unavailable that are valid for a
 *     time only
 */
public record Decision(
    DecisionId id, Evaluation evaluation, AuditReceipt receipt, ClockStamp clock) {
  /**
   * Checks that nothing is granted without a record.
   *
   * @param id the {@code id} component
   * @param evaluation the {@code evaluation} component
   * @param receipt the {@code receipt} component
   * @param clock the {@code clock} component
   * @throws IllegalArgumentException if the outcome is other than indeterminate and the record was
   *     not accepted
   */
  public Decision {
    if (!receipt.isAccepted() && evaluation.outcome() != Outcome.INDETERMINATE) {
      throw new IllegalArgumentException("a decision without a record is indeterminate");
    }
  }

  /**
   * Whether the device may be offered the release.
   *
   * @return whether the outcome is eligible, and the record accepted
   */
  public boolean isEligible() {
    return evaluation.isEligible() && receipt.isAccepted();
  }
}
