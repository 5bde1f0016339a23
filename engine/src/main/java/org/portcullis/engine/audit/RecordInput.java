package org.portcullis.engine.audit;

import java.util.Optional;
import org.portcullis.facts.Digest;
import org.portcullis.facts.codec.CborReader;
import org.portcullis.facts.codec.MalformedCborException;

/** Takes the items of a record one after the other; what all kinds of records have stands here. */
final class RecordInput {
  private final CborReader in;

  RecordInput(byte[] entry) {
    this.in = new CborReader(entry);
  }

  CborReader cbor() {
    return in;
  }

  /** A key that must come next, and then its item. */
  CborReader at(int key) throws MalformedCborException {
    in.expectKey(key);
    return in;
  }

  DecisionId readId() throws MalformedCborException {
    return DecisionId.fromBytes(readExactly(at(RecordKey.ID), DecisionId.LENGTH));
  }

  long readTime() throws MalformedCborException {
    return at(RecordKey.TIME).readInteger(0, AuditRecord.LATEST_MILLIS);
  }

  String readEngine() throws MalformedCborException {
    return at(RecordKey.ENGINE).readText(RecordShape.MAX_VERSION_LENGTH);
  }

  Salt readSalt() throws MalformedCborException {
    return Salt.fromBytes(readExactly(at(RecordKey.SALT), Salt.LENGTH));
  }

  ClockStamp readClock() throws MalformedCborException {
    in.expectKey(RecordKey.CLOCK);
    expectLength(2);
    return new ClockStamp(
        readConstant(Numbering.CLOCK_SOURCE), readConstant(Numbering.CLOCK_QUALITY));
  }

  Digest readDigest(int key) throws MalformedCborException {
    in.expectKey(key);
    return readDigest();
  }

  Digest readDigest() throws MalformedCborException {
    return Digest.fromBytes(readExactly(in, Digest.LENGTH));
  }

  /** A digest, or no bytes for none. */
  Optional<Digest> readOptionalDigest(int key) throws MalformedCborException {
    int start = at(key).position();
    byte[] digest = in.readBytes(Digest.LENGTH);
    if (digest.length != 0 && digest.length != Digest.LENGTH) {
      throw new MalformedCborException(start, Digest.LENGTH + " bytes or none expected");
    }
    return digest.length == 0 ? Optional.empty() : Optional.of(Digest.fromBytes(digest));
  }

  void expectLength(int length) throws MalformedCborException {
    int start = in.position();
    if (in.beginArray(length) != length) {
      throw new MalformedCborException(start, length + " items expected");
    }
  }

  <E extends Enum<E>> E readConstant(Numbering<E> numbering) throws MalformedCborException {
    int start = in.position();
    long number = in.readInteger(0, Integer.MAX_VALUE);
    return numbering
        .constant(number)
        .orElseThrow(() -> new MalformedCborException(start, "unknown constant"));
  }

  private static byte[] readExactly(CborReader in, int length) throws MalformedCborException {
    int start = in.position();
    byte[] bytes = in.readBytes(length);
    if (bytes.length != length) {
      throw new MalformedCborException(start, length + " bytes expected");
    }
    return bytes;
  }
}
