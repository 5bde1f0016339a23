package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.portcullis.attestation.key.internal.SignatureChecker;
import org.portcullis.fixtures.mint.ChainMint;

class RemoteRootCheckTest {
  private static final Instant LEFT = Instant.parse("2026-04-10T00:00:00Z");
  private static final Instant END = Instant.parse("2030-01-01T00:00:00Z");

  @Test
  void note_remoteChainIssuedUnderTheOldRootAfterItsEnd_isOdd() {
    assertThat(oddities(issued(Minted.remote(), LEFT.plusSeconds(1)), "google-rsa"))
        .containsExactly(new Oddity(Oddity.Kind.REMOTE_UNDER_OLD_ROOT, new Where(1, "notBefore")));
  }

  @Test
  void note_issuedAtTheVeryInstant_isNotOdd() {
    assertThat(oddities(issued(Minted.remote(), LEFT), "google-rsa")).isEmpty();
  }

  @Test
  void note_theNewRootOrAFactoryChain_isNotOdd() {
    assertThat(oddities(issued(Minted.remote(), END), "google-p384")).isEmpty();
    assertThat(oddities(issued(Minted.factory(), END), "google-rsa")).isEmpty();
  }

  @Test
  void note_belowAnAttestKey_looksAtTheAttestationCertificate() {
    ChainMint mint =
        Minted.remote()
            .attestation(c -> c.validity(LEFT.plusSeconds(1), END))
            .attestKey(Minted.AUTHORITY.rootKey());

    assertThat(oddities(mint, "google-rsa"))
        .containsExactly(new Oddity(Oddity.Kind.REMOTE_UNDER_OLD_ROOT, new Where(2, "notBefore")));
  }

  @Test
  void note_rootCutOff_saysTheSame() {
    ChainMint mint = issued(Minted.remote(), LEFT.plusSeconds(1)).withoutRoot();

    assertThat(oddities(mint, "google-rsa")).hasSize(1);
  }

  @Test
  void note_leafRightUnderTheRoot_isNotOdd() {
    ChainMint mint = Minted.remote().remove(1).remove(1).remove(1).remove(1);

    assertThat(oddities(mint, "google-rsa")).isEmpty();
  }

  private static ChainMint issued(ChainMint mint, Instant notBefore) {
    return mint.attestation(c -> c.validity(notBefore, END.plusSeconds(1)));
  }

  /** As if the minted chain led to the known root; signatures are not looked at here. */
  private static List<Oddity> oddities(ChainMint mint, String root) {
    CertificateChain chain = Minted.chain(mint);
    TrustAnchor anchor =
        KnownRoots.trusted().stream().filter(r -> r.name().equals(root)).findFirst().orElseThrow();
    SignatureChecker signatures = new SignatureChecker(new BouncyCastleProvider(), 0);
    ParsedChain parsed =
        ParsedChain.read(chain, signatures, CheckLog.ofFailures(), new Oddities()).orElseThrow();
    int last = parsed.size() - 1;
    boolean rootIncluded = parsed.get(last).issuer().equals(parsed.get(last).subject());
    Oddities oddities = new Oddities();
    RemoteRootCheck.note(TrustedPath.of(parsed, anchor, rootIncluded), oddities);
    return oddities.toList();
  }
}
