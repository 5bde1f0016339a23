package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.portcullis.fixtures.mint.KeyKind;
import org.portcullis.fixtures.mint.MintedAuthority;
import org.portcullis.fixtures.mint.Seed;

class TrustAnchorsTest {
  private static final Seed SEED = Seed.of("anchors");

  @Test
  void google_always_hasTheTwoPublishedKeys() {
    assertThat(TrustAnchors.google().digests())
        .extracting(Sha256::toHex)
        .containsExactlyInAnyOrder(
            "feb2ea7551ee316ed4bb443c8293b884dbfdea40b603ee3e4f4a897e4580fbae",
            "3ee44512a1af2beb39c889490c60ea3f82e43f5d5a5532f5ab9419f676cd07ec");
  }

  @Test
  void ofPem_bareKey_isTheSameAnchorAsItsCertificate() {
    TrustAnchors bare = read(publicKey(Minted.AUTHORITY.rootKey().spki()));

    assertThat(bare.digests()).isEqualTo(Minted.anchors().digests());
    for (boolean rootless : new boolean[] {false, true}) {
      CertificateChain chain =
          Minted.chain(rootless ? Minted.remote().withoutRoot() : Minted.remote());
      Minted.verified(verifier(bare).verify(chain, Minted.expectation().build(), Minted.NOW));
    }
  }

  @Test
  void verify_twoAnchorsOfOneName_findsTheOneWhoseKeySigned() {
    String name = "CN=Root";
    MintedAuthority other = MintedAuthority.of(SEED.child("other"));
    byte[] first = other.factory().root(c -> c.subject(name).issuer(name)).mint().anchor();
    var mint = Minted.factory().root(c -> c.subject(name).issuer(name)).withoutRoot();
    TrustAnchors both = read(certificate(first) + certificate(mint.mint().anchor()));

    KeyAttestationResult.Verified verified =
        Minted.verified(
            verifier(both).verify(Minted.chain(mint), Minted.expectation().build(), Minted.NOW));
    assertThat(verified.chain().anchor()).isEqualTo(Minted.anchors().digests().iterator().next());
  }

  @Test
  void verify_twoAnchorsOfOneName_givesTheReasonOfTheOneWhoseKeySigned() {
    String name = "CN=Root";
    byte[] other =
        MintedAuthority.of(SEED.child("other"))
            .factory()
            .root(c -> c.subject(name).issuer(name))
            .mint()
            .anchor();
    var mint = Minted.factory().root(c -> c.subject(name).issuer(name));
    for (boolean signerLast : new boolean[] {false, true}) {
      TrustAnchors.Builder both = TrustAnchors.builder();
      AnchorTerms remoteAlone = AnchorTerms.anyForm().withProvisioning(Provisioning.REMOTE);
      if (signerLast) {
        both.certificate("first", other, AnchorTerms.anyForm());
      }
      both.certificate("signer", mint.mint().anchor(), remoteAlone);
      if (!signerLast) {
        both.certificate("last", other, AnchorTerms.anyForm());
      }
      for (CertificateChain chain : List.of(Minted.chain(mint), Minted.chain(mint.withoutRoot()))) {
        KeyAttestationResult.Rejected rejected =
            Minted.rejected(
                verifier(both.build()).verify(chain, Minted.expectation().build(), Minted.NOW));
        assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.ROOT_NOT_PERMITTED);
        assertThat(rejected.detail()).contains("`signer`");
      }
    }
  }

  @Test
  void verify_twoAnchorsOfOneNameOfWhichNoneSigned_leadsToNoAnchor() {
    String name = "CN=Root";
    StringBuilder anchors = new StringBuilder();
    for (String label : List.of("one", "two")) {
      anchors.append(
          certificate(
              MintedAuthority.of(SEED.child(label))
                  .factory()
                  .root(c -> c.subject(name).issuer(name))
                  .mint()
                  .anchor()));
    }
    var mint = Minted.factory().root(c -> c.subject(name).issuer(name)).withoutRoot();

    KeyAttestationResult.Rejected rejected =
        Minted.rejected(
            verifier(read(anchors.toString()))
                .verify(Minted.chain(mint), Minted.expectation().build(), Minted.NOW));
    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.ROOT_UNKNOWN);
    assertThat(rejected.where()).isEqualTo(new Where(2, "subjectPublicKeyInfo"));
  }

  @Test
  void verify_foreignRootOfTheSameNameAppended_leadsToNoAnchor() {
    MintedAuthority other = MintedAuthority.of(SEED.child("foreign"));
    String subject = Minted.factory().certificates().get(3).subject();
    byte[] foreign = other.factory().root(c -> c.subject(subject).issuer(subject)).mint().anchor();
    List<byte[]> replaced = new ArrayList<>(Minted.factory().mint().certificates());
    replaced.set(3, foreign);
    List<byte[]> appended = new ArrayList<>(Minted.factory().mint().certificates());
    appended.add(foreign);

    for (List<byte[]> certificates : List.of(replaced, appended)) {
      KeyAttestationResult.Rejected rejected =
          Minted.rejected(Minted.verify(TestChains.ofDer(certificates)));
      assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.ROOT_UNKNOWN);
      assertThat(rejected.where().certificate()).isEqualTo(certificates.size() - 1);
    }
  }

  @Test
  void verify_anchorAsLeafAlone_isRejected() {
    CertificateChain chain = TestChains.ofDer(List.of(Minted.AUTHORITY.rootCertificate()));

    assertThat(Minted.rejected(Minted.verify(chain)).reason())
        .isEqualTo(KeyAttestationReason.STATEMENT_MISSING);
  }

  @Test
  void ofPem_otherBlock_isUnreadableAtItsLine() {
    Reading<TrustAnchors> reading =
        TrustAnchors.ofPem(
            "# mine\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
                .getBytes(StandardCharsets.US_ASCII));

    assertThat(reading)
        .isEqualTo(
            new Reading.Unreadable<TrustAnchors>(
                2, 1, "the block is neither a certificate nor a public key"));
  }

  @Test
  void ofPem_nothing_isUnreadable() {
    assertThat(TrustAnchors.ofPem(new byte[0])).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void ofPem_weakKey_isUnreadable() {
    byte[] spki = MintedAuthority.of(SEED.child("weak"), KeyKind.RSA_1024).rootKey().spki();
    assertThat(TrustAnchors.ofPem(publicKey(spki).getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void ofPem_softwareRoot_isNeverTrusted() {
    Assumptions.assumeTrue(RecordedVectors.keyAttestation().isPresent(), "no recorded chains");
    Path untrusted =
        RecordedVectors.keyAttestation().orElseThrow().resolve("roots").resolve("untrusted");
    byte[] pem = RecordedVectors.bytes(untrusted.resolve("aosp-software-ec-a2059ed10e435b57.pem"));

    assertThat(TrustAnchors.ofPem(pem))
        .isEqualTo(
            new Reading.Unreadable<TrustAnchors>(
                1, 1, "the root `aosp-software-ec` is never trusted"));
  }

  @Test
  void ofPem_unknownForm_isMisuse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustAnchors.ofPem(new byte[0], Set.of(Provisioning.UNKNOWN)));
  }

  @Test
  void plus_bothAnchors_trustsBoth() {
    TrustAnchors both = TrustAnchors.google().plus(Minted.anchors());

    assertThat(both.digests()).hasSize(3);
    Minted.verified(
        verifier(both)
            .verify(Minted.chain(Minted.remote()), Minted.expectation().build(), Minted.NOW));
  }

  @Test
  void verify_plainAnchor_hasNoToleranceForFactoryChains() {
    KeyAttestationVerifier plain = verifier(Minted.anchors());
    var notAuthority = Minted.factory().attestation(c -> c.notAuthority());
    var expired =
        Minted.factory().attestation(c -> c.validity(Instant.EPOCH, Minted.NOW.minusSeconds(1)));

    assertThat(
            Minted.rejected(
                    plain.verify(
                        Minted.chain(notAuthority), Minted.expectation().build(), Minted.NOW))
                .reason())
        .isEqualTo(KeyAttestationReason.ISSUER_NOT_CA);
    assertThat(
            Minted.rejected(
                    plain.verify(Minted.chain(expired), Minted.expectation().build(), Minted.NOW))
                .reason())
        .isEqualTo(KeyAttestationReason.ISSUER_EXPIRED);
    assertThat(Minted.verified(Minted.verify(notAuthority)).oddities())
        .contains(new Oddity(Oddity.Kind.ISSUER_NOT_CA, new Where(1, "basicConstraints")));
    assertThat(Minted.verified(Minted.verify(expired)).oddities())
        .contains(new Oddity(Oddity.Kind.ISSUER_EXPIRED, new Where(1, "notAfter")));
  }

  private static KeyAttestationVerifier verifier(TrustAnchors anchors) {
    return KeyAttestationVerifier.builder().anchors(anchors).build();
  }

  private static TrustAnchors read(String pem) {
    return TrustAnchors.ofPem(pem.getBytes(StandardCharsets.US_ASCII)).orElseThrow();
  }

  private static String publicKey(byte[] spki) {
    return block("PUBLIC KEY", spki);
  }

  private static String certificate(byte[] der) {
    return block("CERTIFICATE", der);
  }

  private static String block(String label, byte[] content) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(content)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
