package org.portcullis.engine.audit;

import java.util.Arrays;
import java.util.OptionalLong;
import org.portcullis.engine.audit.RecordDecoding.Decoded;
import org.portcullis.engine.audit.RecordDecoding.Fault;
import org.portcullis.engine.audit.RecordDecoding.Undecodable;
import org.portcullis.facts.codec.CborReader;
import org.portcullis.facts.codec.MalformedCborException;

/** Reads a record strictly; the encoding of what was read must be the entry again. */
final class RecordParser {
  private RecordParser() {}

  static RecordDecoding parse(byte[] entry) {
    if (entry.length > AuditRecord.MAX_LENGTH) {
      return new Undecodable(
          Fault.TOO_LONG, AuditRecord.MAX_LENGTH, "longer than " + AuditRecord.MAX_LENGTH);
    }
    try {
      AuditRecord record = readRecord(new RecordInput(entry));
      int difference = Arrays.mismatch(entry, record.encode());
      return difference < 0
          ? new Decoded(record)
          : new Undecodable(Fault.MALFORMED, difference, "not the canonical form");
    } catch (UnknownNumberException e) {
      return new Undecodable(e.fault(), e.offset(), "unknown number");
    } catch (MalformedCborException e) {
      return new Undecodable(Fault.MALFORMED, e.offset(), e.reason());
    } catch (IllegalArgumentException e) {
      return new Undecodable(Fault.MALFORMED, 0, "fields contradict each other");
    }
  }

  /** The time of a record whose beginning is in shape; the rest is not looked at. */
  static OptionalLong readTime(byte[] entry) {
    try {
      RecordInput in = new RecordInput(entry);
      readKind(in);
      in.readId();
      return OptionalLong.of(in.readTime());
    } catch (UnknownNumberException | MalformedCborException | IllegalArgumentException e) {
      return OptionalLong.empty();
    }
  }

  private static AuditRecord readRecord(RecordInput in)
      throws MalformedCborException, UnknownNumberException {
    return switch (readKind(in)) {
      case RecordKey.KIND_DECISION -> DecisionParser.read(in);
      default -> ActivationParser.read(in);
    };
  }

  /** The kind, once the number of pairs is known to be right for it. */
  private static int readKind(RecordInput record)
      throws MalformedCborException, UnknownNumberException {
    CborReader in = record.cbor();
    int start = in.position();
    int pairs = in.beginMap(Integer.MAX_VALUE);
    in.expectKey(RecordKey.KIND);
    int kindStart = in.position();
    long kind = in.readInteger();
    if (kind != RecordKey.KIND_DECISION && kind != RecordKey.KIND_ACTIVATION) {
      throw new UnknownNumberException(Fault.UNKNOWN_KIND, kindStart);
    }
    int expected =
        kind == RecordKey.KIND_DECISION ? RecordKey.DECISION_COUNT : RecordKey.ACTIVATION_COUNT;
    if (pairs != expected) {
      throw new MalformedCborException(start, expected + " pairs expected");
    }
    return (int) kind;
  }
}
