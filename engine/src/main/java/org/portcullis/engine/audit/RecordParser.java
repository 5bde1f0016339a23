package org.portcullis.engine.audit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.portcullis.engine.audit.RecordDecoding.Decoded;
import org.portcullis.engine.audit.RecordDecoding.Fault;
import org.portcullis.engine.audit.RecordDecoding.Undecodable;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Vocabulary;
import org.portcullis.facts.codec.CaseCodec;
import org.portcullis.facts.codec.CaseDecoding;
import org.portcullis.facts.codec.CborReader;
import org.portcullis.facts.codec.MalformedCborException;
import org.portcullis.rules.Evaluation;

/** Reads a record strictly; the encoding of what was read must be the entry again. */
final class RecordParser {
  private final CborReader in;

  private RecordParser(byte[] entry) {
    this.in = new CborReader(entry);
  }

  static RecordDecoding parse(byte[] entry) {
    if (entry.length > AuditRecord.MAX_LENGTH) {
      return new Undecodable(
          Fault.TOO_LONG, AuditRecord.MAX_LENGTH, "longer than " + AuditRecord.MAX_LENGTH);
    }
    try {
      AuditRecord record = new RecordParser(entry).readRecord();
      int difference = Arrays.mismatch(entry, record.encode());
      return difference < 0
          ? new Decoded(record)
          : new Undecodable(Fault.MALFORMED, difference, "not the canonical form");
    } catch (UnknownException e) {
      return new Undecodable(e.fault, e.offset, "unknown number");
    } catch (MalformedCborException e) {
      return new Undecodable(Fault.MALFORMED, e.offset(), e.reason());
    } catch (IllegalArgumentException e) {
      return new Undecodable(Fault.MALFORMED, 0, "fields contradict each other");
    }
  }

  /** The time of a record whose beginning is in shape; the rest is not looked at. */
  static OptionalLong readTime(byte[] entry) {
    try {
      RecordParser parser = new RecordParser(entry);
      parser.readHead();
      return OptionalLong.of(parser.readTime());
    } catch (UnknownException | MalformedCborException | IllegalArgumentException e) {
      return OptionalLong.empty();
    }
  }

  private AuditRecord readRecord() throws MalformedCborException, UnknownException {
    DecisionId id = readHead();
    long time = readTime();
    Digest ruleSet = readDigest(RecordKey.RULE_SET);
    Digest parameters = readDigest(RecordKey.PARAMETERS);
    readVocabulary();
    in.expectKey(RecordKey.ENGINE);
    String engine = in.readText(AuditRecord.MAX_VERSION_LENGTH);
    in.expectKey(RecordKey.CASE);
    int caseStart = in.position();
    byte[] encodedCase = in.readEncoded();
    EligibilityCase facts = decodeCase(encodedCase, caseStart);
    EvidenceDigests evidence = readEvidence();
    in.expectKey(RecordKey.OUTCOME);
    int evaluationStart = in.position();
    byte[] outcome = in.readEncoded();
    byte[] findings = readEncoded(RecordKey.FINDINGS);
    byte[] obligations = readEncoded(RecordKey.OBLIGATIONS);
    in.expectKey(RecordKey.SALT);
    Salt salt = Salt.fromBytes(in.readBytes(Salt.LENGTH));
    ClockStamp clock = readClock();
    Set<DegradedStore> degraded = readDegraded();
    byte[] retry = readEncoded(RecordKey.RETRY);
    in.expectEnd();
    Evaluation evaluation =
        decodeEvaluation(
            new EvaluationItems(outcome, findings, obligations, retry),
            Digest.of(encodedCase),
            ruleSet,
            parameters,
            evaluationStart);
    return new AuditRecord(id, time, evaluation, facts, evidence, salt, clock, degraded, engine);
  }

  private DecisionId readHead() throws MalformedCborException, UnknownException {
    int start = in.position();
    int pairs = in.beginMap(Integer.MAX_VALUE);
    in.expectKey(RecordKey.KIND);
    int kindStart = in.position();
    if (in.readInteger() != RecordKey.KIND_DECISION) {
      throw new UnknownException(Fault.UNKNOWN_KIND, kindStart);
    }
    if (pairs != RecordKey.COUNT) {
      throw new MalformedCborException(start, RecordKey.COUNT + " pairs expected");
    }
    in.expectKey(RecordKey.ID);
    int idStart = in.position();
    byte[] id = in.readBytes(DecisionId.LENGTH);
    if (id.length != DecisionId.LENGTH) {
      throw new MalformedCborException(idStart, "16 bytes expected");
    }
    ByteBuffer bits = ByteBuffer.wrap(id);
    return new DecisionId(new UUID(bits.getLong(), bits.getLong()));
  }

  private long readTime() throws MalformedCborException {
    in.expectKey(RecordKey.TIME);
    return in.readInteger(0, AuditRecord.LATEST_MILLIS);
  }

  private void readVocabulary() throws MalformedCborException, UnknownException {
    in.expectKey(RecordKey.VOCABULARY);
    int start = in.position();
    if (in.readInteger() != Vocabulary.VERSION) {
      throw new UnknownException(Fault.UNKNOWN_VOCABULARY, start);
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
      EvidenceKind kind = readConstant(Numbering.EVIDENCE);
      digests.put(kind, readDigest());
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

  private byte[] readEncoded(int key) throws MalformedCborException {
    in.expectKey(key);
    return in.readEncoded();
  }

  private ClockStamp readClock() throws MalformedCborException {
    in.expectKey(RecordKey.CLOCK);
    expectLength(2);
    return new ClockStamp(
        readConstant(Numbering.CLOCK_SOURCE), readConstant(Numbering.CLOCK_QUALITY));
  }

  private Set<DegradedStore> readDegraded() throws MalformedCborException {
    in.expectKey(RecordKey.DEGRADED);
    int length = in.beginArray(Numbering.DEGRADED.size());
    Set<DegradedStore> stores = EnumSet.noneOf(DegradedStore.class);
    for (int i = 0; i < length; i++) {
      stores.add(readConstant(Numbering.DEGRADED));
    }
    return stores;
  }

  private void expectLength(int length) throws MalformedCborException {
    int start = in.position();
    if (in.beginArray(length) != length) {
      throw new MalformedCborException(start, length + " items expected");
    }
  }

  private Digest readDigest(int key) throws MalformedCborException {
    in.expectKey(key);
    return readDigest();
  }

  private Digest readDigest() throws MalformedCborException {
    int start = in.position();
    byte[] digest = in.readBytes(Digest.LENGTH);
    if (digest.length != Digest.LENGTH) {
      throw new MalformedCborException(start, "32 bytes expected");
    }
    return Digest.fromBytes(digest);
  }

  private <E extends Enum<E>> E readConstant(Numbering<E> numbering) throws MalformedCborException {
    int start = in.position();
    long number = in.readInteger(0, Integer.MAX_VALUE);
    return numbering
        .constant(number)
        .orElseThrow(() -> new MalformedCborException(start, "unknown constant"));
  }

  /** A number that a newer library may know. */
  private static final class UnknownException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final int offset;

    UnknownException(Fault fault, int offset) {
      super("unknown", null, false, false);
      this.fault = fault;
      this.offset = offset;
    }
  }
}
