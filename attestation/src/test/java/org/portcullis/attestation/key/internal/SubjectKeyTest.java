package org.portcullis.attestation.key.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.fixtures.mint.Der;

class SubjectKeyTest {

  @ParameterizedTest
  @ValueSource(longs = {3, 65_537})
  void isAllowedForIssuer_usualExponent_isTrue(long exponent) throws DerException {
    for (int bits : new int[] {2048, 3072, 4096}) {
      assertThat(rsa(bits, exponent).isAllowedForIssuer()).isTrue();
    }
    for (int bits : new int[] {1024, 2047, 2049, 8192}) {
      assertThat(rsa(bits, exponent).isAllowedForIssuer()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 4, 5, 17, 257, 65_535, 65_536, 65_539, 131_071, 4_294_967_297L})
  void isAllowedForIssuer_otherExponent_isFalse(long exponent) throws DerException {
    SubjectKey key = rsa(2048, exponent);

    assertThat(key.isAllowedForIssuer()).isFalse();
    assertThat(key.isAllowedForLeaf()).isEqualTo(exponent > 1 && exponent % 2 == 1);
  }

  private static SubjectKey rsa(int bits, long exponent) throws DerException {
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
    return SubjectKey.ofDer(
        Der.sequence(
            Der.sequence(Der.oid("1.2.840.113549.1.1.1"), Der.nul()),
            Der.bits(
                Der.sequence(Der.integer(modulus), Der.integer(BigInteger.valueOf(exponent))))));
  }
}
