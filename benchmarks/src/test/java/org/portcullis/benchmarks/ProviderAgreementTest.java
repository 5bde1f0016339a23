package org.portcullis.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.portcullis.attestation.key.CertificateChain;
import org.portcullis.attestation.key.ChainReading;
import org.portcullis.attestation.key.KeyAttestationExpectation;
import org.portcullis.attestation.key.KeyAttestationResult;
import org.portcullis.attestation.key.KeyAttestationVerifier;
import org.portcullis.attestation.key.TrustAnchors;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.Damage;
import org.portcullis.fixtures.mint.KeyKind;
import org.portcullis.fixtures.mint.MintedAuthority;
import org.portcullis.fixtures.mint.MintedChain;
import org.portcullis.fixtures.mint.MintedKey;
import org.portcullis.fixtures.mint.Presentation;
import org.portcullis.fixtures.mint.Seed;

/** The fast provider gives the verdicts of the default one, reasons and places included. */
class ProviderAgreementTest {
  private static final MintedAuthority AUTHORITY = MintedAuthority.of(Seed.of("providers"));

  /** By anchor and provider. They remember nothing, so that each signature is checked. */
  private static final Map<List<String>, KeyAttestationVerifier> VERIFIERS = new HashMap<>();

  @BeforeEach
  void requireBoth() {
    assumeTrue(
        Arrays.asList(Providers.available()).contains(Providers.CORRETTO),
        "the native provider is not there for this platform");
  }

  @Test
  void verify_damagedFactoryChains_agree() {
    requireAgreement(AUTHORITY.factory());
  }

  @Test
  void verify_damagedRemoteChains_agree() {
    requireAgreement(AUTHORITY.remote());
  }

  /** The attestation key signs the leaf, so that this is the key of a signature too. */
  @ParameterizedTest
  @EnumSource(
      value = KeyKind.class,
      names = {"P256", "P384", "RSA_2048", "RSA_4096"})
  void verify_chainsOfAllIssuersKeys_agree(KeyKind kind) {
    MintedKey key = MintedKey.derive(kind, Seed.of("attestation " + kind));
    MintedChain chain = AUTHORITY.factory().at(1, c -> c.key(key)).mint();

    assertThat(verify(chain.present(), Providers.CORRETTO))
        .isInstanceOf(KeyAttestationResult.Verified.class)
        .isEqualTo(verify(chain.present(), Providers.BOUNCY_CASTLE));
  }

  /** Every byte of a signature, and of the key that it is checked with. */
  @ParameterizedTest
  @EnumSource(
      value = KeyKind.class,
      names = {"P256", "RSA_2048"})
  void verify_anyByteOfSignatureOrKeyChanged_agree(KeyKind kind) {
    MintedKey key = MintedKey.derive(kind, Seed.of("attestation " + kind));
    List<byte[]> chain = AUTHORITY.factory().at(1, c -> c.key(key)).mint().certificates();
    for (int index : new int[] {0, 1}) {
      for (int at = 0; at < chain.get(index).length; at++) {
        List<byte[]> changed = chain.stream().map(byte[]::clone).toList();
        changed.get(index)[at] ^= 1;

        assertThat(verify(changed, Providers.CORRETTO))
            .as("certificate %d, byte %d", index, at)
            .isEqualTo(verify(changed, Providers.BOUNCY_CASTLE));
      }
    }
  }

  private static void requireAgreement(ChainMint mint) {
    MintedChain chain = mint.mint();
    List<Damage> catalogue = Damage.catalogue(chain);
    assertThat(catalogue).isNotEmpty();
    for (Damage damage : catalogue) {
      Presentation presented = damage.apply(chain);
      assertThat(verify(presented, Providers.CORRETTO))
          .as(damage.name())
          .isEqualTo(verify(presented, Providers.BOUNCY_CASTLE));
    }
  }

  private static KeyAttestationResult verify(Presentation presented, String provider) {
    return verify(CertificateChain.ofPem(presented.pem()), presented.anchorPem(), provider);
  }

  private static KeyAttestationResult verify(List<byte[]> chain, String provider) {
    return verify(CertificateChain.ofDer(chain), AUTHORITY.rootPem(), provider);
  }

  private static KeyAttestationResult verify(ChainReading reading, String anchor, String provider) {
    return reading instanceof ChainReading.Read read
        ? VERIFIERS
            .computeIfAbsent(List.of(anchor, provider), ignored -> verifier(anchor, provider))
            .verify(
                read.chain(),
                KeyAttestationExpectation.anyChallenge().build(),
                ChainMint.DEFAULT_TIME)
        : ((ChainReading.Unreadable) reading).rejection();
  }

  private static KeyAttestationVerifier verifier(String anchor, String provider) {
    return KeyAttestationVerifier.builder()
        .anchors(TrustAnchors.ofPem(anchor.getBytes(StandardCharsets.US_ASCII)).orElseThrow())
        .provider(Providers.get(provider))
        .signatureCacheSize(0)
        .build();
  }
}
