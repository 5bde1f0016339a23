package org.portcullis.engine.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.engine.activation.ActivationRefusal;
import org.portcullis.engine.activation.ActivationScope;
import org.portcullis.engine.activation.ShadowCount;
import org.portcullis.engine.activation.Stage;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Identifiers;
import org.portcullis.facts.codec.CborReader;
import org.portcullis.facts.codec.MalformedCborException;

/** Reads an activation's record, after its kind. */
final class ActivationParser {
  private static final int CONTENT_LENGTH = 5;
  private static final int SHADOW_LENGTH = 4;

  private final RecordInput record;
  private final CborReader in;

  private ActivationParser(RecordInput record) {
    this.record = record;
    this.in = record.cbor();
  }

  static ActivationRecord read(RecordInput record) throws MalformedCborException {
    return new ActivationParser(record).read();
  }

  private ActivationRecord read() throws MalformedCborException {
    DecisionId id = record.readId();
    long time = record.readTime();
    Optional<Digest> ruleSet = record.readOptionalDigest(RecordKey.RULE_SET);
    Optional<Digest> parameters = record.readOptionalDigest(RecordKey.PARAMETERS);
    String engine = record.readEngine();
    Salt salt = record.readSalt();
    ClockStamp clock = record.readClock();
    in.expectKey(RecordKey.ACT);
    ActivationAct act = record.readConstant(Numbering.ACT);
    Digest activation = record.readDigest(RecordKey.ACTIVATION);
    List<Digest> signers = readSigners();
    Optional<ActivationRecord.Content> content = readContent(ruleSet);
    Optional<ActivationRefusal> refusal = readRefusal();
    ShadowCount shadow = readShadow();
    in.expectEnd();
    return new ActivationRecord(
        id,
        time,
        act,
        new ActivationRecord.Subject(activation, content, parameters, signers),
        refusal,
        shadow,
        salt,
        clock,
        engine);
  }

  private List<Digest> readSigners() throws MalformedCborException {
    int count = record.at(RecordKey.SIGNERS).beginArray(ActivationRecord.MAX_SIGNERS);
    List<Digest> signers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      signers.add(record.readDigest());
    }
    return signers;
  }

  private Optional<ActivationRecord.Content> readContent(Optional<Digest> ruleSet)
      throws MalformedCborException {
    int start = record.at(RecordKey.CONTENT).position();
    int length = in.beginArray(CONTENT_LENGTH);
    if (length == 0 && ruleSet.isEmpty()) {
      return Optional.empty();
    }
    if (length != CONTENT_LENGTH || ruleSet.isEmpty()) {
      throw new MalformedCborException(start, "a rule set and five items, or neither, expected");
    }
    ActivationScope scope =
        new ActivationScope(
            in.readText(Identifiers.MAX_LENGTH),
            in.readText(Identifiers.MAX_LENGTH),
            in.readText(Identifiers.MAX_LENGTH));
    long sequence = in.readInteger(1, Long.MAX_VALUE);
    Stage stage = record.readConstant(Numbering.STAGE);
    return Optional.of(new ActivationRecord.Content(scope, sequence, stage, ruleSet.orElseThrow()));
  }

  private Optional<ActivationRefusal> readRefusal() throws MalformedCborException {
    boolean refused = record.at(RecordKey.REFUSAL).beginArray(1) == 1;
    return refused ? Optional.of(record.readConstant(Numbering.REFUSAL)) : Optional.empty();
  }

  private ShadowCount readShadow() throws MalformedCborException {
    in.expectKey(RecordKey.SHADOW);
    record.expectLength(SHADOW_LENGTH);
    return new ShadowCount(in.readInteger(), in.readInteger(), in.readInteger(), in.readInteger());
  }
}
