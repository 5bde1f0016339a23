package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.Der;
import org.portcullis.fixtures.mint.KeyKind;
import org.portcullis.fixtures.mint.MintedKey;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.fixtures.mint.StatementLevel;

/** What an issuer that was seen before costs: no signature, and its key is not read again. */
class SignatureMemoryTest {
  private final CountingProvider provider = new CountingProvider();
  private final KeyAttestationVerifier verifier = verifier(64);

  @Test
  void verify_nothingSeenBefore_checksAllSignatures() {
    requireVerified(verifier, device(1, 1));

    assertThat(provider.checkedSignatures()).isEqualTo(4);
    assertThat(provider.decodedKeys()).isEqualTo(4);
  }

  @Test
  void verify_intermediatesSeenBefore_checksTheTwoBelow() {
    requireVerified(verifier, device(1, 1));
    provider.reset();
    requireVerified(verifier, device(2, 1));

    assertThat(provider.checkedSignatures()).isEqualTo(2);
    assertThat(provider.decodedKeys()).isEqualTo(1);
  }

  @Test
  void verify_attestationCertificateSeenBefore_checksTheLeafAlone() {
    requireVerified(verifier, device(1, 1));
    provider.reset();
    requireVerified(verifier, device(1, 2));

    assertThat(provider.checkedSignatures()).isEqualTo(1);
    assertThat(provider.decodedKeys()).isZero();
  }

  @Test
  void verify_sameLeafAgain_isCheckedAgain() {
    requireVerified(verifier, device(1, 1));
    provider.reset();
    requireVerified(verifier, device(1, 1));

    assertThat(provider.checkedSignatures()).isEqualTo(1);
  }

  @Test
  void verify_withoutMemory_checksAllSignaturesEachTime() {
    KeyAttestationVerifier forgetful = verifier(0);
    requireVerified(forgetful, device(1, 1));
    provider.reset();
    requireVerified(forgetful, device(1, 1));

    assertThat(provider.checkedSignatures()).isEqualTo(4);
    assertThat(provider.decodedKeys()).isEqualTo(4);
  }

  @Test
  void verify_moreIssuersThanRemembered_areStillVerified() {
    KeyAttestationVerifier small = verifier(1);
    for (int round = 0; round < 3; round++) {
      for (int number = 0; number < 4; number++) {
        requireVerified(small, device(number, round));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4096, 1", "4097, 2"})
  void verify_largeIssuerSeenBefore_isRememberedUpTo4096Bytes(int bytes, int signatures) {
    ChainMint device = withAttestationCertificateOf(bytes);
    requireVerified(verifier, device);
    provider.reset();
    requireVerified(verifier, device);

    assertThat(provider.checkedSignatures()).isEqualTo(signatures);
  }

  /** A signature has not always the same length, so that several paddings are tried. */
  private static ChainMint withAttestationCertificateOf(int bytes) {
    int rest = attestationCertificate(padded(3000, 0)).length - 3000;
    for (int attempt = 0; attempt < 100; attempt++) {
      ChainMint padded = padded(bytes - rest, attempt);
      if (attestationCertificate(padded).length == bytes) {
        return padded;
      }
    }
    throw new AssertionError("no padding gives a certificate of " + bytes + " bytes");
  }

  private static ChainMint padded(int bytes, int attempt) {
    byte[] padding = Der.octets(Seed.of("padding " + attempt).bytes(bytes));
    return device(1, 1).attestation(c -> c.extension("1.3.6.1.4.1.32473.1", false, padding));
  }

  private static byte[] attestationCertificate(ChainMint mint) {
    return mint.mint().certificates().get(1);
  }

  @Test
  void verify_knownIssuerWithAnyByteChanged_isRejected() {
    List<byte[]> chain = device(1, 1).mint().certificates();
    requireVerified(verifier, TestChains.ofDer(chain));
    for (int index = 1; index <= 3; index++) {
      for (int at = 0; at < chain.get(index).length; at++) {
        List<byte[]> changed = new ArrayList<>(chain);
        changed.set(index, chain.get(index).clone());
        changed.get(index)[at] ^= 1;

        Minted.rejected(verify(verifier, TestChains.ofDer(changed)));
      }
    }
    provider.reset();
    requireVerified(verifier, TestChains.ofDer(chain));
    assertThat(provider.checkedSignatures()).isEqualTo(1);
  }

  @Test
  void verify_knownIssuerAboveByAnotherKey_isRejected() {
    requireVerified(verifier, device(1, 1));
    MintedKey other = MintedKey.derive(KeyKind.P384, Seed.of("other ca2"));
    ChainMint imitated = device(1, 1).at(3, ca2 -> ca2.key(other));
    List<byte[]> chain = imitated.mint().certificates();
    chain = List.of(chain.get(0), chain.get(1), known(2), chain.get(3), chain.get(4));

    KeyAttestationResult.Rejected rejected =
        Minted.rejected(verify(verifier, TestChains.ofDer(chain)));

    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.SIGNATURE_INVALID);
    assertThat(rejected.where().certificate()).isEqualTo(2);
  }

  private static byte[] known(int index) {
    return device(1, 1).mint().certificates().get(index);
  }

  private KeyAttestationVerifier verifier(int remembered) {
    KeyAttestationVerifier built =
        Minted.verifier().provider(provider).signatureCacheSize(remembered).build();
    provider.reset();
    return built;
  }

  private static ChainMint device(int number, int leaf) {
    return Minted.AUTHORITY
        .chain(
            ChainMint.Shape.REMOTE,
            StatementLevel.TRUSTED_ENVIRONMENT,
            Seed.of("device " + number),
            ChainMint.DEFAULT_TIME)
        .challenge(Minted.CHALLENGE)
        .leafKey(MintedKey.derive(KeyKind.P256, Seed.of("leaf " + leaf)));
  }

  private static void requireVerified(KeyAttestationVerifier verifier, ChainMint chain) {
    requireVerified(verifier, Minted.chain(chain));
  }

  private static void requireVerified(KeyAttestationVerifier verifier, CertificateChain chain) {
    Minted.verified(verify(verifier, chain));
  }

  private static KeyAttestationResult verify(
      KeyAttestationVerifier verifier, CertificateChain chain) {
    return verifier.verify(chain, Minted.expectation().build(), Minted.NOW);
  }
}
