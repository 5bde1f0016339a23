package org.portcullis.engine.audit;

import org.portcullis.facts.Digest;
import org.portcullis.facts.codec.CborWriter;
import org.portcullis.facts.codec.MalformedCborException;
import org.portcullis.rules.Evaluation;
import org.portcullis.rules.EvaluationCodec;

/**
 * The members of an evaluation's canonical form that stand in a record under keys of their own, so
 * that record and evaluation have one encoding of them.
 */
final class EvaluationItems {
  private static final int MEMBERS = 7;

  private final byte[] outcome;
  private final byte[] findings;
  private final byte[] obligations;
  private final byte[] retry;

  EvaluationItems(byte[] outcome, byte[] findings, byte[] obligations, byte[] retry) {
    this.outcome = outcome;
    this.findings = findings;
    this.obligations = obligations;
    this.retry = retry;
  }

  /** Reads the evaluation of these members strictly. */
  Evaluation decode(Digest caseDigest, Digest ruleSet, Digest parameters)
      throws MalformedCborException {
    CborWriter out = new CborWriter().beginMap(MEMBERS);
    out.writeInteger(0).writeEncoded(outcome);
    out.writeInteger(1).writeEncoded(findings);
    out.writeInteger(2).writeEncoded(obligations);
    out.writeInteger(3).writeEncoded(retry);
    out.writeInteger(4).writeBytes(caseDigest.bytes());
    out.writeInteger(5).writeBytes(ruleSet.bytes());
    out.writeInteger(6).writeBytes(parameters.bytes());
    return EvaluationCodec.decode(out.toByteArray());
  }
}
