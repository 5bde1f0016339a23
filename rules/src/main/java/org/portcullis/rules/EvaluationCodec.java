package org.portcullis.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Effect;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Obligation;
import org.portcullis.facts.Outcome;
import org.portcullis.facts.ReasonCode;
import org.portcullis.facts.RuleId;
import org.portcullis.facts.codec.CborReader;
import org.portcullis.facts.codec.CborWriter;
import org.portcullis.facts.codec.MalformedCborException;

/**
 * The canonical form of an evaluation, a map in deterministic CBOR:
 *
 * <pre>
 * 0 outcome      1 eligible, 2 deferred, 3 not eligible, 4 indeterminate
 * 1 findings     array of [effect, code, rule, seconds], strictly ascending;
 *                effect 1 deny, 2 defer, 3 satisfy, 4 oblige, 5 note
 * 2 obligations  array of [code, seconds], strictly ascending by code
 * 3 retry        seconds, 0 unless deferred
 * 4 case, 5 rule set, 6 parameters   SHA-256, 32 bytes each
 * </pre>
 *
 * <p>These numbers are frozen: they stand in records of past years.
 */
public final class EvaluationCodec {
  /** The longest canonical form that is read, in bytes. */
  public static final int MAX_LENGTH = 1 << 20;

  private static final int MAX_ITEMS = 5000;
  private static final int MAX_CODE = 64;
  private static final int MAX_RULE = 128;

  private EvaluationCodec() {}

  /**
   * The canonical form.
   *
   * @param value the evaluation
   * @return the only encoding of it
   */
  public static byte[] encode(Evaluation value) {
    CborWriter out = new CborWriter();
    out.beginMap(7);
    out.writeInteger(0).writeInteger(number(value.outcome()));
    out.writeInteger(1).writeEncoded(encodeFindings(value.findings()));
    out.writeInteger(2).writeEncoded(encodeObligations(value.obligations()));
    out.writeInteger(3).writeInteger(value.retryAfterSeconds());
    out.writeInteger(4).writeBytes(value.caseDigest().bytes());
    out.writeInteger(5).writeBytes(value.ruleSet().bytes());
    out.writeInteger(6).writeBytes(value.parameters().bytes());
    return out.toByteArray();
  }

  /**
   * The canonical form of findings alone, as an audit record holds them.
   *
   * @param findings sorted
   * @return the array under key 1
   */
  public static byte[] encodeFindings(List<Finding> findings) {
    CborWriter out = new CborWriter();
    out.beginArray(findings.size());
    for (Finding finding : findings) {
      out.beginArray(4).writeInteger(number(finding.effect()));
      out.writeText(finding.reason().value()).writeText(finding.rule().value());
      out.writeInteger(finding.seconds());
    }
    return out.toByteArray();
  }

  /**
   * The canonical form of obligations alone, as an audit record holds them.
   *
   * @param obligations sorted by code
   * @return the array under key 2
   */
  public static byte[] encodeObligations(List<Obligation> obligations) {
    CborWriter out = new CborWriter();
    out.beginArray(obligations.size());
    for (Obligation obligation : obligations) {
      out.beginArray(2).writeText(obligation.code().value());
      out.writeInteger(obligation.withinSeconds());
    }
    return out.toByteArray();
  }

  /**
   * Reads a canonical form, and nothing else: it is encoded again and must give the same bytes.
   *
   * @param encoded the bytes; not changed
   * @return the evaluation
   * @throws MalformedCborException if the bytes are no canonical form, with the place
   */
  public static Evaluation decode(byte[] encoded) throws MalformedCborException {
    if (encoded.length > MAX_LENGTH) {
      throw new MalformedCborException(MAX_LENGTH, "longer than " + MAX_LENGTH);
    }
    CborReader in = new CborReader(encoded);
    if (in.beginMap(7) != 7) {
      throw new MalformedCborException(0, "7 members expected");
    }
    Evaluation value = readMembers(in);
    in.expectEnd();
    int difference = Arrays.mismatch(encoded, encode(value));
    if (difference >= 0) {
      throw new MalformedCborException(difference, "not the canonical form");
    }
    return value;
  }

  private static Evaluation readMembers(CborReader in) throws MalformedCborException {
    in.expectKey(0);
    Outcome outcome = outcome(in);
    in.expectKey(1);
    List<Finding> findings = readFindings(in);
    in.expectKey(2);
    List<Obligation> obligations = readObligations(in);
    in.expectKey(3);
    long retry = in.readInteger(0, Combiner.MAX_RETRY_SECONDS);
    return new Evaluation(
        outcome, findings, obligations, retry, digest(in, 4), digest(in, 5), digest(in, 6));
  }

  private static Digest digest(CborReader in, int key) throws MalformedCborException {
    in.expectKey(key);
    int start = in.position();
    byte[] bytes = in.readBytes(Digest.LENGTH);
    if (bytes.length != Digest.LENGTH) {
      throw new MalformedCborException(start, "a digest has 32 bytes");
    }
    return Digest.fromBytes(bytes);
  }

  private static List<Finding> readFindings(CborReader in) throws MalformedCborException {
    int length = in.beginArray(MAX_ITEMS);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      int start = in.position();
      Finding next = readFinding(in, start);
      if (i > 0 && findings.get(i - 1).compareTo(next) >= 0) {
        throw new MalformedCborException(start, "findings not in ascending order");
      }
      findings.add(next);
    }
    return findings;
  }

  private static Finding readFinding(CborReader in, int start) throws MalformedCborException {
    if (in.beginArray(4) != 4) {
      throw new MalformedCborException(start, "4 items expected");
    }
    Effect effect = effect(in);
    ReasonCode code = code(in);
    String rule = in.readText(MAX_RULE);
    long seconds = in.readInteger();
    try {
      return new Finding(effect, code, new RuleId(rule), seconds);
    } catch (IllegalArgumentException e) {
      throw new MalformedCborException(start, "no finding");
    }
  }

  private static List<Obligation> readObligations(CborReader in) throws MalformedCborException {
    int length = in.beginArray(MAX_ITEMS);
    List<Obligation> obligations = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      int start = in.position();
      if (in.beginArray(2) != 2) {
        throw new MalformedCborException(start, "2 items expected");
      }
      Obligation next = new Obligation(code(in), in.readInteger(0, Long.MAX_VALUE));
      if (i > 0 && obligations.get(i - 1).code().compareTo(next.code()) >= 0) {
        throw new MalformedCborException(start, "obligations not in ascending order");
      }
      obligations.add(next);
    }
    return obligations;
  }

  private static ReasonCode code(CborReader in) throws MalformedCborException {
    int start = in.position();
    String text = in.readText(MAX_CODE);
    if (!ReasonCode.isReasonCode(text)) {
      throw new MalformedCborException(start, "no reason code");
    }
    return new ReasonCode(text);
  }

  /**
   * The number of an outcome, as an audit record holds it.
   *
   * @param outcome the outcome
   * @return the number under key 0
   */
  public static int number(Outcome outcome) {
    return switch (outcome) {
      case ELIGIBLE -> 1;
      case DEFERRED -> 2;
      case NOT_ELIGIBLE -> 3;
      case INDETERMINATE -> 4;
    };
  }

  private static Outcome outcome(CborReader in) throws MalformedCborException {
    return switch ((int) in.readInteger(1, 4)) {
      case 1 -> Outcome.ELIGIBLE;
      case 2 -> Outcome.DEFERRED;
      case 3 -> Outcome.NOT_ELIGIBLE;
      default -> Outcome.INDETERMINATE;
    };
  }

  private static int number(Effect effect) {
    return switch (effect) {
      case DENY -> 1;
      case DEFER -> 2;
      case SATISFY -> 3;
      case OBLIGE -> 4;
      case NOTE -> 5;
    };
  }

  private static Effect effect(CborReader in) throws MalformedCborException {
    return switch ((int) in.readInteger(1, 5)) {
      case 1 -> Effect.DENY;
      case 2 -> Effect.DEFER;
      case 3 -> Effect.SATISFY;
      case 4 -> Effect.OBLIGE;
      default -> Effect.NOTE;
    };
  }
}
