package org.portcullis.rules;

import java.util.List;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Obligation;
import org.portcullis.facts.Outcome;

/**
 * What a rule set says of a case: pure, without id, time, salt or node, so that the same case under
 * the same rule set and parameters gives the same bytes anywhere.
 *
 * @param outcome what was decided
 * @param findings every finding, sorted by effect, code and rule; those of every effect stand here
 *     whatever decides
 * @param obligations the obligations of an eligible outcome, sorted by code, no code twice; empty
 *     otherwise
 * @param retryAfterSeconds for {@code DEFERRED} when to ask again, 60 to 604,800; 0 otherwise
 * @param caseDigest the digest of the canonical case
 * @param ruleSet the digest of the rule set's bundle
 * @param parameters the digest of the effective parameters
 */
public record Evaluation(
    Outcome outcome,
    List<Finding> findings,
    List<Obligation> obligations,
    long retryAfterSeconds,
    Digest caseDigest,
    Digest ruleSet,
    Digest parameters) {
  /**
   * Copies the lists.
   *
   * @param outcome the outcome
   * @param findings sorted
   * @param obligations sorted
   * @param retryAfterSeconds when to ask again
   * @param caseDigest the case
   * @param ruleSet the rule set
   * @param parameters the parameters
   */
  public Evaluation {
    findings = List.copyOf(findings);
    obligations = List.copyOf(obligations);
  }

  /**
   * The canonical form, in deterministic CBOR: the same evaluation gives the same bytes anywhere.
   *
   * @return a new array
   * @see EvaluationCodec
   */
  public byte[] canonical() {
    return EvaluationCodec.encode(this);
  }

  /**
   * Whether the device may be offered the release.
   *
   * @return whether the outcome is {@code ELIGIBLE}
   */
  public boolean isEligible() {
    return outcome == Outcome.ELIGIBLE;
  }
}
