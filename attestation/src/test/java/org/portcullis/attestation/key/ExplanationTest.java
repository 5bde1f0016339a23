package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.portcullis.fixtures.mint.CertificateSpec;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.KeyKind;
import org.portcullis.fixtures.mint.KeyMint;
import org.portcullis.fixtures.mint.MintedChain;
import org.portcullis.fixtures.mint.MintedKey;
import org.portcullis.fixtures.mint.Seed;

/** A rejection tells all that is wrong, and an explanation every check with its outcome. */
class ExplanationTest {
  private static final StatusList LIST = Minted.statusList("{\"entries\":{\"ab\":{}}}", Minted.NOW);
  private static final MintedKey OTHER =
      MintedKey.derive(KeyKind.P256, Seed.of("explanation").child("other"));

  @Test
  void explain_anyChain_hasTheResultOfAPlainVerification() {
    for (ChainMint mint :
        List.of(
            Minted.factory(),
            Minted.remote().withoutRoot(),
            Minted.factory().challenge(new byte[] {1}),
            Minted.factory().attestation(c -> c.signedBy(OTHER)))) {
      assertThat(explain(mint).result().toString()).isEqualTo(Minted.verify(mint).toString());
    }
  }

  @Test
  void explain_verifiedChain_passesEveryCheckThatIsAskedFor() {
    Explanation explanation = explain(Minted.remote(), Optional.of(LIST));
    assertThat(explanation.checks())
        .extracting(Check::outcome)
        .containsOnly(Check.Outcome.PASSED, Check.Outcome.NOT_ASKED);
    assertThat(with(explanation, Check.Outcome.NOT_ASKED))
        .containsExactlyInAnyOrder(
            Check.Kind.KNOWN_TAGS,
            Check.Kind.STATUS_LIST,
            Check.Kind.LEAF_DATES,
            Check.Kind.APPLICATION,
            Check.Kind.DEVICE_IDS);
    Set<Check.Kind> rest = EnumSet.allOf(Check.Kind.class);
    rest.removeAll(with(explanation, Check.Outcome.NOT_ASKED));
    rest.remove(Check.Kind.ATTEST_KEY);
    assertThat(with(explanation, Check.Outcome.PASSED)).isEqualTo(rest);
  }

  @Test
  void explain_noStatusList_saysOfNoCertificateThatItIsNotRevoked() {
    List<Check> checks =
        explain(Minted.remote()).checks().stream()
            .filter(check -> check.kind() == Check.Kind.REVOCATION)
            .toList();

    assertThat(checks).extracting(Check::certificate).containsExactly(1, 2, 3, 4);
    assertThat(checks).extracting(Check::outcome).containsOnly(Check.Outcome.NOT_ASKED);
    assertThat(checks).extracting(Check::detail).containsOnly("there is no status list `google`");
  }

  @Test
  void explain_denyListAlone_failsWhatItHasAndSaysNothingOfTheRest() {
    MintedChain mint = Minted.remote().mint();
    StatusList denied =
        Minted.statusList("{\"entries\":{\"" + mint.serial(2) + "\":{}}}", Minted.NOW);
    List<Check> checks =
        Minted.verifier()
            .denyList(RevocationSource.of(denied))
            .build()
            .explain(Minted.chain(mint), Minted.expectation().build(), Minted.NOW)
            .checks();

    assertThat(checks)
        .filteredOn(check -> check.kind() == Check.Kind.REVOCATION)
        .extracting(Check::outcome)
        .containsExactly(
            Check.Outcome.NOT_ASKED,
            Check.Outcome.FAILED,
            Check.Outcome.NOT_ASKED,
            Check.Outcome.NOT_ASKED);
  }

  @Test
  void explain_chain_checksEachCertificateBelowTheRoot() {
    List<Check> checks = explain(Minted.remote()).checks();
    assertThat(certificatesOf(checks, Check.Kind.ENCODING)).containsExactly(0, 1, 2, 3, 4);
    assertThat(certificatesOf(checks, Check.Kind.SIGNATURE)).containsExactly(3, 2, 1, 0);
    assertThat(certificatesOf(checks, Check.Kind.ISSUER_DATES)).containsExactly(3, 2, 1);
    assertThat(certificatesOf(checks, Check.Kind.REVOCATION)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void explain_badSignature_leavesThoseBelowUnreached() {
    Explanation explanation = explain(Minted.remote().at(2, c -> c.signedBy(OTHER)));
    assertThat(explanation.checks())
        .filteredOn(check -> check.kind() == Check.Kind.SIGNATURE)
        .extracting(Check::outcome)
        .containsExactly(
            Check.Outcome.PASSED,
            Check.Outcome.FAILED,
            Check.Outcome.NOT_REACHED,
            Check.Outcome.NOT_REACHED);
  }

  @Test
  void explain_failedCheck_saysReasonFieldAndCause() {
    Check failed =
        explain(Minted.factory().challenge(new byte[] {1})).checks().stream()
            .filter(check -> check.outcome() == Check.Outcome.FAILED)
            .findFirst()
            .orElseThrow();
    assertThat(failed.kind()).isEqualTo(Check.Kind.CHALLENGE);
    assertThat(failed.certificate()).isZero();
    assertThat(failed.detail())
        .startsWith("CHALLENGE_MISMATCH at attestationChallenge: ")
        .doesNotContain("\n");
  }

  @Test
  void verify_chainWithSeveralFaults_tellsThemAllInTheOrderOfTheChecks() {
    ChainMint mint =
        Minted.remote()
            .challenge(new byte[] {1})
            .hardware(h -> h.origin(KeyMint.ORIGIN_IMPORTED))
            .at(1, c -> c.validity(Minted.NOW.minusSeconds(9), Minted.NOW.minusSeconds(1)))
            .at(2, CertificateSpec::notAuthority);
    KeyAttestationResult.Rejected rejected = Minted.rejected(Minted.verify(mint));
    assertThat(rejected.failures())
        .extracting(Failure::reason)
        .containsExactly(
            KeyAttestationReason.ISSUER_NOT_CA,
            KeyAttestationReason.ISSUER_EXPIRED,
            KeyAttestationReason.KEY_ORIGIN_NOT_GENERATED,
            KeyAttestationReason.CHALLENGE_MISMATCH);
    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.ISSUER_NOT_CA);
    assertThat(rejected.where()).isEqualTo(new Where(2, "basicConstraints"));
  }

  @Test
  void verify_foreignRoot_stillTellsWhatTheStatementLacks() {
    KeyAttestationResult result =
        KeyAttestationVerifier.builder()
            .build()
            .verify(
                Minted.chain(Minted.factory().challenge(new byte[] {1})),
                Minted.expectation().build(),
                Minted.NOW);
    assertThat(Minted.rejected(result).failures())
        .extracting(Failure::reason)
        .containsExactly(
            KeyAttestationReason.ROOT_UNKNOWN, KeyAttestationReason.CHALLENGE_MISMATCH);
  }

  @Test
  void explain_rolesAndOutlines_areThoseOfTheChain() {
    List<CertificateOutline> outlines = explain(Minted.factory().attestKey(OTHER)).certificates();
    assertThat(outlines)
        .extracting(CertificateOutline::role)
        .containsExactly(
            CertificateOutline.Role.LEAF,
            CertificateOutline.Role.ATTEST_KEY,
            CertificateOutline.Role.ATTESTATION,
            CertificateOutline.Role.INTERMEDIATE,
            CertificateOutline.Role.ROOT);
    assertThat(outlines)
        .extracting(CertificateOutline::statement)
        .containsExactly(true, true, false, false, false);
    CertificateOutline leaf = outlines.get(0);
    assertThat(leaf.key()).isEqualTo("EC-P256");
    assertThat(leaf.signature()).isEqualTo("SHA256withECDSA");
    assertThat(leaf.bytes())
        .isEqualTo(Minted.factory().attestKey(OTHER).mint().certificates().get(0).length);
  }

  @Test
  void explain_rootlessChain_hasNoRootAmongItsRoles() {
    assertThat(explain(Minted.remote().withoutRoot()).certificates())
        .extracting(CertificateOutline::role)
        .containsExactly(
            CertificateOutline.Role.LEAF,
            CertificateOutline.Role.ATTESTATION,
            CertificateOutline.Role.INTERMEDIATE,
            CertificateOutline.Role.INTERMEDIATE);
  }

  @Test
  void explain_unreadableCertificate_outlinesTheOthers() {
    List<byte[]> certificates = new ArrayList<>(Minted.factory().mint().certificates());
    certificates.set(1, new byte[] {0x30, 0x01});
    Explanation explanation =
        Minted.verifier()
            .build()
            .explain(TestChains.ofDer(certificates), Minted.expectation().build(), Minted.NOW);
    assertThat(explanation.certificates())
        .extracting(CertificateOutline::index)
        .containsExactly(0, 2, 3);
    assertThat(Minted.rejected(explanation.result()).reason())
        .isEqualTo(KeyAttestationReason.CERTIFICATE_MALFORMED);
  }

  @Test
  void texts_ofEachReason_areOneLineOfTheirOwn() {
    List<String> texts =
        Arrays.stream(KeyAttestationReason.values()).map(KeyAttestationReason::text).toList();
    assertThat(texts).doesNotHaveDuplicates().allMatch(text -> text.matches("[^.\\n]{15,90}"));
    assertThat(Arrays.stream(KeyAttestationReason.Category.values()))
        .allMatch(category -> category.advice().matches("[^.\\n]{30,110}"));
  }

  @Test
  void category_ofAnApplicationThatTheDeviceCouldNotTell_isTransientAlone() {
    assertThat(KeyAttestationReason.values())
        .filteredOn(r -> r.category() == KeyAttestationReason.Category.TRANSIENT)
        .containsExactly(KeyAttestationReason.APP_ID_UNAVAILABLE);
    assertThat(KeyAttestationReason.Category.TRANSIENT.advice()).contains("reboot");
  }

  private static Explanation explain(ChainMint mint) {
    return explain(mint, Optional.empty());
  }

  private static Explanation explain(ChainMint mint, Optional<StatusList> list) {
    return Minted.verifier()
        .statusList(() -> list)
        .build()
        .explain(Minted.chain(mint), Minted.expectation().build(), Minted.NOW);
  }

  private static Set<Check.Kind> with(Explanation explanation, Check.Outcome outcome) {
    return explanation.checks().stream()
        .filter(check -> check.outcome() == outcome)
        .map(Check::kind)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Check.Kind.class)));
  }

  private static List<Integer> certificatesOf(List<Check> checks, Check.Kind kind) {
    return checks.stream().filter(c -> c.kind() == kind).map(Check::certificate).toList();
  }
}
