package org.portcullis.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.upokecenter.cbor.CBORObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.portcullis.engine.activation.ActivationRefusal;
import org.portcullis.engine.activation.ShadowCount;
import org.portcullis.engine.audit.RecordDecoding.Fault;
import org.portcullis.facts.Digest;

final class ActivationRecordTest {
  private final ActivationRecord record = ActivationRecords.of(7);

  @Test
  void encode_oneRecord_neverChangesItsBytes() {
    // A record of past years is read by these bytes: if this digest changes, the kind must too.
    assertThat(Digest.of(record.encode()).hex())
        .isEqualTo("22bcf43a8738c9054e58200fbe7d9b92fd1c9f0cc10db12a49f575eeafaa0708");
  }

  @Test
  void encode_keys_areTheRegisteredOnes() {
    CBORObject map = CBORObject.DecodeFromBytes(record.encode());
    int[] keys = map.getKeys().stream().mapToInt(CBORObject::AsInt32Value).sorted().toArray();
    assertThat(keys).containsExactly(0, 1, 2, 4, 5, 7, 13, 14, 20, 21, 22, 23, 24, 25);
    assertThat(map.get(0).AsInt32Value()).isEqualTo(2);
  }

  @Test
  void decode_everyPrefix_isRefused() {
    byte[] entry = record.encode();
    for (int length = 0; length < entry.length; length++) {
      assertThat(AuditRecord.decode(Arrays.copyOf(entry, length)))
          .isInstanceOfSatisfying(
              RecordDecoding.Undecodable.class,
              undecodable -> assertThat(undecodable.fault()).isEqualTo(Fault.MALFORMED));
    }
  }

  @Test
  void construct_signersInAnyOrder_areSorted() {
    ActivationRecord.Subject several =
        LongStream.range(0, 100)
            .mapToObj(ActivationRecords::of)
            .map(ActivationRecord::subject)
            .filter(subject -> subject.signers().size() > 2)
            .findFirst()
            .orElseThrow();
    List<Digest> reversed = new ArrayList<>(several.signers());
    Collections.reverse(reversed);
    assertThat(
            new ActivationRecord.Subject(
                several.activation(), several.content(), several.parameters(), reversed))
        .isEqualTo(several);
  }

  @Test
  void construct_oneSignerTwice_isAMistake() {
    Digest key = Digest.ofUtf8("key");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ActivationRecord.Subject(
                    key, Optional.empty(), Optional.empty(), List.of(key, key)));
  }

  @Test
  void construct_refusalWithoutReasonOrReasonWithoutRefusal_isAMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(ActivationAct.REFUSED, Optional.empty(), ShadowCount.NONE));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                with(
                    ActivationAct.ACCEPTED,
                    Optional.of(ActivationRefusal.FORGED),
                    ShadowCount.NONE));
  }

  @Test
  void construct_countsOfAnotherActThanTheEndOfAShadow_isAMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> with(ActivationAct.ACCEPTED, Optional.empty(), new ShadowCount(1, 0, 0, 0)));
  }

  @Test
  void construct_countsThatContradictEachOther_isAMistake() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ShadowCount(1, 2, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new ShadowCount(9, 3, 2, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new ShadowCount(-1, 0, 0, 0));
  }

  private ActivationRecord with(
      ActivationAct act, Optional<ActivationRefusal> refusal, ShadowCount shadow) {
    return new ActivationRecord(
        record.id(),
        record.timeMillis(),
        act,
        record.subject(),
        refusal,
        shadow,
        record.salt(),
        record.clock(),
        record.engineVersion());
  }
}
