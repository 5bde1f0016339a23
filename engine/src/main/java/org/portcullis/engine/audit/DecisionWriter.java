package org.portcullis.engine.audit;

import java.util.Collection;
import org.portcullis.facts.codec.CaseCodec;
import org.portcullis.facts.codec.CborWriter;
import org.portcullis.rules.Evaluation;
import org.portcullis.rules.EvaluationCodec;

/** Writes a decision's record in its one encoding: all keys, ascending. */
final class DecisionWriter {
  /** Bytes that an ordinary record fits. */
  private static final int ORDINARY_LENGTH = 1024;

  private DecisionWriter() {}

  static byte[] write(DecisionRecord record) {
    Evaluation evaluation = record.evaluation();
    CborWriter out = new CborWriter(ORDINARY_LENGTH).beginMap(RecordKey.DECISION_COUNT);
    out.writeInteger(RecordKey.KIND).writeInteger(RecordKey.KIND_DECISION);
    out.writeInteger(RecordKey.ID).writeBytes(record.id().bytes());
    out.writeInteger(RecordKey.TIME).writeInteger(record.timeMillis());
    out.writeInteger(RecordKey.RULE_SET).writeBytes(evaluation.ruleSet().bytes());
    out.writeInteger(RecordKey.PARAMETERS).writeBytes(evaluation.parameters().bytes());
    out.writeInteger(RecordKey.VOCABULARY).writeInteger(record.eligibilityCase().vocabulary());
    out.writeInteger(RecordKey.ENGINE).writeText(record.engineVersion());
    out.writeInteger(RecordKey.CASE).writeEncoded(CaseCodec.encode(record.eligibilityCase()));
    writeEvidence(out.writeInteger(RecordKey.EVIDENCE), record.evidence());
    out.writeInteger(RecordKey.OUTCOME).writeInteger(EvaluationCodec.number(evaluation.outcome()));
    out.writeInteger(RecordKey.FINDINGS)
        .writeEncoded(EvaluationCodec.encodeFindings(evaluation.findings()));
    out.writeInteger(RecordKey.OBLIGATIONS)
        .writeEncoded(EvaluationCodec.encodeObligations(evaluation.obligations()));
    out.writeInteger(RecordKey.SALT).writeBytes(record.salt().bytes());
    writeClock(out.writeInteger(RecordKey.CLOCK), record.clock());
    writeNumbers(out.writeInteger(RecordKey.DEGRADED), Numbering.DEGRADED, record.degraded());
    out.writeInteger(RecordKey.RETRY).writeInteger(evaluation.retryAfterSeconds());
    return out.toByteArray();
  }

  static void writeClock(CborWriter out, ClockStamp clock) {
    out.beginArray(2)
        .writeInteger(Numbering.CLOCK_SOURCE.number(clock.source()))
        .writeInteger(Numbering.CLOCK_QUALITY.number(clock.quality()));
  }

  private static void writeEvidence(CborWriter out, EvidenceDigests evidence) {
    out.beginMap(evidence.byKind().size());
    for (int number = 0; number < Numbering.EVIDENCE.size(); number++) {
      int key = number;
      Numbering.EVIDENCE
          .constant(number)
          .map(evidence.byKind()::get)
          .ifPresent(digest -> out.writeInteger(key).writeBytes(digest.bytes()));
    }
  }

  private static <E extends Enum<E>> void writeNumbers(
      CborWriter out, Numbering<E> numbering, Collection<E> constants) {
    out.beginArray(constants.size());
    constants.stream().mapToInt(numbering::number).sorted().forEach(out::writeInteger);
  }
}
