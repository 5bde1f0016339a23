package org.portcullis.engine.audit;

import java.util.Set;
import java.util.regex.Pattern;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.codec.CaseCodec;
import org.portcullis.rules.Evaluation;

/**
 * One decision, as the log keeps it: enough to replay it, and nothing that names a device or a
 * person. No component can hold a serial number, challenge, token, address or free text.
 *
 * @param id the decision
 * @param decidedAtMillis its time in milliseconds since 1970, 0 to 2^48 - 1; the only time that the
 *     decision saw
 * @param evaluation the outcome, its findings, and the digests of rule set, parameters and case
 * @param eligibilityCase the facts that were decided on
 * @param evidence digests of the evidence behind the facts
 * @param salt what makes the entry's hash unguessable
 * @param clock where the time came from
 * @param degraded stores that could not be asked; copied
 * @param engineVersion the engine that decided, with the rule engine in it
 */
public record AuditRecord(
    DecisionId id,
    long decidedAtMillis,
    Evaluation evaluation,
    EligibilityCase eligibilityCase,
    EvidenceDigests evidence,
    Salt salt,
    ClockStamp clock,
    Set<DegradedStore> degraded,
    String engineVersion) {
  /** The longest entry, in bytes. */
  public static final int MAX_LENGTH = 8192;

  static final int MAX_VERSION_LENGTH = 64;
  static final long LATEST_MILLIS = (1L << 48) - 1;

  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+-]{0,63}");

  /**
   * Checks that time and version are in shape and that the evaluation is one of this case.
   *
   * @param id the {@code id} component
   * @param decidedAtMillis the {@code decidedAtMillis} component
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
  public AuditRecord {
    degraded = Set.copyOf(degraded);
    if (decidedAtMillis < 0 || decidedAtMillis > LATEST_MILLIS) {
      throw new IllegalArgumentException("`decidedAtMillis` must have 48 bits");
    }
    if (!VERSION.matcher(engineVersion).matches()) {
      throw new IllegalArgumentException("`engineVersion` must be a version");
    }
    if (!evaluation.caseDigest().equals(Digest.of(CaseCodec.encode(eligibilityCase)))) {
      throw new IllegalArgumentException("the evaluation is of another case");
    }
  }

  /**
   * The entry: the record's only encoding, deterministic CBOR (RFC 8949, 4.2.1) with frozen keys.
   *
   * @return a new array; longer than {@link #MAX_LENGTH} only if no log can take it
   */
  public byte[] encode() {
    return RecordWriter.write(this);
  }

  /**
   * Reads an entry, and nothing else: the record is encoded again and must give the same bytes.
   *
   * @param entry the bytes; not changed
   * @return the record, or what is wrong and where
   */
  public static RecordDecoding decode(byte[] entry) {
    return RecordParser.parse(entry);
  }
}
