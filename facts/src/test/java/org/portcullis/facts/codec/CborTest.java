package org.portcullis.facts.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {
  /** RFC 8949, appendix A. */
  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "23, 17",
    "24, 1818",
    "100, 1864",
    "255, 18ff",
    "256, 190100",
    "1000, 1903e8",
    "65535, 19ffff",
    "65536, 1a00010000",
    "1000000, 1a000f4240",
    "4294967295, 1affffffff",
    "4294967296, 1b0000000100000000",
    "1000000000000, 1b000000e8d4a51000",
    "-1, 20",
    "-10, 29",
    "-100, 3863",
    "-1000, 3903e7",
    "9223372036854775807, 1b7fffffffffffffff",
    "-9223372036854775808, 3b7fffffffffffffff"
  })
  void integer_ofTheStandard_hasItsBytes(long value, String hex) throws Exception {
    byte[] encoded = new CborWriter().writeInteger(value).toByteArray();
    assertThat(HexFormat.of().formatHex(encoded)).isEqualTo(hex);
    CborReader in = new CborReader(encoded);
    assertThat(in.readInteger()).isEqualTo(value);
    in.expectEnd();
  }

  @Test
  void items_ofTheStandard_haveTheirBytes() {
    CborWriter out = new CborWriter(1);
    out.beginMap(2)
        .writeInteger(1)
        .beginArray(2)
        .writeBoolean(false)
        .writeBoolean(true)
        .writeInteger(2)
        .beginArray(2)
        .writeText("IETF")
        .writeBytes(new byte[] {1, 2, 3, 4});
    assertThat(HexFormat.of().formatHex(out.toByteArray()))
        .isEqualTo("a20182f4f502826449455446" + "4401020304");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1817", "190017", "1900ff", "1a0000ffff", "1b00000000ffffffff", "1c", "1f", "18", "19ff",
        "1bffffffffffffffff", "3bffffffffffffffff", "f4", "40", "60", "80", "a0", "c001", "f6",
        "f90000", ""
      })
  void readInteger_anythingElse_isRefused(String hex) {
    assertThatThrownBy(() -> new CborReader(HexFormat.of().parseHex(hex)).readInteger())
        .isInstanceOf(MalformedCborException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5f41014102ff",
        "7f6161ff",
        "9f01ff",
        "bf0102ff",
        "c001",
        "f6",
        "f7",
        "f93c00",
        "fa47c35000",
        "fb3ff199999999999a",
        "f0",
        "f818",
        "f814",
        "ff",
        "41",
        "4101" + "00",
        "8101" + "00",
        "62ff00",
        "61ff",
        "81",
        "a101",
        "9b7fffffffffffffff",
        "5b7fffffffffffffff",
        "818181818181818181818181818181818181818101"
      })
  void readEncoded_outsideTheProfile_isRefused(String hex) {
    assertThatThrownBy(
            () -> {
              CborReader in = new CborReader(HexFormat.of().parseHex(hex));
              in.readEncoded();
              in.expectEnd();
            })
        .isInstanceOf(MalformedCborException.class);
  }

  @Test
  void malformed_deepInside_namesItsOffset() {
    byte[] bytes = HexFormat.of().parseHex("8301021817");
    assertThatThrownBy(() -> new CborReader(bytes).readEncoded())
        .isInstanceOfSatisfying(
            MalformedCborException.class,
            e -> {
              assertThat(e.offset()).isEqualTo(3);
              assertThat(e.reason()).isEqualTo("head longer than needed");
            });
  }

  @Test
  void read_beyondTheBound_isRefusedBeforeMemoryIsTaken() {
    byte[] claim = HexFormat.of().parseHex("5a7fffffff");
    assertThatThrownBy(() -> new CborReader(claim).readBytes(16))
        .isInstanceOfSatisfying(
            MalformedCborException.class, e -> assertThat(e.reason()).isEqualTo("longer than 16"));
    assertThatThrownBy(() -> new CborReader(claim).readBytes(Integer.MAX_VALUE))
        .isInstanceOfSatisfying(
            MalformedCborException.class, e -> assertThat(e.reason()).isEqualTo("truncated"));
  }

  @Test
  void readInteger_outOfRange_isRefused() throws Exception {
    byte[] two = {2};
    assertThat(new CborReader(two).readInteger(2, 2)).isEqualTo(2);
    assertThatThrownBy(() -> new CborReader(two).readInteger(0, 1))
        .isInstanceOf(MalformedCborException.class);
    assertThatThrownBy(() -> new CborReader(two).readInteger(3, 4))
        .isInstanceOf(MalformedCborException.class);
    assertThatThrownBy(() -> new CborReader(two).expectKey(1))
        .isInstanceOf(MalformedCborException.class);
  }
}
