package org.portcullis.release.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The keys in PEM were made by OpenSSL 3.0, as in the comments. */
final class VerificationKeyTest {
  private static final byte[] ED25519_PREFIX = Keys.hex("302a300506032b6570032100");
  private static final byte[] P256_PREFIX =
      Keys.hex("3059301306072a8648ce3d020106082a8648ce3d030107034200");
  private static final byte[] P256_COMPRESSED_PREFIX =
      Keys.hex("3039301306072a8648ce3d020106082a8648ce3d030107032200");

  // openssl genpkey -algorithm ed25519 | openssl pkey -pubout
  private static final String ED25519 =
      """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEAnAYdFwdC19FtVh5vhfhZAEabcj5VIEJD66arWGzPr6A=
      -----END PUBLIC KEY-----
      """;

  // openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 | openssl pkey -pubout
  private static final String P256 =
      """
      -----BEGIN PUBLIC KEY-----
      MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEvxIpSM6gYGOr572wDZm5ooBwisHj
      UgtUYRbNj20nUAXoaoqsL9ROo6ShB89Y3jktRRAefjaBesIeh9sQiOEIxg==
      -----END PUBLIC KEY-----
      """;

  // the same key: openssl ec -pubout -conv_form compressed
  private static final String P256_COMPRESSED =
      """
      -----BEGIN PUBLIC KEY-----
      MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgACvxIpSM6gYGOr572wDZm5ooBwisHj
      UgtUYRbNj20nUAU=
      -----END PUBLIC KEY-----
      """;

  private static KeyProblem problem(byte[] spki) {
    return catchThrowableOfType(KeyException.class, () -> VerificationKey.ofSpki(spki)).problem();
  }

  private static KeyException failure(String text) {
    return catchThrowableOfType(KeyException.class, () -> VerificationKey.ofText(text));
  }

  @Test
  void ofText_keysOfOpenssl_areRead() throws Exception {
    assertThat(VerificationKey.ofText(ED25519))
        .hasToString("ED25519:" + VerificationKey.ofText(ED25519).keyId());
    assertThat(VerificationKey.ofText(P256).algorithm()).isEqualTo(KeyAlgorithm.ECDSA_P256);
  }

  @Test
  void keyId_key_isTheHashOfItsDer() throws Exception {
    // openssl pkey -pubin -outform DER | sha256sum
    assertThat(VerificationKey.ofText(ED25519).keyId()).isEqualTo(ED25519_ID);
    assertThat(VerificationKey.ofText(P256).keyId()).isEqualTo(P256_ID);
    assertThat(VerificationKey.ofText(P256_COMPRESSED).keyId()).isEqualTo(P256_ID);
  }

  private static final String ED25519_ID =
      "b94cb9d8350e16e566e00ec7869a328c9d9605ba453eaa7cffdf58e31d8ff453";
  private static final String P256_ID =
      "f3428eb4d2f2c7bb4090752244985fd6136adb333bf7b915475f4b0cfa14f464";

  @Test
  void ofText_oneKeyInManySpellings_isOneKey() throws Exception {
    VerificationKey key = VerificationKey.ofText(P256);
    String base64 = key.base64();
    for (String spelling :
        List.of(
            P256_COMPRESSED,
            base64,
            " " + base64 + "\n",
            base64.replace("g", "g \t"),
            P256.replace("\n", "\r\n"),
            P256.replace("\n", "\r"),
            P256.replace("\n", " \n"),
            P256.strip(),
            "A comment\n" + P256 + "another")) {
      assertThat(VerificationKey.ofText(spelling)).isEqualTo(key).hasSameHashCodeAs(key);
      assertThat(VerificationKey.ofText(spelling).spki()).isEqualTo(key.spki());
    }
    assertThat(key).isNotEqualTo(VerificationKey.ofText(ED25519)).isNotEqualTo(base64);
  }

  @Test
  void ofText_badTexts_areRefused() {
    for (String bad :
        List.of(
            "%%%%",
            "AAA",
            P256 + ED25519,
            P256.replace("-----END PUBLIC KEY-----", ""),
            P256.replace("END PUBLIC", "END PRIVATE"),
            P256.replace("KEY-----\nMF", "KEY----\nMF"),
            "-----BEGIN -----\n-----END -----",
            "x-----BEGIN PUBLIC KEY-----",
            P256.replace("MFkw", "MFk="))) {
      assertThat(failure(bad).problem()).as(bad).isEqualTo(KeyProblem.BAD_TEXT);
    }
    assertThat(failure(Keys.pem("CERTIFICATE", new byte[3])).text())
        .isEqualTo("`PUBLIC KEY` expected, not `CERTIFICATE`");
    assertThat(failure("A".repeat(5000)).problem()).isEqualTo(KeyProblem.TOO_LARGE);
    assertThat(failure("").problem()).isEqualTo(KeyProblem.MALFORMED);
  }

  @Test
  void ofSpki_bytesAddedOrTaken_isRefused() throws Exception {
    for (String pem : List.of(ED25519, P256, P256_COMPRESSED)) {
      byte[] spki = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*-----", ""));
      assertThat(VerificationKey.ofSpki(spki)).isNotNull();
      assertThat(problem(Arrays.copyOf(spki, spki.length + 1))).isEqualTo(KeyProblem.MALFORMED);
      for (int length = 0; length < spki.length; length++) {
        assertThat(problem(Arrays.copyOf(spki, length))).isEqualTo(KeyProblem.MALFORMED);
      }
    }
    assertThat(problem(new byte[Der.MAX_LENGTH + 1])).isEqualTo(KeyProblem.TOO_LARGE);
  }

  @Test
  void ofSpki_notDer_isRefused() {
    byte[] key = Keys.ed25519(1).key().spki();
    byte[] longLength = Keys.join(Keys.hex("30812a"), Arrays.copyOfRange(key, 2, key.length));
    byte[] indefinite =
        Keys.join(Keys.hex("3080"), Arrays.copyOfRange(key, 2, key.length), Keys.hex("0000"));
    assertThat(problem(longLength)).isEqualTo(KeyProblem.MALFORMED);
    assertThat(problem(indefinite)).isEqualTo(KeyProblem.MALFORMED);
  }

  @Test
  void ofSpki_lowOrderOrNonCanonicalPoint_isRefused() {
    for (String point :
        List.of(
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            // the same as 1 and 0, beyond the field's prime
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            // no point has this coordinate
            "0200000000000000000000000000000000000000000000000000000000000000")) {
      assertThat(problem(Keys.join(ED25519_PREFIX, Keys.hex(point))))
          .as(point)
          .isEqualTo(KeyProblem.INVALID_KEY);
    }
  }

  @Test
  void ofSpki_pointOfMixedOrder_isRefused() {
    // (x, y) and the point (0, -1) of order 2 add up to (-x, -y)
    BigInteger prime = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    byte[] point = Arrays.copyOfRange(Keys.ed25519(1).key().spki(), 12, 44);
    BigInteger encoded = new BigInteger(1, Keys.reversed(point));
    BigInteger negated = prime.subtract(encoded.clearBit(255));
    BigInteger mixed = encoded.testBit(255) ? negated : negated.setBit(255);
    byte[] spki = Keys.join(ED25519_PREFIX, Keys.reversed(Keys.scalar(mixed)));
    assertThat(problem(spki)).isEqualTo(KeyProblem.INVALID_KEY);
  }

  @Test
  void ofSpki_pointNotOnTheCurve_isRefused() {
    byte[] spki = Keys.p256(1).key().spki();
    spki[spki.length - 1] ^= 1;
    assertThat(problem(spki)).isEqualTo(KeyProblem.INVALID_KEY);
    // x beyond the field's prime, and an x that no point has
    for (String x : List.of("f".repeat(64), "0".repeat(63) + "1")) {
      assertThat(problem(Keys.join(P256_COMPRESSED_PREFIX, Keys.hex("02", x))))
          .as(x)
          .isEqualTo(KeyProblem.INVALID_KEY);
    }
  }

  @Test
  void ofSpki_hybridPoint_isRefused() {
    byte[] spki = Keys.p256(1).key().spki();
    int form = P256_PREFIX.length;
    spki[form] = (byte) (6 + (spki[spki.length - 1] & 1));
    assertThat(problem(spki)).isEqualTo(KeyProblem.MALFORMED);
    spki[form] = 5;
    assertThat(problem(spki)).isEqualTo(KeyProblem.MALFORMED);
  }

  @Test
  void ofSpki_infinityOrWrongLengths_areRefused() {
    byte[] infinity = Keys.hex("3019301306072a8648ce3d020106082a8648ce3d03010703020000");
    assertThat(problem(infinity)).isEqualTo(KeyProblem.MALFORMED);
    assertThat(problem(Keys.join(Keys.hex("3029300506032b6570032000"), new byte[31])))
        .isEqualTo(KeyProblem.MALFORMED);
    byte[] unusedBits = Keys.p256(1).key().spki();
    unusedBits[P256_PREFIX.length - 1] = 1;
    unusedBits[unusedBits.length - 1] &= ~1;
    assertThat(problem(unusedBits)).isEqualTo(KeyProblem.MALFORMED);
  }

  @Test
  void ofSpki_otherAlgorithmOrCurve_isRefused() {
    // x25519; ed448; EC on P-384, on secp256k1, without curve; ed25519 with parameters
    assertThat(problem(Keys.join(Keys.hex("302a300506032b656e032100"), new byte[32])))
        .isEqualTo(KeyProblem.UNSUPPORTED_ALGORITHM);
    assertThat(problem(Keys.join(Keys.hex("3043300506032b6571033a00"), new byte[57])))
        .isEqualTo(KeyProblem.UNSUPPORTED_ALGORITHM);
    assertThat(
            problem(
                Keys.join(
                    Keys.hex("3036301006072a8648ce3d020106052b81040022032200"), new byte[33])))
        .isEqualTo(KeyProblem.UNSUPPORTED_ALGORITHM);
    assertThat(
            problem(
                Keys.join(
                    Keys.hex("3036301006072a8648ce3d020106052b8104000a032200"), new byte[33])))
        .isEqualTo(KeyProblem.UNSUPPORTED_ALGORITHM);
    assertThat(problem(Keys.join(Keys.hex("302f300906072a8648ce3d0201032200"), new byte[33])))
        .isEqualTo(KeyProblem.UNSUPPORTED_ALGORITHM);
    assertThat(problem(Keys.join(Keys.hex("302c300706032b65700500032100"), new byte[32])))
        .isEqualTo(KeyProblem.MALFORMED);
  }

  @Test
  void ofSpki_rsa_isRefusedByItsOid() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] rsa = generator.generateKeyPair().getPublic().getEncoded();
    KeyException refusal =
        catchThrowableOfType(KeyException.class, () -> VerificationKey.ofSpki(rsa));
    assertThat(refusal.text())
        .isEqualTo(
            "the algorithm `1.2.840.113549.1.1.1` is not supported, only ed25519 and EC P-256 are");
  }

  @Test
  void spki_changedByCaller_changesNothing() {
    VerificationKey key = Keys.ed25519(1).key();
    key.spki()[0]++;
    assertThat(key).isEqualTo(Keys.ed25519(1).key());
  }
}
