package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.MintedAuthority;
import org.portcullis.fixtures.mint.MintedChain;
import org.portcullis.fixtures.mint.Seed;

/** What the terms of an anchor do to the chains under it. */
class AnchorTermsTest {
  private static final AnchorTerms ANY = AnchorTerms.anyForm();
  private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-12-01T00:00:00Z");
  private static final MintedAuthority OTHER = MintedAuthority.of(Seed.of("terms-other"));

  @Test
  void verify_betweenFromAndUntil_isTrustedFromTheFirstInstantToTheLastBeforeTheEnd() {
    AnchorTerms terms = ANY.withFrom(FROM).withUntil(UNTIL);

    assertThat(reason(terms, FROM.minusNanos(1)))
        .contains("ROOT_NOT_PERMITTED the root `acme` is not trusted before 2026-10-01T00:00:00Z");
    assertThat(reason(terms, FROM)).isEmpty();
    assertThat(reason(terms, UNTIL.minusNanos(1))).isEmpty();
    assertThat(reason(terms, UNTIL))
        .contains("ROOT_NOT_PERMITTED the root `acme` is not trusted from 2026-12-01T00:00:00Z on");
  }

  @Test
  void verify_outsideItsUse_namesTheRootAndTheLastCertificate() {
    for (boolean rootless : new boolean[] {false, true}) {
      ChainMint mint = rootless ? Minted.factory().withoutRoot() : Minted.factory();
      KeyAttestationResult.Rejected rejected =
          Minted.rejected(
              verifier(ANY.withUntil(FROM))
                  .build()
                  .verify(Minted.chain(mint), Minted.expectation().build(), Minted.NOW));

      assertThat(rejected.where()).isEqualTo(new Where(rootless ? 2 : 3, "subjectPublicKeyInfo"));
      assertThat(rejected.claims().root()).contains("acme");
    }
  }

  @Test
  void verify_otherKindThanPermitted_isNotPermitted() {
    assertThat(reason(ANY.withProvisioning(Provisioning.REMOTE), Minted.NOW))
        .contains("ROOT_NOT_PERMITTED the root `acme` does not vouch for FACTORY chains");
    assertThat(reason(ANY.withProvisioning(Provisioning.FACTORY), Minted.NOW)).isEmpty();
  }

  @Test
  void verify_ownStatusList_governsItsChainsAlone() {
    MintedChain mint = Minted.factory().mint();
    StatusList revoking = listing(mint.serial(1));
    StatusList empty = listing("c0ffee");
    AnchorTerms own = ANY.withStatusList("acme");

    assertThat(reasonUnder(own, mint, Map.of("google", revoking, "acme", empty))).isEmpty();
    assertThat(reasonUnder(own, mint, Map.of("google", empty, "acme", revoking)))
        .contains(KeyAttestationReason.CERTIFICATE_REVOKED);
    assertThat(reasonUnder(ANY, mint, Map.of("google", revoking, "acme", empty)))
        .contains(KeyAttestationReason.CERTIFICATE_REVOKED);
    assertThat(reasonUnder(ANY, mint, Map.of("google", empty, "acme", revoking))).isEmpty();
  }

  @Test
  void verify_missingOwnList_isMissingEvenBesideGooglesList() {
    MintedChain mint = Minted.factory().mint();
    AnchorTerms own = ANY.withStatusList("acme");
    KeyAttestationVerifier verifier =
        verifier(own).statusList(RevocationSource.of(listing("c0ffee"))).build();
    CertificateChain chain = Minted.chain(mint);

    KeyAttestationResult.Rejected rejected =
        Minted.rejected(
            verifier.verify(
                chain,
                Minted.expectation().requireStatusList(Duration.ofDays(7)).build(),
                Minted.NOW));
    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.STATUS_LIST_MISSING);
    assertThat(rejected.detail()).isEqualTo("there is no status list `acme`");
    assertThat(
            Minted.verified(verifier.verify(chain, Minted.expectation().build(), Minted.NOW))
                .revocation())
        .isEqualTo(new RevocationSnapshot.NoList("acme"));
  }

  @Test
  void statusLists_anchors_areThoseThatTheyName() {
    TrustAnchors both =
        TrustAnchors.builder()
            .google()
            .certificate("other", OTHER.rootCertificate(), ANY.withStatusList("acme"))
            .build();

    assertThat(both.statusLists()).containsExactlyInAnyOrder("google", "acme");
    assertThat(TrustAnchors.google().statusLists()).containsExactly("google");
  }

  @Test
  void verify_denyList_holdsForEveryAnchor() {
    MintedChain mint = Minted.factory().mint();
    KeyAttestationVerifier verifier =
        verifier(ANY.withStatusList("acme"))
            .denyList(RevocationSource.of(listing(mint.serial(2))))
            .build();

    assertThat(
            Minted.rejected(
                    verifier.verify(Minted.chain(mint), Minted.expectation().build(), Minted.NOW))
                .reason())
        .isEqualTo(KeyAttestationReason.CERTIFICATE_DENIED_LOCALLY);
  }

  @Test
  void verify_severalAnchors_eachChainHasItsOwnAnchorsTerms() {
    TrustAnchors both =
        TrustAnchors.builder()
            .google()
            .key("acme", Minted.AUTHORITY.rootKey().spki(), ANY.withUntil(FROM))
            .certificate("other", OTHER.rootCertificate(), ANY)
            .build();
    KeyAttestationVerifier verifier = KeyAttestationVerifier.builder().anchors(both).build();

    assertThat(
            Minted.rejected(
                    verifier.verify(
                        Minted.chain(Minted.factory()), Minted.expectation().build(), Minted.NOW))
                .detail())
        .contains("`acme`");
    assertThat(
            Minted.verified(
                    verifier.verify(
                        Minted.chain(OTHER.factory().challenge(Minted.CHALLENGE)),
                        Minted.expectation().build(),
                        Minted.NOW))
                .chain()
                .root())
        .isEqualTo("other");
  }

  @Test
  void builder_misuse_isRefused() {
    byte[] spki = Minted.AUTHORITY.rootKey().spki();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustAnchors.builder().build())
        .withMessage("there is no anchor");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustAnchors.builder().google().google())
        .withMessageStartingWith("there are two anchors `google-");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustAnchors.builder().key("a", spki, ANY).key("b", spki, ANY))
        .withMessage("the anchor `a` has the same key");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustAnchors.builder().key("A", spki, ANY))
        .withMessageStartingWith("an anchor's name is 1 to 64 lower-case letters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustAnchors.builder().certificate("a", spki, ANY));
  }

  @Test
  void terms_misuse_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ANY.withProvisioning(Provisioning.UNKNOWN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ANY.withFrom(UNTIL).withUntil(UNTIL))
        .withMessage("an anchor's use ends after it begins");
    assertThatIllegalArgumentException().isThrownBy(() -> ANY.withStatusList("No name"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyAttestationVerifier.builder().statusList("", RevocationSource.none()));
  }

  @Test
  void plus_sameKey_getsTheWiderTermsAndOneList() {
    AnchorTerms narrow = ANY.withProvisioning(Provisioning.FACTORY).withFrom(FROM).withUntil(UNTIL);
    AnchorTerms other = ANY.withProvisioning(Provisioning.REMOTE).withFrom(FROM.minusSeconds(1));

    assertThat(narrow.union(other))
        .isEqualTo(
            new AnchorTerms(
                Set.of(Provisioning.FACTORY, Provisioning.REMOTE),
                FROM.minusSeconds(1),
                Instant.MAX,
                "google"));
    assertThat(narrow.union(ANY).provisioning()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> anchors(ANY).plus(anchors(ANY.withStatusList("acme"))))
        .withMessage("one key can't be under the status lists `google` and `acme`");
  }

  private static TrustAnchors anchors(AnchorTerms terms) {
    return TrustAnchors.builder()
        .certificate("acme", Minted.AUTHORITY.rootCertificate(), terms)
        .build();
  }

  private static KeyAttestationVerifier.Builder verifier(AnchorTerms terms) {
    return KeyAttestationVerifier.builder().anchors(anchors(terms));
  }

  private static Optional<String> reason(AnchorTerms terms, Instant now) {
    KeyAttestationResult result =
        verifier(terms)
            .build()
            .verify(Minted.chain(Minted.factory()), Minted.expectation().build(), now);
    return result instanceof KeyAttestationResult.Rejected rejected
        ? Optional.of(rejected.reason() + " " + rejected.detail())
        : Optional.empty();
  }

  private static Optional<KeyAttestationReason> reasonUnder(
      AnchorTerms terms, MintedChain mint, Map<String, StatusList> lists) {
    KeyAttestationVerifier.Builder builder = verifier(terms);
    lists.forEach((name, list) -> builder.statusList(name, RevocationSource.of(list)));
    KeyAttestationResult result =
        builder.build().verify(Minted.chain(mint), Minted.expectation().build(), Minted.NOW);
    return result instanceof KeyAttestationResult.Rejected rejected
        ? Optional.of(rejected.reason())
        : Optional.empty();
  }

  private static StatusList listing(String serial) {
    return Minted.statusList(
        org.portcullis.fixtures.mint.StatusList.empty().revoked(serial).json(), Minted.NOW);
  }
}
