package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.portcullis.fixtures.mint.ChainMint;

/** A chain has the same verdict with and without its root, whatever else is wrong with it. */
class RootlessProperties {
  private static final Provider PROVIDER = new BouncyCastleProvider();
  private static final Map<String, List<byte[]>> CHAINS = new HashMap<>();

  /** One thing or nothing done to a chain. */
  enum Twist {
    NONE,
    ATTESTATION_NO_AUTHORITY,
    ATTESTATION_EXPIRED,
    ATTESTATION_NOT_YET,
    ATTESTATION_CUT_OUT,
    FOREIGN_SIGNATURE,
    LEAF_ALONE
  }

  @Property(tries = 400)
  void verify_rootCutOff_hasTheSameVerdict(
      @ForAll ChainMint.Shape shape,
      @ForAll Twist twist,
      @ForAll("terms") AnchorTerms terms,
      @ForAll boolean byCertificate) {
    List<byte[]> whole = CHAINS.computeIfAbsent(shape + " " + twist, k -> twisted(shape, twist));
    List<byte[]> rootless = new ArrayList<>(whole.subList(0, whole.size() - 1));
    KeyAttestationVerifier verifier = verifier(terms, byCertificate);

    KeyAttestationResult one = verify(verifier, whole);
    KeyAttestationResult other = verify(verifier, rootless);

    if (isSignedByItsRoot(rootless.get(rootless.size() - 1))) {
      assertThat(verdict(other)).isEqualTo(verdict(one));
      assertThat(other.oddities()).isEqualTo(one.oddities());
    } else {
      // what the root didn't sign is a wrong signature below it, and a foreign chain without it
      assertThat(one).isInstanceOf(KeyAttestationResult.Rejected.class);
      assertThat(Minted.rejected(other).reason()).isEqualTo(KeyAttestationReason.ROOT_UNKNOWN);
    }
  }

  private static boolean isSignedByItsRoot(byte[] top) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      Certificate root =
          factory.generateCertificate(new ByteArrayInputStream(Minted.AUTHORITY.rootCertificate()));
      factory
          .generateCertificate(new ByteArrayInputStream(top))
          .verify(root.getPublicKey(), PROVIDER);
      return true;
    } catch (SignatureException | InvalidKeyException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Provide
  Arbitrary<AnchorTerms> terms() {
    AnchorTerms any = AnchorTerms.anyForm();
    return Arbitraries.of(
        any,
        any.withProvisioning(Provisioning.FACTORY),
        any.withProvisioning(Provisioning.REMOTE),
        any.withProvisioning(Provisioning.FACTORY, Provisioning.REMOTE, Provisioning.SOFTWARE),
        any.withUntil(Minted.NOW),
        any.withFrom(Minted.NOW.plusNanos(1)),
        any.withStatusList("acme"));
  }

  private static ChainMint mint(ChainMint.Shape shape) {
    return switch (shape) {
      case FACTORY -> Minted.factory();
      case REMOTE -> Minted.remote();
      case SOFTWARE -> Minted.software();
    };
  }

  private static List<byte[]> twisted(ChainMint.Shape shape, Twist twist) {
    ChainMint mint = mint(shape);
    Instant now = Minted.NOW;
    return switch (twist) {
      case NONE -> der(mint);
      case ATTESTATION_NO_AUTHORITY -> der(mint.attestation(c -> c.notAuthority()));
      case ATTESTATION_EXPIRED ->
          der(mint.attestation(c -> c.validity(Instant.EPOCH, now.minusSeconds(1))));
      case ATTESTATION_NOT_YET ->
          der(mint.attestation(c -> c.validity(now.plusSeconds(1), now.plus(Duration.ofDays(1)))));
      case ATTESTATION_CUT_OUT -> without(der(mint), 1);
      case FOREIGN_SIGNATURE -> foreign(der(mint));
      case LEAF_ALONE -> List.of(der(mint).get(0), der(mint).get(der(mint).size() - 1));
    };
  }

  private static List<byte[]> der(ChainMint mint) {
    return mint.mint().certificates();
  }

  private static List<byte[]> without(List<byte[]> certificates, int index) {
    List<byte[]> rest = new ArrayList<>(certificates);
    rest.remove(index);
    return rest;
  }

  private static List<byte[]> foreign(List<byte[]> certificates) {
    List<byte[]> changed = new ArrayList<>(certificates);
    byte[] damaged = changed.get(1).clone();
    damaged[damaged.length - 1] ^= 1;
    changed.set(1, damaged);
    return changed;
  }

  private static KeyAttestationVerifier verifier(AnchorTerms terms, boolean byCertificate) {
    TrustAnchors.Builder anchors = TrustAnchors.builder();
    return KeyAttestationVerifier.builder()
        .provider(PROVIDER)
        .anchors(
            (byCertificate
                    ? anchors.certificate("acme", Minted.AUTHORITY.rootCertificate(), terms)
                    : anchors.key("acme", Minted.AUTHORITY.rootKey().spki(), terms))
                .build())
        .statusList(RevocationSource.of(Minted.statusList("{\"entries\":{}}", Minted.NOW)))
        .build();
  }

  private static KeyAttestationResult verify(
      KeyAttestationVerifier verifier, List<byte[]> certificates) {
    return verifier.verify(
        TestChains.ofDer(certificates),
        Minted.expectation().requireStatusList(Duration.ofDays(1)).build(),
        Minted.NOW);
  }

  private static String verdict(KeyAttestationResult result) {
    return result instanceof KeyAttestationResult.Rejected rejected
        ? rejected.reason().toString()
        : "VERIFIED";
  }
}
