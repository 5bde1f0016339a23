package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.attestation.key.status.FileStatusListSource;
import org.portcullis.fixtures.mint.ChainMint;

/** A verification that a host keeps is tested against the lists of the day. */
class RevocationRecheckTest {
  private static final Instant LATER = Minted.NOW.plus(Duration.ofDays(30));
  private static final KeyAttestationExpectation ANY = Minted.expectation().build();
  private static final KeyAttestationExpectation FRESH =
      Minted.expectation().requireStatusList(Duration.ofDays(7)).build();

  @Test
  void recheck_sameAnchorAndNothingListed_isVerified() {
    KeyAttestationResult.Verified earlier = Minted.verified(Minted.verify(Minted.remote()));

    assertThat(Minted.verifier().build().recheck(earlier, ANY, LATER)).isEqualTo(earlier);
  }

  @Test
  void recheck_issuerListedSince_isRejected() {
    KeyAttestationVerifier verifier =
        Minted.verifier()
            .statusList(RevocationSource.of(listed(Minted.remote(), 1, "REVOKED")))
            .build();
    KeyAttestationResult.Verified earlier = Minted.verified(Minted.verify(Minted.remote()));

    assertThat(Minted.rejected(verifier.recheck(earlier, ANY, LATER)).reason())
        .isEqualTo(KeyAttestationReason.CERTIFICATE_REVOKED);
  }

  @Test
  void recheck_listDemandedAndNoneThere_isRejected() {
    KeyAttestationResult.Verified earlier = Minted.verified(Minted.verify(Minted.remote()));

    assertThat(Minted.rejected(Minted.verifier().build().recheck(earlier, FRESH, LATER)).reason())
        .isEqualTo(KeyAttestationReason.STATUS_LIST_MISSING);
  }

  @Test
  void recheck_anchorThatIsNoneAnyMore_isRejected() {
    KeyAttestationResult.Verified earlier = Minted.verified(Minted.verify(Minted.remote()));
    KeyAttestationResult.Rejected rejected =
        Minted.rejected(KeyAttestationVerifier.builder().build().recheck(earlier, ANY, LATER));

    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.ROOT_UNKNOWN);
    assertThat(rejected.where()).isEqualTo(new Where(4, "subjectPublicKeyInfo"));
    assertThat(rejected.claims().key()).hasValue(earlier.key());
  }

  @Test
  void recheck_anchorOutOfUse_isRejected() {
    KeyAttestationResult.Verified earlier = Minted.verified(Minted.verify(Minted.remote()));
    byte[] root = Minted.remote().mint().anchorSpki();
    KeyAttestationVerifier verifier =
        KeyAttestationVerifier.builder()
            .anchors(
                TrustAnchors.builder()
                    .key("own", root, AnchorTerms.anyForm().withUntil(LATER))
                    .build())
            .build();

    assertThat(verifier.recheck(earlier, ANY, LATER.minusSeconds(1)))
        .isInstanceOf(KeyAttestationResult.Verified.class);
    assertThat(Minted.rejected(verifier.recheck(earlier, ANY, LATER)).reason())
        .isEqualTo(KeyAttestationReason.ROOT_NOT_PERMITTED);
  }

  @Test
  void recheck_anchorThatVouchesForOtherFormsNow_isRejected() {
    KeyAttestationResult.Verified earlier = Minted.verified(Minted.verify(Minted.remote()));
    KeyAttestationVerifier same =
        KeyAttestationVerifier.builder().anchors(Minted.anchors(Provisioning.REMOTE)).build();
    KeyAttestationVerifier narrowed =
        KeyAttestationVerifier.builder().anchors(Minted.anchors(Provisioning.FACTORY)).build();

    Minted.verified(same.recheck(earlier, ANY, LATER));
    KeyAttestationResult.Rejected rejected = Minted.rejected(narrowed.recheck(earlier, ANY, LATER));

    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.ROOT_NOT_PERMITTED);
    assertThat(rejected.where()).isEqualTo(new Where(4, "subjectPublicKeyInfo"));
  }

  @Test
  void run_nothingListed_isVerifiedAgainstTheNewList() {
    KeyAttestationResult.Verified earlier = Minted.verified(Minted.verify(Minted.remote()));
    StatusList list = Minted.statusList("{\"entries\":{\"ab\":{}}}", LATER.minusSeconds(60));
    KeyAttestationResult.Verified now =
        Minted.verified(run(earlier, Optional.of(list), Optional.empty(), FRESH));

    assertThat(earlier.revocation()).isEqualTo(new RevocationSnapshot.NoList("google"));
    assertThat(now.revocation())
        .isEqualTo(
            new RevocationSnapshot.Checked(
                "google", list.fetchedAt(), Duration.ofMinutes(1), list.digest(), 1));
    assertThat(now).usingRecursiveComparison().ignoringFields("revocation").isEqualTo(earlier);
  }

  @ParameterizedTest
  @CsvSource({
    "1, REVOKED, CERTIFICATE_REVOKED",
    "2, REVOKED, CERTIFICATE_REVOKED",
    "4, REVOKED, CERTIFICATE_REVOKED",
    "1, SUSPENDED, CERTIFICATE_SUSPENDED",
    "3, WORD_TO_COME, CERTIFICATE_REVOKED"
  })
  void run_issuerIsListedSince_isRejected(int index, String status, KeyAttestationReason reason) {
    KeyAttestationResult.Verified earlier = Minted.verified(Minted.verify(Minted.remote()));
    KeyAttestationResult.Rejected rejected =
        Minted.rejected(
            run(
                earlier,
                Optional.of(listed(Minted.remote(), index, status)),
                Optional.empty(),
                ANY));

    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected.where()).isEqualTo(new Where(index, "serialNumber"));
    assertThat(rejected.claims().key()).hasValue(earlier.key());
    assertThat(rejected.claims().description()).hasValue(earlier.description());
    assertThat(rejected.claims().provisioning()).hasValue(Provisioning.REMOTE);
    assertThat(rejected.claims().root()).hasValue(earlier.chain().root());
  }

  @Test
  void run_leafIsListedSince_isNotedOnce() {
    ChainMint mint = Minted.factory().leaf(c -> c.serial(BigInteger.valueOf(0xab)));
    KeyAttestationResult.Verified earlier = Minted.verified(Minted.verify(mint));
    Optional<StatusList> list = Optional.of(Minted.statusList("{\"entries\":{\"ab\":{}}}", LATER));
    KeyAttestationResult.Verified once = Minted.verified(run(earlier, list, Optional.empty(), ANY));
    KeyAttestationResult.Verified twice = Minted.verified(run(once, list, Optional.empty(), ANY));
    KeyAttestationResult.Verified gone =
        Minted.verified(run(twice, Optional.empty(), Optional.empty(), ANY));

    assertThat(twice.oddities())
        .containsExactly(new Oddity(Oddity.Kind.LEAF_SERIAL_LISTED, new Where(0, "serialNumber")));
    assertThat(gone.oddities()).isEqualTo(earlier.oddities());
  }

  @Test
  void run_listIsMissingOrStale_isRejectedIfOneIsDemanded() {
    KeyAttestationResult.Verified earlier = Minted.verified(Minted.verify(Minted.factory()));
    StatusList old = Minted.statusList("{\"entries\":{\"ab\":{}}}", Minted.NOW);

    assertThat(Minted.rejected(run(earlier, Optional.empty(), Optional.empty(), FRESH)).reason())
        .isEqualTo(KeyAttestationReason.STATUS_LIST_MISSING);
    assertThat(Minted.rejected(run(earlier, Optional.of(old), Optional.empty(), FRESH)).reason())
        .isEqualTo(KeyAttestationReason.STATUS_LIST_STALE);
    Minted.verified(run(earlier, Optional.of(old), Optional.empty(), ANY));
  }

  @Test
  void verifyAndRecheck_denyListInAFile_isHeeded(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("deny.json");
    Files.writeString(file, "{\"entries\":{}}");
    FileStatusListSource denied =
        FileStatusListSource.denyList(file, () -> Minted.NOW).checkInterval(Duration.ZERO).build();
    KeyAttestationVerifier verifier = Minted.verifier().denyList(denied).build();
    CertificateChain chain = Minted.chain(Minted.factory());
    KeyAttestationResult.Verified earlier =
        Minted.verified(verifier.verify(chain, ANY, Minted.NOW));

    String serial = Minted.factory().mint().serial(2);
    Files.writeString(file, "{\"entries\":{\"" + serial + "\":{\"comment\":\"leaked\"}}}");

    assertThat(Minted.rejected(verifier.verify(chain, ANY, Minted.NOW)).reason())
        .isEqualTo(KeyAttestationReason.CERTIFICATE_DENIED_LOCALLY);
    KeyAttestationResult.Rejected rejected =
        Minted.rejected(run(earlier, Optional.empty(), denied.current(), ANY));
    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.CERTIFICATE_DENIED_LOCALLY);
    assertThat(rejected.toString()).doesNotContain(serial);
  }

  private static StatusList listed(ChainMint mint, int index, String status) {
    return Minted.statusList(
        "{\"entries\":{\"" + mint.mint().serial(index) + "\":{\"status\":\"" + status + "\"}}}",
        LATER);
  }

  private static KeyAttestationResult run(
      KeyAttestationResult.Verified earlier,
      Optional<StatusList> list,
      Optional<StatusList> denied,
      KeyAttestationExpectation expectation) {
    return new RevocationRecheck(new RevocationCheck("google", list, denied), expectation)
        .run(earlier, LATER);
  }
}
