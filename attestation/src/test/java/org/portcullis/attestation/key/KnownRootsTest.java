package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownRootsTest {
  @Test
  void trusted_googlesKeys_haveTheirKindsAndNothingElse() {
    assertThat(KnownRoots.trusted())
        .extracting(TrustAnchor::name, TrustAnchor::permitted)
        .containsExactlyInAnyOrder(
            tuple("google-rsa", Set.of(Provisioning.FACTORY, Provisioning.REMOTE)),
            tuple("google-p384", Set.of(Provisioning.REMOTE)));
    assertThat(KnownRoots.trusted())
        .extracting(root -> root.terms().statusList())
        .containsOnly(AnchorTerms.GOOGLE_STATUS_LIST);
  }

  @ParameterizedTest
  @CsvSource({
    "aosp-software-ec, SOFTWARE, d5100c7942ef2e8310dc30ef82729680cf48d690735c3f68179a33c7c370f286",
    "aosp-software-rsa, SOFTWARE, f2c4746f545946c100e72297f8f946344d7052f03a2f694221f9c893b0e6f711",
    "google-preproduction, NOT_PERMITTED,"
        + " d90ff86f70c8912f9071079f99c748c73fd01bd2c10e3024f2f61ec2606fb512",
    "samsung-knox-sakv1, NOT_PERMITTED,"
        + " b1ebc512fc4fa78f1b5485360a612c9bca058328831be8ce041181cfc6cc0927",
    "samsung-knox-sakv2, NOT_PERMITTED,"
        + " 6b15a74d196a6453ecc359797e37e9f3385b6190f8ce7b28100aa881b96725d8",
    "samsung-knox-sakmv1, NOT_PERMITTED,"
        + " a98d7466cdc535d4ec870837fe16e85f874a341ac257ce73913b0c987eaaa82d"
  })
  void untrusted_knownRoot_isNamedByItsKey(String name, KnownRoots.Use use, String digest) {
    Sha256 key = Sha256.ofHex(digest);

    assertThat(KnownRoots.untrusted(key))
        .hasValueSatisfying(
            root -> {
              assertThat(root.name()).isEqualTo(name);
              assertThat(root.use()).isEqualTo(use);
            });
    assertThat(KnownRoots.byName(name)).contains(key);
    assertThat(TrustAnchors.google().byKey(key)).isEmpty();
  }

  @Test
  void remoteSuspectAfter_oldRootAlone_hasAnEnd() {
    assertThat(KnownRoots.trusted())
        .extracting(root -> KnownRoots.remoteSuspectAfter(root.digest()))
        .containsExactlyInAnyOrder(
            Optional.empty(), Optional.of(Instant.parse("2026-04-10T00:00:00Z")));
  }

  @Test
  void ofPem_recordedUntrustedRoots_areAllRefusedByName() throws IOException {
    Assumptions.assumeTrue(RecordedVectors.keyAttestation().isPresent(), "no recorded chains");
    Path folder = RecordedVectors.keyAttestation().orElseThrow().resolve("roots/untrusted");
    List<Path> roots;
    try (Stream<Path> files = Files.list(folder)) {
      roots = files.filter(f -> f.toString().endsWith(".pem")).sorted().toList();
    }

    assertThat(roots).isNotEmpty();
    for (Path root : roots) {
      assertThat(TrustAnchors.ofPem(RecordedVectors.bytes(root)))
          .isInstanceOfSatisfying(
              Reading.Unreadable.class,
              unreadable ->
                  assertThat(unreadable.detail()).matches("the root `[a-z-]+` is never trusted"));
    }
  }
}
