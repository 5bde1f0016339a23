package org.portcullis.release.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forms of signatures that some providers accept and that are refused here. */
final class SignatureFormTest {
  private static final byte[] MESSAGE = Keys.utf8("sample");
  private static final BigInteger P256_ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final BigInteger ED25519_ORDER =
      new BigInteger("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16);

  /** RFC 6979, A.2.5, message "sample", SHA-256; both numbers begin with a zero byte in DER. */
  private static final SoftwareSigner P256 =
      Keys.signer(
          Keys.p256Pkcs8(
              new BigInteger(
                  "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721", 16)));

  private static final String R =
      "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716";
  private static final String S =
      "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";

  private static boolean p256(String signature) {
    byte[] bytes = Keys.hex(signature);
    boolean holds = P256.key().holds(MESSAGE, bytes);
    assertThat(P256.key().isWellFormed(bytes)).isEqualTo(holds);
    return holds;
  }

  @Test
  void holds_ecdsaInItsOneForm_isTrue() {
    assertThat(p256("3046022100" + R + "022100" + S)).isTrue();
  }

  @Test
  void holds_ecdsaWithTheOtherHalfOfS_isTrue() {
    BigInteger low = P256_ORDER.subtract(new BigInteger(S, 16));
    assertThat(p256("3045022100" + R + "0220" + String.format("%064x", low))).isTrue();
  }

  @Test
  void holds_ecdsaInAnotherForm_isFalse() {
    for (String other :
        List.of(
            "3045" + "0220" + R + "022100" + S, // r without its leading zero, a negative number
            "3045" + "022100" + R + "0220" + S,
            "3047" + "02220000" + R + "022100" + S, // a zero too many
            "308146" + "022100" + R + "022100" + S, // a long length
            "3080" + "022100" + R + "022100" + S + "0000", // an indefinite one
            "3046" + "022100" + R + "022100" + S + "00", // bytes after the end
            "3048" + "022100" + R + "022100" + S + "0500",
            "3147" + "022100" + R + "022100" + S,
            "3023" + "022100" + R,
            "3026" + "022100" + R + "020100", // s = 0
            "3026" + "020100" + "022100" + S, // r = 0
            "3000",
            "0500",
            "",
            "30",
            R + S)) {
      assertThat(p256(other)).as(other).isFalse();
    }
  }

  @Test
  void isWellFormed_ecdsaOutOfRange_isFalse() {
    String order = P256_ORDER.toString(16);
    String beyond = P256_ORDER.add(new BigInteger(R, 16)).toString(16);
    assertThat(p256("3046022100" + order + "022100" + S)).isFalse();
    assertThat(p256("3046022100" + R + "022100" + order)).isFalse();
    assertThat(p256("30460221" + "0" + beyond + "022100" + S)).isFalse();
    String last = P256_ORDER.subtract(BigInteger.ONE).toString(16);
    assertThat(P256.key().isWellFormed(Keys.hex("3046022100" + last + "022100" + last))).isTrue();
    assertThat(P256.key().isWellFormed(Keys.hex("3006020101020101"))).isTrue();
  }

  @Test
  void holds_ed25519OfAnotherLength_isFalse() {
    SoftwareSigner signer = Keys.ed25519(1);
    byte[] signature = signer.sign(MESSAGE);
    for (int length : List.of(0, 32, 63, 65, 128)) {
      byte[] other = Arrays.copyOf(signature, length);
      assertThat(signer.key().isWellFormed(other)).isFalse();
      assertThat(signer.key().holds(MESSAGE, other)).isFalse();
    }
  }

  @Test
  void holds_ed25519WithScalarBeyondTheOrder_isFalse() {
    SoftwareSigner signer = Keys.ed25519(1);
    byte[] signature = signer.sign(MESSAGE);
    byte[] same = withScalar(signature, scalar(signature));
    assertThat(signer.key().holds(MESSAGE, same)).isTrue();
    byte[] beyond = withScalar(signature, scalar(signature).add(ED25519_ORDER));
    assertThat(signer.key().isWellFormed(beyond)).isFalse();
    assertThat(signer.key().holds(MESSAGE, beyond)).isFalse();
    assertThat(signer.key().isWellFormed(withScalar(signature, ED25519_ORDER))).isFalse();
    assertThat(
            signer
                .key()
                .isWellFormed(withScalar(signature, ED25519_ORDER.subtract(BigInteger.ONE))))
        .isTrue();
  }

  private static BigInteger scalar(byte[] signature) {
    return new BigInteger(1, Keys.reversed(Arrays.copyOfRange(signature, 32, 64)));
  }

  private static byte[] withScalar(byte[] signature, BigInteger scalar) {
    return Keys.join(Arrays.copyOf(signature, 32), Keys.reversed(Keys.scalar(scalar)));
  }
}
