package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x509.Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.ParsedCertificate;
import org.portcullis.attestation.key.internal.SignatureChecker;
import org.portcullis.attestation.key.internal.SubjectKey;
import org.portcullis.fixtures.mint.CertificateSpec;
import org.portcullis.fixtures.mint.Der;
import org.portcullis.fixtures.mint.KeyKind;
import org.portcullis.fixtures.mint.MintedKey;
import org.portcullis.fixtures.mint.Seed;

/** No provider is asked about a signature that has not the one form that its key makes. */
class SignatureFormTest {
  private static final Seed SEED = Seed.of("signature form");
  private static final int ATTEMPTS = 10_000;
  private final CountingProvider provider = new CountingProvider();
  private final SignatureChecker checker = new SignatureChecker(provider, 0);

  @Test
  void holds_rsaSignatureWithoutItsLeadingZero_isFalse() throws Exception {
    Certificate signed = withLeadingZero(KeyKind.RSA_2048);
    byte[] value = signed.getSignature().getOctets();

    assertThat(isAsked(signed, value)).isTrue();
    assertThat(isAsked(signed, Arrays.copyOfRange(value, 1, value.length))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 256})
  void holds_rsaSignatureOfAnotherLength_isFalse(int more) throws Exception {
    Certificate signed = signed(KeyKind.RSA_2048, BigInteger.ONE);
    byte[] value = signed.getSignature().getOctets();
    byte[] longer = new byte[value.length + more];
    int kept = Math.min(value.length, longer.length);
    System.arraycopy(value, value.length - kept, longer, longer.length - kept, kept);

    assertThat(isAsked(signed, longer)).isFalse();
  }

  @Test
  void holds_ecdsaSignatureInFixedLength_isFalse() throws Exception {
    Certificate signed = signed(KeyKind.P256, BigInteger.ONE);

    assertThat(isAsked(signed, signed.getSignature().getOctets())).isTrue();
    assertThat(isAsked(signed, new byte[64])).isFalse();
  }

  /** Whether the provider was asked; if it was, the signature held. */
  private boolean isAsked(Certificate signed, byte[] value) throws Exception {
    byte[] der =
        Der.sequence(
            signed.getTBSCertificate().getEncoded(),
            signed.getSignatureAlgorithm().getEncoded(),
            Der.bits(value));
    provider.reset();
    boolean holds = checker.holds(ParsedCertificate.read(der), key(signed));
    assertThat(provider.checkedSignatures()).isEqualTo(holds ? 1 : 0);
    return holds;
  }

  /** The certificate is its own issuer's, so that its key is the signer's. */
  private static SubjectKey key(Certificate signed) throws DerException, java.io.IOException {
    return SubjectKey.ofDer(signed.getSubjectPublicKeyInfo().getEncoded());
  }

  private static Certificate withLeadingZero(KeyKind kind) {
    for (int serial = 1; serial < ATTEMPTS; serial++) {
      Certificate signed = signed(kind, BigInteger.valueOf(serial));
      if (signed.getSignature().getOctets()[0] == 0) {
        return signed;
      }
    }
    throw new AssertionError("no signature begins with a zero");
  }

  private static Certificate signed(KeyKind kind, BigInteger serial) {
    CertificateSpec root =
        CertificateSpec.authority(MintedKey.derive(kind, SEED), "CN=Root", serial);
    return Certificate.getInstance(root.issuedBy(root));
  }
}
