package org.portcullis.engine.audit;

import java.util.Optional;
import org.portcullis.engine.activation.ActivationRefusal;
import org.portcullis.engine.activation.ShadowCount;
import org.portcullis.facts.Digest;
import org.portcullis.facts.codec.CborWriter;

/** Writes an activation's record in its one encoding: all keys, ascending. */
final class ActivationWriter {
  private ActivationWriter() {}

  static byte[] write(ActivationRecord record) {
    ActivationRecord.Subject subject = record.subject();
    CborWriter out = new CborWriter().beginMap(RecordKey.ACTIVATION_COUNT);
    out.writeInteger(RecordKey.KIND).writeInteger(RecordKey.KIND_ACTIVATION);
    out.writeInteger(RecordKey.ID).writeBytes(record.id().bytes());
    out.writeInteger(RecordKey.TIME).writeInteger(record.timeMillis());
    writeDigest(
        out.writeInteger(RecordKey.RULE_SET),
        subject.content().map(ActivationRecord.Content::ruleSet));
    writeDigest(out.writeInteger(RecordKey.PARAMETERS), subject.parameters());
    out.writeInteger(RecordKey.ENGINE).writeText(record.engineVersion());
    out.writeInteger(RecordKey.SALT).writeBytes(record.salt().bytes());
    DecisionWriter.writeClock(out.writeInteger(RecordKey.CLOCK), record.clock());
    out.writeInteger(RecordKey.ACT).writeInteger(Numbering.ACT.number(record.act()));
    out.writeInteger(RecordKey.ACTIVATION).writeBytes(subject.activation().bytes());
    out.writeInteger(RecordKey.SIGNERS).beginArray(subject.signers().size());
    subject.signers().forEach(signer -> out.writeBytes(signer.bytes()));
    writeContent(out.writeInteger(RecordKey.CONTENT), subject.content());
    writeRefusal(out.writeInteger(RecordKey.REFUSAL), record.refusal());
    writeShadow(out.writeInteger(RecordKey.SHADOW), record.shadow());
    return out.toByteArray();
  }

  private static void writeDigest(CborWriter out, Optional<Digest> digest) {
    out.writeBytes(digest.map(Digest::bytes).orElse(new byte[0]));
  }

  private static void writeContent(CborWriter out, Optional<ActivationRecord.Content> content) {
    if (content.isEmpty()) {
      out.beginArray(0);
      return;
    }
    ActivationRecord.Content present = content.get();
    out.beginArray(5)
        .writeText(present.scope().tenant())
        .writeText(present.scope().product())
        .writeText(present.scope().channel())
        .writeInteger(present.sequence())
        .writeInteger(Numbering.STAGE.number(present.stage()));
  }

  private static void writeRefusal(CborWriter out, Optional<ActivationRefusal> refusal) {
    out.beginArray(refusal.isPresent() ? 1 : 0);
    refusal.ifPresent(reason -> out.writeInteger(Numbering.REFUSAL.number(reason)));
  }

  private static void writeShadow(CborWriter out, ShadowCount shadow) {
    out.beginArray(4)
        .writeInteger(shadow.compared())
        .writeInteger(shadow.differed())
        .writeInteger(shadow.gained())
        .writeInteger(shadow.lost());
  }
}
