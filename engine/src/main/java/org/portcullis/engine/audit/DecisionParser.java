package org.portcullis.engine.audit;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.portcullis.engine.audit.RecordDecoding.Fault;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Vocabulary;
import org.portcullis.facts.codec.CaseCodec;
import org.portcullis.facts.codec.CaseDecoding;
import org.portcullis.facts.codec.CborReader;
import org.portcullis.facts.codec.MalformedCborException;
import org.portcullis.rules.Evaluation;

/** Reads a decision's record, after its kind. */
final class DecisionParser {
  private final RecordInput record;
  private final CborReader in;

  private DecisionParser(RecordInput record) {
    this.record = record;
    this.in = record.cbor();
  }

  static DecisionRecord read(RecordInput record)
      throws MalformedCborException, UnknownNumberException {
    return new DecisionParser(record).read();
  }

  private DecisionRecord read() throws MalformedCborException, UnknownNumberException {
    DecisionId id = record.readId();
    long time = record.readTime();
    Digest ruleSet = record.readDigest(RecordKey.RULE_SET);
    Digest parameters = record.readDigest(RecordKey.PARAMETERS);
    readVocabulary();
    String engine = record.readEngine();
    in.expectKey(RecordKey.CASE);
    int caseStart = in.position();
    byte[] encodedCase = in.readEncoded();
    EligibilityCase facts = decodeCase(encodedCase, caseStart);
    EvidenceDigests evidence = readEvidence();
    in.expectKey(RecordKey.OUTCOME);
    int evaluationStart = in.position();
    byte[] outcome = in.readEncoded();
    byte[] findings = record.at(RecordKey.FINDINGS).readEncoded();
    byte[] obligations = record.at(RecordKey.OBLIGATIONS).readEncoded();
    Salt salt = record.readSalt();
    ClockStamp clock = record.readClock();
    Set<DegradedStore> degraded = readDegraded();
    byte[] retry = record.at(RecordKey.RETRY).readEncoded();
    in.expectEnd();
    Evaluation evaluation =
        decodeEvaluation(
            new EvaluationItems(outcome, findings, obligations, retry),
            Digest.of(encodedCase),
            ruleSet,
            parameters,
            evaluationStart);
    return new DecisionRecord(id, time, evaluation, facts, evidence, salt, clock, degraded, engine);
  }

  private void readVocabulary() throws MalformedCborException, UnknownNumberException {
    in.expectKey(RecordKey.VOCABULARY);
    int start = in.position();
    if (in.readInteger() != Vocabulary.VERSION) {
      throw new UnknownNumberException(Fault.UNKNOWN_VOCABULARY, start);
    }
  }

  private static EligibilityCase decodeCase(byte[] encoded, int start)
      throws MalformedCborException {
    CaseDecoding decoding = CaseCodec.decode(encoded);
    if (decoding instanceof CaseDecoding.Decoded decoded) {
      return decoded.value();
    }
    CaseDecoding.Malformed malformed = (CaseDecoding.Malformed) decoding;
    throw new MalformedCborException(start + malformed.offset(), "case: " + malformed.cause());
  }

  private EvidenceDigests readEvidence() throws MalformedCborException {
    in.expectKey(RecordKey.EVIDENCE);
    int length = in.beginMap(Numbering.EVIDENCE.size());
    Map<EvidenceKind, Digest> digests = new EnumMap<>(EvidenceKind.class);
    for (int i = 0; i < length; i++) {
      EvidenceKind kind = record.readConstant(Numbering.EVIDENCE);
      digests.put(kind, record.readDigest());
    }
    return new EvidenceDigests(digests);
  }

  /** Its members lie apart in the record, so only the first of them is a place to name. */
  private static Evaluation decodeEvaluation(
      EvaluationItems items, Digest facts, Digest ruleSet, Digest parameters, int start)
      throws MalformedCborException {
    try {
      return items.decode(facts, ruleSet, parameters);
    } catch (MalformedCborException e) {
      throw new MalformedCborException(start, "evaluation: " + e.reason());
    }
  }

  private Set<DegradedStore> readDegraded() throws MalformedCborException {
    in.expectKey(RecordKey.DEGRADED);
    int length = in.beginArray(Numbering.DEGRADED.size());
    Set<DegradedStore> stores = EnumSet.noneOf(DegradedStore.class);
    for (int i = 0; i < length; i++) {
      stores.add(record.readConstant(Numbering.DEGRADED));
    }
    return stores;
  }
}
