package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.KeyKind;
import org.portcullis.fixtures.mint.MintedKey;
import org.portcullis.fixtures.mint.Seed;

class KeyAttestationVerifierTest {
  private static final Seed SEED = Seed.of("verifier");

  @Test
  void verify_withoutRoot_saysTheSame() {
    for (ChainMint mint : List.of(Minted.factory(), Minted.remote())) {
      KeyAttestationResult.Verified with = Minted.verified(Minted.verify(mint));
      KeyAttestationResult.Verified without = Minted.verified(Minted.verify(mint.withoutRoot()));

      assertThat(without.key()).isEqualTo(with.key());
      assertThat(without.chain().provisioning()).isEqualTo(with.chain().provisioning());
      assertThat(without.chain().anchor()).isEqualTo(with.chain().anchor());
      assertThat(without.chain().rootIncluded()).isFalse();
      assertThat(without.oddities()).isEqualTo(with.oddities());
    }
  }

  @Test
  void verify_knownIssuers_areStillLookedUpInTheCurrentList() {
    AtomicReference<StatusList> current = new AtomicReference<>();
    KeyAttestationVerifier verifier =
        Minted.verifier().statusList(() -> Optional.ofNullable(current.get())).build();
    CertificateChain chain = Minted.chain(Minted.remote());

    assertThat(verified(verifier, chain).revocation())
        .isEqualTo(new RevocationSnapshot.NoList("google"));
    String serial = Minted.remote().mint().serial(2);
    current.set(list("{\"entries\":{\"ab\":{}}}"));
    RevocationSnapshot.Checked checked =
        (RevocationSnapshot.Checked) verified(verifier, chain).revocation();
    assertThat(checked.entries()).isEqualTo(1);
    assertThat(checked.age()).isEqualTo(Duration.ofHours(1));
    current.set(list("{\"entries\":{\"" + serial + "\":{}}}"));
    KeyAttestationResult.Rejected rejected =
        Minted.rejected(verifier.verify(chain, Minted.expectation().build(), Minted.NOW));
    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.CERTIFICATE_REVOKED);
    assertThat(rejected.where().certificate()).isEqualTo(2);
  }

  @Test
  void verify_revokedRoot_isRejected() {
    String serial = Minted.factory().mint().serial(3);
    KeyAttestationVerifier verifier =
        Minted.verifier()
            .statusList(RevocationSource.of(list("{\"entries\":{\"" + serial + "\":{}}}")))
            .build();

    KeyAttestationResult.Rejected rejected =
        Minted.rejected(
            verifier.verify(
                Minted.chain(Minted.factory()), Minted.expectation().build(), Minted.NOW));
    assertThat(rejected.where().certificate()).isEqualTo(3);
  }

  @Test
  void verify_listedLeafSerial_isNotedAlone() {
    ChainMint mint = Minted.factory().leaf(c -> c.serial(BigInteger.valueOf(0xab)));
    KeyAttestationVerifier verifier =
        Minted.verifier()
            .statusList(RevocationSource.of(list("{\"entries\":{\"ab\":{}}}")))
            .build();

    assertThat(verified(verifier, Minted.chain(mint)).oddities())
        .containsExactly(new Oddity(Oddity.Kind.LEAF_SERIAL_LISTED, new Where(0, "serialNumber")));
  }

  @Test
  void verify_listFetchedAfterTheInstant_isStaleBeyondTheSkew() {
    KeyAttestationExpectation demanding =
        Minted.expectation().requireStatusList(Duration.ofDays(1)).build();
    CertificateChain chain = Minted.chain(Minted.factory());
    KeyAttestationVerifier soon = withListFetchedIn(Duration.ofMinutes(4));
    KeyAttestationVerifier later = withListFetchedIn(Duration.ofMinutes(6));

    Minted.verified(soon.verify(chain, demanding, Minted.NOW));
    assertThat(Minted.rejected(later.verify(chain, demanding, Minted.NOW)).reason())
        .isEqualTo(KeyAttestationReason.STATUS_LIST_STALE);
  }

  @Test
  void verify_withOrWithoutCache_isTheSame() {
    KeyAttestationVerifier cached = Minted.verifier().build();
    KeyAttestationVerifier uncached = Minted.verifier().signatureCacheSize(0).build();
    CertificateChain good = Minted.chain(Minted.remote());
    CertificateChain bad =
        Minted.chain(Minted.remote().at(2, c -> c.signedBy(MintedKey.derive(KeyKind.P384, SEED))));

    for (int i = 0; i < 2; i++) {
      assertThat(verified(cached, good).key()).isEqualTo(verified(uncached, good).key());
      for (KeyAttestationVerifier verifier : List.of(cached, uncached)) {
        assertThat(
                Minted.rejected(verifier.verify(bad, Minted.expectation().build(), Minted.NOW))
                    .reason())
            .isEqualTo(KeyAttestationReason.SIGNATURE_INVALID);
      }
    }
  }

  @Test
  void verify_manyThreads_isTheSame() {
    KeyAttestationVerifier verifier = Minted.verifier().build();
    List<CertificateChain> chains =
        List.of(
            Minted.chain(Minted.factory()),
            Minted.chain(Minted.remote()),
            Minted.chain(Minted.factory().challenge(new byte[] {1})));
    List<String> expected =
        chains.stream()
            .map(c -> verifier.verify(c, Minted.expectation().build(), Minted.NOW).toString())
            .toList();

    IntStream.range(0, 300)
        .parallel()
        .forEach(
            i ->
                assertThat(
                        verifier
                            .verify(chains.get(i % 3), Minted.expectation().build(), Minted.NOW)
                            .toString())
                    .isEqualTo(expected.get(i % 3)));
  }

  @Test
  void build_anyProvider_registersNothing() {
    int before = Security.getProviders().length;
    Minted.verified(
        Minted.verifier()
            .provider(new BouncyCastleProvider())
            .build()
            .verify(Minted.chain(Minted.factory()), Minted.expectation().build(), Minted.NOW));

    assertThat(Security.getProviders()).hasSize(before);
  }

  @Test
  void build_providerWithoutAnAlgorithm_isMisuse() {
    Provider empty = new Provider("empty", "1", "nothing") {};

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Minted.verifier().provider(empty).build())
        .withMessageContaining("`empty`");
    assertThatIllegalArgumentException().isThrownBy(() -> Minted.verifier().signatureCacheSize(-1));
  }

  @Test
  void verify_pathLengthExceeded_isRejectedAtTheIssuer() {
    ChainMint mint =
        Minted.factory().at(2, c -> c.basicConstraints(true, java.util.OptionalInt.of(0)));

    KeyAttestationResult.Rejected rejected = Minted.rejected(Minted.verify(mint));
    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.ISSUER_NOT_CA);
    assertThat(rejected.where().certificate()).isEqualTo(2);
  }

  @Test
  void verify_rejected_showsTheClaimsUnauthenticated() {
    UnverifiedClaims claims =
        Minted.rejected(Minted.verify(Minted.factory().challenge(new byte[] {1}))).claims();

    assertThat(claims.description().map(KeyDescription::attestationVersion)).hasValue(300);
    assertThat(claims.provisioning()).hasValue(Provisioning.FACTORY);
    assertThat(claims.key().map(AttestedKey::name)).hasValue("EC-P256");
    assertThat(claims.root().orElseThrow()).startsWith("anchor-");
  }

  @Test
  void toString_ofAnyResult_hasNoIdentifier() {
    byte[] imei = "351163520096208".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    ChainMint mint =
        Minted.factory()
            .hardware(h -> h.octets(714, imei).octets(713, imei))
            .statement(s -> s.uniqueId(imei));
    KeyAttestationResult.Verified verified = Minted.verified(Minted.verify(mint));
    String text =
        verified.toString()
            + verified.description().hardware().get(AuthorizationTag.ATTESTATION_ID_IMEI)
            + Minted.expectation().build();

    assertThat(text)
        .doesNotContain("351163520096208")
        .doesNotContain("333531313633")
        .doesNotContain(Bytes.of(Minted.CHALLENGE).toHex())
        .doesNotContain(mint.mint().serial(1))
        .doesNotContain(new BigInteger(mint.mint().serial(1), 16).toString());
  }

  private static KeyAttestationVerifier withListFetchedIn(Duration ahead) {
    StatusList list = Minted.statusList("{\"entries\":{}}", Minted.NOW.plus(ahead));
    return Minted.verifier().statusList(RevocationSource.of(list)).build();
  }

  private static StatusList list(String json) {
    return Minted.statusList(json, Minted.NOW.minus(Duration.ofHours(1)));
  }

  private static KeyAttestationResult.Verified verified(
      KeyAttestationVerifier verifier, CertificateChain chain) {
    return Minted.verified(verifier.verify(chain, Minted.expectation().build(), Minted.NOW));
  }
}
