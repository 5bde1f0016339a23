package org.portcullis.facts.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORObject;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.GeneratedCases;

class CodecProperties {
  private static final CBOREncodeOptions CANONICAL = new CBOREncodeOptions("ctap2canonical=true");

  @Property(tries = 2_000)
  void decode_ofEncode_isTheCase(@ForAll long seed) {
    EligibilityCase drawn = GeneratedCases.draw(new SplittableRandom(seed));
    assertThat(CaseCodec.decode(CaseCodec.encode(drawn)))
        .isEqualTo(new CaseDecoding.Decoded(drawn));
  }

  @Property(tries = 500)
  void encode_ofAnyCase_isWhatAnotherLibraryCallsCanonical(@ForAll long seed) {
    byte[] encoded = CaseCodec.encode(GeneratedCases.draw(new SplittableRandom(seed)));
    assertThat(CBORObject.DecodeFromBytes(encoded).EncodeToBytes(CANONICAL)).isEqualTo(encoded);
  }

  @Property(tries = 300)
  void encode_ofDifferentCases_differs(@ForAll long one, @ForAll long other) {
    EligibilityCase first = GeneratedCases.draw(new SplittableRandom(one));
    EligibilityCase second = GeneratedCases.draw(new SplittableRandom(other));
    assertThat(java.util.Arrays.equals(CaseCodec.encode(first), CaseCodec.encode(second)))
        .isEqualTo(first.equals(second));
  }

  @Property(tries = 60)
  void decode_ofAnyChangedByte_isRefusedOrAnotherCase(@ForAll long seed) {
    EligibilityCase drawn = GeneratedCases.draw(new SplittableRandom(seed));
    byte[] encoded = CaseCodec.encode(drawn);
    for (int i = 0; i < encoded.length; i++) {
      for (int mask = 1; mask < 256; mask <<= 1) {
        byte[] damaged = encoded.clone();
        damaged[i] ^= (byte) mask;
        if (CaseCodec.decode(damaged) instanceof CaseDecoding.Decoded other) {
          assertThat(other.value()).isNotEqualTo(drawn);
          assertThat(CaseCodec.encode(other.value())).isEqualTo(damaged);
        }
      }
    }
  }

  @Property(tries = 100)
  void decode_ofEveryPrefixAndOfTrailingBytes_isRefused(@ForAll long seed) {
    byte[] encoded = CaseCodec.encode(GeneratedCases.draw(new SplittableRandom(seed)));
    for (int length = 0; length < encoded.length; length++) {
      assertThat(CaseCodec.decode(java.util.Arrays.copyOf(encoded, length)))
          .isInstanceOf(CaseDecoding.Malformed.class);
    }
    assertThat(CaseCodec.decode(java.util.Arrays.copyOf(encoded, encoded.length + 1)))
        .isEqualTo(new CaseDecoding.Malformed(encoded.length, "trailing bytes"));
  }

  @Property
  void text_ofAnyCharacters_isAsAnotherLibraryWritesIt(@ForAll @StringLength(max = 300) String text)
      throws Exception {
    boolean paired = java.nio.charset.StandardCharsets.UTF_16BE.newEncoder().canEncode(text);
    if (paired) {
      byte[] encoded = new CborWriter().writeText(text).toByteArray();
      assertThat(encoded).isEqualTo(CBORObject.FromObject(text).EncodeToBytes());
      assertThat(new CborReader(encoded).readText(2_000)).isEqualTo(text);
    }
  }

  @Property
  void integer_ofAnyValue_isAsAnotherLibraryWritesIt(@ForAll long value) throws Exception {
    byte[] encoded = new CborWriter().writeInteger(value).toByteArray();
    assertThat(encoded).isEqualTo(CBORObject.FromObject(value).EncodeToBytes());
    assertThat(new CborReader(encoded).readInteger()).isEqualTo(value);
  }

  @Property
  void readEncoded_ofAnyBytes_acceptsOnlyWhatAnotherLibraryReads(
      @ForAll @Size(max = 40) byte[] bytes) {
    try {
      CborReader in = new CborReader(bytes);
      in.readEncoded();
      in.expectEnd();
    } catch (MalformedCborException refused) {
      return;
    }
    assertThat(CBORObject.DecodeFromBytes(bytes).isUndefined()).isFalse();
  }
}
