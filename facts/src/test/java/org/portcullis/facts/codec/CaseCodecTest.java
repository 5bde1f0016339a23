package org.portcullis.facts.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.portcullis.facts.AppRecognition;
import org.portcullis.facts.DeviceIntegrityLabel;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.IntegrityFacts;
import org.portcullis.facts.RejectionClass;
import org.portcullis.facts.SignalSource;
import org.portcullis.facts.SignalState;

class CaseCodecTest {
  private static final String EMPTY =
      "ab"
          + "0001" // vocabulary
          + "01a10000" // policy: unbound
          + "02a3000101000200" // transport: absent, by nobody, not rejected
          + "03a3000101000200" // request
          + "04a50000010002000300"
          + "0400" // enrollment
          + "05a200646e6f6e6501f4" // channel
          + "06a3000101000200" // key attestation
          + "07a3000101000200" // integrity
          + "08a400646e6f6e6501646e6f6e6502000300" // device
          + "09a3000101000200" // release
          + "0aa4000001f402f40300"; // rollout

  @Test
  void encode_absentCase_hasItsFrozenBytes() {
    byte[] encoded = CaseCodec.encode(EligibilityCase.builder().build());
    assertThat(HexFormat.of().formatHex(encoded)).isEqualTo(EMPTY);
  }

  @Test
  void encode_set_isAscendingWhateverItsOrder() {
    IntegrityFacts facts =
        new IntegrityFacts(
            SignalState.VERIFIED,
            SignalSource.HOST,
            RejectionClass.NONE,
            Set.of(
                DeviceIntegrityLabel.STRONG,
                DeviceIntegrityLabel.BASIC,
                DeviceIntegrityLabel.DEVICE),
            AppRecognition.RECOGNIZED,
            false,
            5);
    byte[] encoded = CaseCodec.encode(EligibilityCase.builder().integrity(facts).build());
    assertThat(HexFormat.of().formatHex(encoded)).contains("07a7000001020200" + "03830001020401");
  }

  @Test
  void decode_descendingSet_isRefused() {
    byte[] damaged = withIntegrity("07a7000001020200" + "03820100" + "040105f40605");
    assertThat(CaseCodec.decode(damaged)).isInstanceOf(CaseDecoding.Malformed.class);
    byte[] right = withIntegrity("07a7000001020200" + "03820001" + "040105f40605");
    assertThat(CaseCodec.decode(right)).isInstanceOf(CaseDecoding.Decoded.class);
  }

  @Test
  void decode_repeatedConstantInSet_isRefused() {
    byte[] damaged = withIntegrity("07a7000001020200" + "03820101" + "040105f40605");
    assertThat(CaseCodec.decode(damaged)).isInstanceOf(CaseDecoding.Malformed.class);
  }

  @Test
  void decode_absentSignalWrittenInFull_isRefused() {
    byte[] damaged = withIntegrity("07a7000101000200" + "0380" + "040005f40600");
    assertThat(CaseCodec.decode(damaged)).isInstanceOf(CaseDecoding.Malformed.class);
  }

  @Test
  void decode_unknownConstant_isRefusedWithItsPlace() {
    byte[] damaged = HexFormat.of().parseHex(EMPTY.replaceFirst("01a10000", "01a10017"));
    assertThat(CaseCodec.decode(damaged))
        .isEqualTo(new CaseDecoding.Malformed(6, "unknown constant"));
  }

  @Test
  void decode_otherVocabulary_isRefused() {
    byte[] other = HexFormat.of().parseHex(EMPTY.replaceFirst("ab0001", "ab0002"));
    assertThat(CaseCodec.decode(other))
        .isEqualTo(new CaseDecoding.Malformed(2, "a case of another vocabulary than 1"));
    byte[] longer = HexFormat.of().parseHex(EMPTY.replaceFirst("ab0001", "ac0002"));
    assertThat(CaseCodec.decode(longer))
        .isEqualTo(new CaseDecoding.Malformed(2, "a case of another vocabulary than 1"));
  }

  @Test
  void decode_longerThanTheBound_isRefused() {
    assertThat(CaseCodec.decode(new byte[CaseCodec.MAX_LENGTH + 1]))
        .isEqualTo(new CaseDecoding.Malformed(CaseCodec.MAX_LENGTH, "longer than 8192"));
  }

  private static byte[] withIntegrity(String hex) {
    return HexFormat.of().parseHex(EMPTY.replaceFirst("07a3000101000200", hex));
  }
}
