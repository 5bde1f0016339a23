package org.portcullis.release.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.junit.jupiter.api.Test;

/** The example of DSSE 1.0.2, protocol.md, "Test Vectors". */
final class DsseVectorTest {
  private static final String TYPE = "http://example.com/HelloWorld";
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final BigInteger X =
      new BigInteger(
          "46950820868899156662930047687818585632848591499744589407958293238635476079160");
  private static final BigInteger Y =
      new BigInteger(
          "5640078356564379163099075877009565129882514886557779369047442380624545832820");
  private static final SoftwareSigner SIGNER =
      Keys.signer(
          Keys.p256Pkcs8(
              new BigInteger(
                  "97358161215184420915383655311931858321456579547487070936769975997791359926199")));

  /** The two numbers one after the other: DSSE leaves the form of a signature open. */
  private static final byte[] RAW_SIGNATURE =
      Base64.getDecoder()
          .decode(
              "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==");

  private static final String ENVELOPE =
      """
      {"payload": "aGVsbG8gd29ybGQ=",
       "payloadType": "http://example.com/HelloWorld",
       "signatures": [{"sig": "%s"}]}
      """;

  @Test
  void encode_example_isThatOfTheSpecification() {
    assertThat(PreAuthentication.encode(TYPE, Keys.utf8("hello world")))
        .isEqualTo(Keys.utf8("DSSEv1 29 http://example.com/HelloWorld 11 hello world"));
  }

  @Test
  void encode_empty_hasLengthsOfZero() {
    assertThat(PreAuthentication.encode("", new byte[0])).isEqualTo(Keys.utf8("DSSEv1 0  0 "));
  }

  @Test
  void encode_notAscii_countsBytes() {
    assertThat(PreAuthentication.encode("é", new byte[] {0, -1}))
        .isEqualTo(Keys.join(Keys.utf8("DSSEv1 2 é 2 "), new byte[] {0, -1}));
  }

  @Test
  void key_example_isThePointOfTheSpecification() {
    assertThat(SIGNER.key().spki()).endsWith(Keys.join(Keys.scalar(X), Keys.scalar(Y)));
  }

  @Test
  void sign_example_makesTheSignatureOfTheSpecification() throws Exception {
    Envelope envelope = Envelope.sign(TYPE, Keys.utf8("hello world"), List.of(SIGNER));
    assertThat(envelope.signatures().get(0).bytes()).isEqualTo(derSignature());
  }

  @Test
  void verify_exampleWithSignatureInDer_isVerified() throws Exception {
    String json = ENVELOPE.formatted(Base64.getEncoder().encodeToString(derSignature()));
    EnvelopeVerdict verdict =
        EnvelopeVerifier.verify(Keys.parsed(Envelope.read("f", Keys.utf8(json))), TYPE, role());
    assertThat(((EnvelopeVerdict.Verified) verdict).payload()).isEqualTo(Keys.utf8("hello world"));
  }

  @Test
  void verify_exampleAsPrinted_isMalformed() {
    String json = ENVELOPE.formatted(Base64.getEncoder().encodeToString(RAW_SIGNATURE));
    EnvelopeVerdict verdict =
        EnvelopeVerifier.verify(Keys.parsed(Envelope.read("f", Keys.utf8(json))), TYPE, role());
    assertThat(((EnvelopeVerdict.Rejected) verdict).reason())
        .isEqualTo(EnvelopeReason.MALFORMED_SIGNATURE);
  }

  private static KeyRole role() {
    return new KeyRole("policy", 1, List.of(new RoleKey(SIGNER.key(), Optional.empty())));
  }

  private static byte[] derSignature() throws Exception {
    return StandardDSAEncoding.INSTANCE.encode(
        ORDER,
        new BigInteger(1, Arrays.copyOfRange(RAW_SIGNATURE, 0, 32)),
        new BigInteger(1, Arrays.copyOfRange(RAW_SIGNATURE, 32, 64)));
  }
}
