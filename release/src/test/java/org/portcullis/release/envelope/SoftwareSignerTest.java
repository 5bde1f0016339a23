package org.portcullis.release.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The keys in PEM were made by OpenSSL 3.0 and are used nowhere else. */
final class SoftwareSignerTest {
  // openssl genpkey -algorithm ed25519
  private static final String ED25519 =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEILbJ9bgaUmSXsHFlJwNKCBIpDgziW0ol3E009FXLFkC4
      -----END PRIVATE KEY-----
      """;

  // openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256
  private static final String P256 =
      """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgQih7SlNlkwWR5jD4
      Nn0A7XNBn9QZYl51am1qZkGxyeuhRANCAAS/EilIzqBgY6vnvbANmbmigHCKweNS
      C1RhFs2PbSdQBehqiqwv1E6jpKEHz1jeOS1FEB5+NoF6wh6H2xCI4QjG
      -----END PRIVATE KEY-----
      """;

  // openssl pkcs8 -topk8 of the key above, with a password
  private static final String ENCRYPTED =
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhjGjBxMmLyywICCAAw
      DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEBzgZEEeWvVkbjpbn4vEILwEgZAI
      QnAQ89MGkfNNgyy3tu9J/ZSsftQKnKBB/SRFdz5jxdrUxmoNf/B24YFfbespFXaZ
      gLZ9kUzCx4a7p+AuEe5GfIf4wHDOzcChGMTaMvy6OfB5++OF/WyfY3NoWLevwU6I
      bpYW78TOOVwvDpdY3Svy6J9Y7KW/HOlNPTnHK2pP1mOH86E8KBjoDK/iSjnpoQg=
      -----END ENCRYPTED PRIVATE KEY-----
      """;

  // openssl ecparam -name prime256v1 -genkey
  private static final String SEC1 =
      """
      -----BEGIN EC PARAMETERS-----
      BggqhkjOPQMBBw==
      -----END EC PARAMETERS-----
      -----BEGIN EC PRIVATE KEY-----
      MHcCAQEEIPg6kmnMyUOUj7je6EfC0CJGh2gMeSM/WMx3fhx2qtmQoAoGCCqGSM49
      AwEHoUQDQgAEKgr929odQj09oRZCLKMmvh+iGMKiKpZVJMWA3Ki1n1F3Ea4CeLzz
      MP8EvYJb0hhpdeX3CnD8YzRRUOAei9j/KQ==
      -----END EC PRIVATE KEY-----
      """;

  // openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit
  private static final String EXPLICIT_CURVE =
      """
      -----BEGIN PRIVATE KEY-----
      MIIBeQIBADCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAAB
      AAAAAAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA
      ///////////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMV
      AMSdNgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg
      9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8A
      AAAA//////////+85vqtpxeehPO5ysL8YyVRAgEBBG0wawIBAQQgu1+FvtenQy5r
      q3SjTxr9DnjrsA5lCs9hFwlMR9TBqemhRANCAAQq4ol06c4r4DjqtIRudxqEC2be
      b5zzd3jeko64SRIAarOH8fexNPwkTHmzbipQB+TDBxfO78K4mx8o510xCcvS
      -----END PRIVATE KEY-----
      """;

  private static final byte[] HELLO = Keys.utf8("hello");
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private static SoftwareSigner read(String pem) throws KeyException {
    return SoftwareSigner.ofPem(Keys.utf8(pem));
  }

  private static KeyException failure(String pem) {
    return catchThrowableOfType(KeyException.class, () -> read(pem));
  }

  private static KeyProblem problem(byte[] pkcs8) {
    return catchThrowableOfType(KeyException.class, () -> SoftwareSigner.ofPkcs8(pkcs8)).problem();
  }

  private static byte[] der(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----.*-----", ""));
  }

  @Test
  void ofPem_keysOfOpenssl_signAsOpensslDoes() throws Exception {
    // printf hello > m; openssl pkeyutl -sign -rawin -in m -inkey KEY
    assertThat(read(ED25519).sign(HELLO))
        .isEqualTo(
            Base64.getDecoder()
                .decode(
                    "u/atKHre+7a4La44myWhScdoPsORQkd/zQacZohUmbrcVfyui6J/4h0e3NTX7rbL0kEZ5O/65EVyu6hA"
                        + "sgBNAw=="));
    // openssl dgst -sha256 -sign KEY m
    byte[] signature =
        Base64.getDecoder()
            .decode(
                "MEUCIQC1Sd8QC0Rv/dpZQDWrQnSiBjYFmk2OOqi4kFM7wviOXAIgL51ek9FzPo6V8c0/sfk/HFnW1RGGTm8q"
                    + "/44et4SQdek=");
    assertThat(read(P256).key().holds(HELLO, signature)).isTrue();
    assertThat(read(P256).key().holds(Keys.utf8("hallo"), signature)).isFalse();
  }

  @Test
  void sign_ed25519_makesTheSignaturesOfTheRfc() throws Exception {
    // RFC 8032, 7.1, tests 1, 2 and 3
    requireEd25519(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
            + "d25bf5f0595bbe24655141438e7a100b");
    requireEd25519(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
            + "387b2eaeb4302aeeb00d291612bb0c00");
    requireEd25519(
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
            + "4a7c15e9716ed28dc027beceea1ec40a");
  }

  private static void requireEd25519(String seed, String key, String message, String signature)
      throws KeyException {
    SoftwareSigner signer = SoftwareSigner.ofPkcs8(Keys.ed25519Pkcs8(Keys.hex(seed)));
    assertThat(signer.key().spki()).endsWith(Keys.hex(key)).hasSize(44);
    assertThat(signer.sign(Keys.hex(message))).isEqualTo(Keys.hex(signature));
    assertThat(signer.key().holds(Keys.hex(message), Keys.hex(signature))).isTrue();
  }

  @Test
  void sign_p256_makesTheSignaturesOfTheRfc() {
    // RFC 6979, A.2.5, with SHA-256
    SoftwareSigner signer =
        Keys.signer(
            Keys.p256Pkcs8(
                new BigInteger(
                    "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721", 16)));
    assertThat(signer.key().spki())
        .endsWith(
            Keys.hex(
                "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
                "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"));
    assertThat(signer.sign(Keys.utf8("sample")))
        .isEqualTo(
            Keys.hex(
                "3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716",
                "022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"));
    assertThat(signer.sign(Keys.utf8("test")))
        .isEqualTo(
            Keys.hex(
                "3045022100f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367",
                "0220019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083"));
  }

  @Test
  void ofPem_eachProblem_isReachableByAPrivateKey() throws Exception {
    byte[] foreignPublicKey = der(P256);
    System.arraycopy(
        Keys.p256(7).key().spki(), 26, foreignPublicKey, foreignPublicKey.length - 65, 65);
    Set<KeyProblem> seen = EnumSet.noneOf(KeyProblem.class);
    seen.add(failure("x".repeat(10_000)).problem());
    seen.add(failure("nothing").problem());
    seen.add(problem(new byte[0]));
    seen.add(failure(ENCRYPTED).problem());
    seen.add(failure(SEC1).problem());
    seen.add(failure(EXPLICIT_CURVE).problem());
    seen.add(problem(Keys.p256Pkcs8(BigInteger.ZERO)));
    seen.add(problem(foreignPublicKey));
    assertThat(seen).containsExactlyInAnyOrder(KeyProblem.values());
  }

  @Test
  void ofPem_encrypted_saysWhatToDo() {
    assertThat(failure(ENCRYPTED).text())
        .isEqualTo(
            "the private key has a password; take it off with `openssl pkcs8 -topk8 -nocrypt`");
    assertThat(problem(der(ENCRYPTED))).isEqualTo(KeyProblem.ENCRYPTED);
    String old =
        SEC1.replace(
            "EC PRIVATE KEY-----\nMH", "EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMH");
    assertThat(failure(old).problem()).isEqualTo(KeyProblem.ENCRYPTED);
  }

  @Test
  void ofPem_otherKind_saysWhatToDo() {
    assertThat(failure(SEC1).text())
        .isEqualTo(
            "`PRIVATE KEY` expected, not `EC PRIVATE KEY`; convert it with"
                + " `openssl pkcs8 -topk8 -nocrypt`");
    assertThat(failure(Keys.pem("PUBLIC KEY", Keys.ed25519(1).key().spki())).text())
        .isEqualTo("`PRIVATE KEY` expected, not `PUBLIC KEY`");
    assertThat(problem(Keys.ed25519(1).key().spki())).isEqualTo(KeyProblem.MALFORMED);
  }

  @Test
  void ofPem_truncatedFile_isRefused() {
    for (String pem : List.of(ED25519, P256)) {
      for (int length = 0; length < pem.length() - 1; length++) {
        assertThat(failure(pem.substring(0, length)).problem()).isEqualTo(KeyProblem.BAD_TEXT);
      }
    }
    byte[] der = der(P256);
    for (int length = 0; length < der.length; length++) {
      assertThat(problem(Arrays.copyOf(der, length))).isEqualTo(KeyProblem.MALFORMED);
    }
    assertThat(problem(Arrays.copyOf(der, der.length + 1))).isEqualTo(KeyProblem.MALFORMED);
    assertThat(problem(new byte[Der.MAX_LENGTH + 1])).isEqualTo(KeyProblem.TOO_LARGE);
  }

  @Test
  void ofPkcs8_numberOutOfRange_isRefused() throws Exception {
    assertThat(problem(Keys.p256Pkcs8(ORDER))).isEqualTo(KeyProblem.INVALID_KEY);
    assertThat(SoftwareSigner.ofPkcs8(Keys.p256Pkcs8(ORDER.subtract(BigInteger.ONE)))).isNotNull();
    assertThat(problem(Keys.join(Keys.hex("302d020100300506032b65700421041f"), new byte[31])))
        .isEqualTo(KeyProblem.MALFORMED);
  }

  @Test
  void ofPkcs8_publicKeyOfAnotherType_isRefused() {
    byte[] der = der(P256);
    // where the public key begins: [1], a length, then BIT STRING
    int tag = der.length - 68;
    assertThat(der[tag]).isEqualTo((byte) 3);
    der[tag] = 2;
    assertThat(problem(der)).isEqualTo(KeyProblem.MALFORMED);
  }

  @Test
  void ofPkcs8_innerCurveOfAnotherName_isRefused() {
    // ECPrivateKey with [0] prime256v1, then the same with secp256k1
    byte[] own =
        Keys.join(
            Keys.hex("304d020100301306072a8648ce3d020106082a8648ce3d0301070433"),
            Keys.hex("30310201010420"),
            Keys.scalar(BigInteger.ONE),
            Keys.hex("a00a06082a8648ce3d030107"));
    byte[] foreign =
        Keys.join(
            Keys.hex("304a020100301306072a8648ce3d020106082a8648ce3d0301070430"),
            Keys.hex("302e0201010420"),
            Keys.scalar(BigInteger.ONE),
            Keys.hex("a00706052b8104000a"));
    assertThat(Keys.signer(own).key()).isEqualTo(Keys.p256(1).key());
    assertThat(problem(foreign)).isEqualTo(KeyProblem.MISMATCH);
  }

  @Test
  void ofPkcs8_ed25519WithPublicKey_mustBeItsOwn() throws Exception {
    byte[] own = Keys.ed25519(1).key().spki();
    byte[] foreign = Keys.ed25519(2).key().spki();
    assertThat(SoftwareSigner.ofPkcs8(withPublicKey(own)).key()).isEqualTo(Keys.ed25519(1).key());
    assertThat(problem(withPublicKey(foreign))).isEqualTo(KeyProblem.MISMATCH);
  }

  /** RFC 8410, 10.3: version 2 with the public key. */
  private static byte[] withPublicKey(byte[] spki) {
    return Keys.join(
        Keys.hex("3051020101300506032b657004220420"),
        Keys.scalar(BigInteger.ONE),
        Keys.hex("812100"),
        Arrays.copyOfRange(spki, 12, spki.length));
  }

  @Test
  void toStringAndErrors_privateKey_areSilentAboutIt() throws Exception {
    SoftwareSigner signer = read(P256);
    assertThat(signer).hasToString("SoftwareSigner[ECDSA_P256:" + signer.key().keyId() + "]");
    String body = P256.substring(40, 80);
    assertThat(failure(P256.replace("4QjG", "4QjG!")).toString()).doesNotContain(body);
    assertThat(failure(P256.replace("PRIVATE", "PUBLIC")).toString()).doesNotContain(body);
  }
}
