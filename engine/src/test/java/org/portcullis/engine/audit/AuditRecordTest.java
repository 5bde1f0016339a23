package org.portcullis.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.upokecenter.cbor.CBORObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.portcullis.engine.audit.RecordDecoding.Fault;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Finding;
import org.portcullis.rules.Evaluation;

class AuditRecordTest {
  private final DecisionRecord record = Records.of(7);

  @Test
  void encode_oneRecord_neverChangesItsBytes() {
    // A record of past years is read by these bytes: if this digest changes, the kind must too.
    assertThat(Digest.of(record.encode()).hex())
        .isEqualTo("57d1424047edd26e9c04b4bd3f9e7b492a64031c9cfc0cf48bf1b3bafe98f61f");
  }

  @Test
  void encode_keys_areTheRegisteredOnes() {
    CBORObject map = CBORObject.DecodeFromBytes(record.encode());
    int[] keys = map.getKeys().stream().mapToInt(CBORObject::AsInt32Value).sorted().toArray();
    assertThat(keys).containsExactly(0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
    assertThat(map.get(0).AsInt32Value()).isEqualTo(1);
  }

  @Test
  void encode_typicalRecord_isSmall() {
    assertThat(record.encode().length).isBetween(200, 600);
  }

  @Test
  void decode_unknownKind_saysSo() {
    byte[] entry = record.encode();
    entry[2] = 9;
    assertFault(entry, Fault.UNKNOWN_KIND, 2);
  }

  @Test
  void decode_unknownVocabulary_saysSo() {
    CBORObject map = CBORObject.DecodeFromBytes(record.encode());
    map.Set(6, 2);
    byte[] entry = map.EncodeToBytes();
    RecordDecoding.Undecodable undecodable = undecodable(entry);
    assertThat(undecodable.fault()).isEqualTo(Fault.UNKNOWN_VOCABULARY);
  }

  @Test
  void decode_longerThanARecordMayBe_isRefused() {
    assertFault(Records.tooLong().encode(), Fault.TOO_LONG, AuditRecord.MAX_LENGTH);
  }

  @Test
  void decode_findingsOutOfOrder_isRefused() {
    DecisionRecord ordered =
        LongStream.range(0, 100)
            .mapToObj(Records::of)
            .filter(r -> r.evaluation().findings().size() > 1)
            .findFirst()
            .orElseThrow();
    List<Finding> reversed = new ArrayList<>(ordered.evaluation().findings());
    Collections.reverse(reversed);
    assertThat(undecodable(Records.withEvaluation(ordered, reversed).encode()).cause())
        .contains("findings not in ascending order");
  }

  @Test
  void decode_everyPrefix_isRefused() {
    byte[] entry = record.encode();
    for (int length = 0; length < entry.length; length++) {
      assertThat(undecodable(Arrays.copyOf(entry, length)).fault()).isEqualTo(Fault.MALFORMED);
    }
  }

  @Test
  void decode_trailingByte_isRefused() {
    byte[] entry = record.encode();
    assertThat(undecodable(Arrays.copyOf(entry, entry.length + 1)).cause())
        .isEqualTo("trailing bytes");
  }

  @Test
  void construct_evaluationOfAnotherCase_isAMistake() {
    Evaluation other = Records.of(8).evaluation();
    EligibilityCase facts = record.eligibilityCase();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new DecisionRecord(
                    record.id(),
                    0,
                    other,
                    facts,
                    record.evidence(),
                    record.salt(),
                    record.clock(),
                    record.degraded(),
                    "1"));
  }

  @Test
  void toString_hidesTheSalt() {
    String hex = HexFormat.of().formatHex(record.salt().bytes());
    assertThat(record.toString()).contains("redacted").doesNotContain(hex);
  }

  private static void assertFault(byte[] entry, Fault fault, int offset) {
    RecordDecoding.Undecodable undecodable = undecodable(entry);
    assertThat(undecodable.fault()).isEqualTo(fault);
    assertThat(undecodable.offset()).isEqualTo(offset);
  }

  private static RecordDecoding.Undecodable undecodable(byte[] entry) {
    RecordDecoding decoding = AuditRecord.decode(entry);
    assertThat(decoding).isInstanceOf(RecordDecoding.Undecodable.class);
    return (RecordDecoding.Undecodable) decoding;
  }
}
