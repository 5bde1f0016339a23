package org.portcullis.release.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The signatures of this project against those of the JDK's own providers. */
final class JdkDifferentialProperties {
  /** An algorithm by the names of the JDK. */
  private record Algorithm(String family, String signature) {
    PublicKey publicKey(VerificationKey key) throws GeneralSecurityException {
      return KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(key.spki()));
    }

    PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
      return KeyFactory.getInstance(family).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    byte[] sign(byte[] pkcs8, byte[] message) throws GeneralSecurityException {
      Signature signer = Signature.getInstance(signature);
      signer.initSign(privateKey(pkcs8));
      signer.update(message);
      return signer.sign();
    }

    boolean holds(VerificationKey key, byte[] message, byte[] bytes) {
      try {
        Signature verifier = Signature.getInstance(signature);
        verifier.initVerify(publicKey(key));
        verifier.update(message);
        return verifier.verify(bytes);
      } catch (GeneralSecurityException e) {
        return false;
      }
    }
  }

  private static final Algorithm ED25519 = new Algorithm("Ed25519", "Ed25519");
  private static final Algorithm P256 = new Algorithm("EC", "SHA256withECDSA");

  @Property(tries = 200)
  void sign_ed25519_isByteForByteThatOfTheJdk(
      @ForAll @IntRange(min = 1) int number, @ForAll byte[] message) throws Exception {
    byte[] pkcs8 = Keys.ed25519Pkcs8(Keys.scalar(BigInteger.valueOf(number)));
    SoftwareSigner signer = Keys.signer(pkcs8);
    assertThat(signer.sign(message)).isEqualTo(ED25519.sign(pkcs8, message));
    assertThat(ED25519.publicKey(signer.key()).getEncoded()).isEqualTo(signer.key().spki());
  }

  @Property(tries = 200)
  void sign_p256_holdsForTheJdkAndTheOtherWayRound(
      @ForAll @IntRange(min = 1) int number, @ForAll byte[] message) throws Exception {
    byte[] pkcs8 = Keys.p256Pkcs8(BigInteger.valueOf(number));
    SoftwareSigner signer = Keys.signer(pkcs8);
    assertThat(P256.holds(signer.key(), message, signer.sign(message))).isTrue();
    assertThat(signer.key().holds(message, P256.sign(pkcs8, message))).isTrue();
    assertThat(P256.publicKey(signer.key()).getEncoded()).isEqualTo(signer.key().spki());
  }

  @Property(tries = 500)
  void holds_damagedSignature_isNeverWhatTheJdkRefuses(
      @ForAll @IntRange(max = 9) int number,
      @ForAll @IntRange(max = 71) int place,
      @ForAll byte value) {
    SoftwareSigner signer = Keys.any(number);
    Algorithm algorithm = number % 2 == 0 ? ED25519 : P256;
    byte[] signature = signer.sign(Keys.PAYLOAD);
    signature[place % signature.length] = value;
    boolean holds = signer.key().holds(Keys.PAYLOAD, signature);
    assertThat(holds && !algorithm.holds(signer.key(), Keys.PAYLOAD, signature)).isFalse();
    assertThat(holds).isEqualTo(Arrays.equals(signature, signer.sign(Keys.PAYLOAD)));
  }
}
