package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.MintedAuthority;
import org.portcullis.fixtures.mint.MintedChain;
import org.portcullis.fixtures.mint.Seed;

/** Minted chains of one authority, and verifiers that trust it. */
final class Minted {
  static final Instant NOW = Instant.parse("2026-11-01T00:05:00Z");
  static final byte[] CHALLENGE = Seed.of("challenge").bytes(32);
  static final MintedAuthority AUTHORITY = MintedAuthority.of(Seed.of("authority"));

  private Minted() {}

  static ChainMint factory() {
    return AUTHORITY.factory().challenge(CHALLENGE);
  }

  static ChainMint remote() {
    return AUTHORITY.remote().challenge(CHALLENGE);
  }

  static ChainMint software() {
    return AUTHORITY.software().challenge(CHALLENGE);
  }

  static CertificateChain chain(ChainMint mint) {
    return chain(mint.mint());
  }

  static CertificateChain chain(MintedChain minted) {
    return TestChains.ofDer(minted.certificates());
  }

  /** The authority as an anchor for chains of these kinds, or of any form. */
  static TrustAnchors anchors(Provisioning... permitted) {
    byte[] pem = AUTHORITY.rootPem().getBytes(StandardCharsets.US_ASCII);
    return TrustAnchors.ofPem(pem, Set.of(permitted)).orElseThrow();
  }

  static KeyAttestationVerifier.Builder verifier() {
    return KeyAttestationVerifier.builder()
        .anchors(anchors(Provisioning.FACTORY, Provisioning.REMOTE, Provisioning.SOFTWARE));
  }

  static KeyAttestationExpectation.Builder expectation() {
    return KeyAttestationExpectation.challenge(CHALLENGE);
  }

  static KeyAttestationResult verify(ChainMint mint) {
    return verify(chain(mint));
  }

  static KeyAttestationResult verify(CertificateChain chain) {
    return verifier().build().verify(chain, expectation().build(), NOW);
  }

  static KeyAttestationResult verify(
      ChainMint mint, UnaryOperator<KeyAttestationExpectation.Builder> expect) {
    return verifier().build().verify(chain(mint), expect.apply(expectation()).build(), NOW);
  }

  static KeyAttestationResult.Verified verified(KeyAttestationResult result) {
    assertThat(result).isInstanceOf(KeyAttestationResult.Verified.class);
    return (KeyAttestationResult.Verified) result;
  }

  static KeyAttestationResult.Rejected rejected(KeyAttestationResult result) {
    assertThat(result).isInstanceOf(KeyAttestationResult.Rejected.class);
    return (KeyAttestationResult.Rejected) result;
  }

  static StatusList statusList(String json, Instant fetchedAt) {
    return StatusList.parse(json.getBytes(StandardCharsets.UTF_8), fetchedAt).orElseThrow();
  }
}
