package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.Damage;
import org.portcullis.fixtures.mint.MintedChain;
import org.portcullis.fixtures.mint.Presentation;

/** The mint's whole catalogue of damage: refused for the reason that it names, or tolerated. */
class DamageCatalogueTest {

  @TestFactory
  Stream<DynamicTest> verify_damagedFactoryChain_isJudgedAsTheCatalogueSays() {
    return catalogue(Minted.factory());
  }

  @TestFactory
  Stream<DynamicTest> verify_damagedRemoteChain_isJudgedAsTheCatalogueSays() {
    return catalogue(Minted.remote());
  }

  private static Stream<DynamicTest> catalogue(ChainMint mint) {
    MintedChain chain = mint.mint();
    return Damage.catalogue(chain).stream()
        .map(damage -> DynamicTest.dynamicTest(damage.name(), () -> check(damage, chain)));
  }

  private static void check(Damage damage, MintedChain chain) {
    KeyAttestationResult result = verify(damage.apply(chain));
    if (damage.isTolerated()) {
      assertThat(result).isInstanceOf(KeyAttestationResult.Verified.class);
      return;
    }
    KeyAttestationResult.Rejected rejected = Minted.rejected(result);
    if (!damage.reasons().isEmpty()) {
      assertThat(damage.reasons()).as(rejected.detail()).contains(rejected.reason().name());
    }
    if (damage.certificate().isPresent() && !movesCertificates(damage)) {
      assertThat(rejected.where().certificate()).isEqualTo(damage.certificate().getAsInt());
    }
  }

  /** Where certificates were moved, the one that stands out need not be the one that was moved. */
  private static boolean movesCertificates(Damage damage) {
    return Stream.of("dropped", "repeated", "swapped").anyMatch(damage.name()::startsWith);
  }

  private static KeyAttestationResult verify(Presentation presented) {
    byte[] anchor = presented.anchorPem().getBytes(StandardCharsets.US_ASCII);
    KeyAttestationVerifier verifier =
        KeyAttestationVerifier.builder()
            .anchors(TrustAnchors.ofPem(anchor).orElseThrow())
            .statusList(
                RevocationSource.of(Minted.statusList(presented.statusList().json(), Minted.NOW)))
            .build();
    ChainReading reading = CertificateChain.ofPem(presented.pem());
    return reading instanceof ChainReading.Read read
        ? verifier.verify(
            read.chain(),
            KeyAttestationExpectation.challenge(presented.challenge()).build(),
            Minted.NOW)
        : ((ChainReading.Unreadable) reading).rejection();
  }
}
