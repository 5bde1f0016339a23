package org.portcullis.attestation.key.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bits that a certificate's keyUsage has, and what has none. */
class KeyUsageBitsTest {
  @ParameterizedTest
  @CsvSource({"03020780, 128", "03020106, 6", "03020204, 4", "03030780 80, 128", "030100, 0"})
  void read_bitString_hasItsFirstEightBits(String hex, int bits) throws DerException {
    assertThat(read(hex.replace(" ", ""))).isEqualTo(new KeyUsage(bits));
  }

  /** X.690, 8.6.2 and 11.2.1: at most seven bits are unused, and those are zero. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0300",
        "030101",
        "03020880",
        "0302ff04",
        "03020304",
        "0303010081",
        "040204",
        "0302020400"
      })
  void read_anythingElse_isRefused(String hex) {
    assertThatExceptionOfType(DerException.class)
        .isThrownBy(() -> read(hex))
        .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("keyUsage"));
  }

  private static KeyUsage read(String hex) throws DerException {
    byte[] value = HexFormat.of().parseHex(hex);
    return KeyUsage.read(new DerElement(value, DerElement.OCTET_STRING, 4, 0, 0, value.length));
  }
}
