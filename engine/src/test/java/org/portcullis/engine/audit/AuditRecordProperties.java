package org.portcullis.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBORObject;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AuditRecordProperties {
  @Property
  void decode_whatWasEncoded_isTheRecord(@ForAll long seed) {
    for (AuditRecord record : both(seed)) {
      assertThat(AuditRecord.decode(record.encode())).isEqualTo(new RecordDecoding.Decoded(record));
    }
  }

  @Property(tries = 300)
  void encode_anyRecord_isWhatAnotherLibraryCallsCanonical(@ForAll long seed) {
    for (AuditRecord record : both(seed)) {
      byte[] entry = record.encode();
      assertThat(CBORObject.DecodeFromBytes(entry).EncodeToBytes()).isEqualTo(entry);
    }
  }

  @Property
  void decode_oneByteChanged_isRefusedOrAnotherRecord(
      @ForAll long seed,
      @ForAll boolean decision,
      @ForAll @IntRange(max = 100_000) int place,
      @ForAll byte value) {
    AuditRecord record = decision ? Records.of(seed) : ActivationRecords.of(seed);
    byte[] entry = record.encode();
    int at = place % entry.length;
    boolean changed = entry[at] != value;
    entry[at] = value;
    RecordDecoding decoding = AuditRecord.decode(entry);
    if (decoding instanceof RecordDecoding.Decoded decoded) {
      assertThat(decoded.value().equals(record)).isNotEqualTo(changed);
      assertThat(decoded.value().encode()).isEqualTo(entry);
    } else {
      assertThat(((RecordDecoding.Undecodable) decoding).offset()).isBetween(0, entry.length);
    }
  }

  @Property
  void next_ids_sortByTime(@ForAll @IntRange(min = 0) int earlier, @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DecisionId first = DecisionId.next(earlier, random);
    DecisionId second = DecisionId.next(earlier + 1L, random);
    assertThat(first).isLessThan(second);
    assertThat(DecisionId.parse(first.toString())).isEqualTo(first);
  }

  private static List<AuditRecord> both(long seed) {
    return List.of(Records.of(seed), ActivationRecords.of(seed));
  }
}
