package org.portcullis.attestation.key.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.fixtures.mint.Der;

class EcdsaSignatureTest {
  private static final BigInteger LONGEST = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

  @Test
  void isStrict_twoNumbersUpToTheCurvesLength_isTrue() {
    assertThat(isStrict(BigInteger.ONE, LONGEST)).isTrue();
    assertThat(isStrict(LONGEST, BigInteger.ONE)).isTrue();
  }

  @Test
  void isStrict_numberOutOfRange_isFalse() {
    BigInteger tooLong = LONGEST.add(BigInteger.ONE);
    for (BigInteger wrong : new BigInteger[] {BigInteger.ZERO, BigInteger.ONE.negate(), tooLong}) {
      assertThat(isStrict(wrong, BigInteger.ONE)).isFalse();
      assertThat(isStrict(BigInteger.ONE, wrong)).isFalse();
    }
    assertThat(EcdsaSignature.isStrict(signature(tooLong, LONGEST), 384)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "3000",
        "3003020101",
        "3009020101020101020101",
        "300602010102010100",
        "300702010102010100",
        "3106020101020101",
        "308106020101020101",
        "3080020101020101" + "0000",
        "300702020001020101",
        "30050200020101",
        "3006020101040101",
        "3006020101020102ff",
        "3006020101020201"
      })
  void isStrict_looseEncoding_isFalse(String hex) {
    assertThat(EcdsaSignature.isStrict(HexFormat.of().parseHex(hex), 256)).isFalse();
  }

  @Test
  void isStrict_everyTruncation_isFalse() {
    byte[] whole = signature(LONGEST, LONGEST);
    for (int length = 0; length < whole.length; length++) {
      assertThat(EcdsaSignature.isStrict(Arrays.copyOf(whole, length), 256)).isFalse();
    }
  }

  private static boolean isStrict(BigInteger r, BigInteger s) {
    return EcdsaSignature.isStrict(signature(r, s), 256);
  }

  private static byte[] signature(BigInteger r, BigInteger s) {
    return Der.sequence(Der.integer(r), Der.integer(s));
  }
}
