package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Faults that others reported from the field get the verdicts that their files ask for. */
class FieldCaseVectors {

  @Test
  void verify_control_isVerified() {
    Case control = open("att-control");
    KeyAttestationResult.Verified verified = verified(control.verify("chain.pem"));

    assertThat(verified.chain().provisioning()).isEqualTo(Provisioning.FACTORY);
    assertThat(
            verified
                .description()
                .hardware()
                .get(AuthorizationTag.ROOT_OF_TRUST)
                .value()
                .orElseThrow()
                .verifiedBootKey()
                .toHex())
        .isEqualTo(control.text("verifiedBootKeyHex"));
    verified(control.verify("chain.pem", e -> e.application(control.application())));
  }

  @Test
  void verify_impossiblePatchLevels_areStatesOfTheirOwn() {
    Case odd = open("O01-odd-patch-levels");

    AuthorizationList zero = hardware(odd, "vendor-zero.pem");
    assertThat(zero.get(AuthorizationTag.VENDOR_PATCH_LEVEL))
        .isEqualTo(new Member.Malformed<>(Bytes.ofHex("020100"), "0 is no day as YYYYMMDD"));
    assertThat(zero.get(AuthorizationTag.BOOT_PATCH_LEVEL).isMalformed()).isTrue();
    assertThat(hardware(odd, "boot-20000000.pem").get(AuthorizationTag.BOOT_PATCH_LEVEL))
        .isEqualTo(
            new Member.Malformed<>(Bytes.ofHex("020401312d00"), "20000000 is no day as YYYYMMDD"));
    assertThat(hardware(odd, "os-month-13.pem").get(AuthorizationTag.OS_PATCH_LEVEL).isMalformed())
        .isTrue();
    assertThat(
            hardware(odd, "vendor-absent.pem").get(AuthorizationTag.VENDOR_PATCH_LEVEL).isAbsent())
        .isTrue();
    assertThat(verified(odd.verify("os-future-209912.pem")).oddities())
        .contains(
            new Oddity(Oddity.Kind.PATCH_LEVEL_IN_FUTURE, new Where(0, "hardware.osPatchLevel")));
    KeyAttestationResult.Verified unknown = verified(odd.verify("unknown-tag-799.pem"));
    assertThat(unknown.oddities()).extracting(Oddity::kind).contains(Oddity.Kind.TAG_UNKNOWN);
    assertThat(unknown.description().hardware().unknownTags())
        .extracting(UnknownTag::number)
        .containsExactly(799);
  }

  @Test
  void verify_remoteChainWithoutRoot_isVerifiedAsWithIt() {
    Case remote = open("O02-remote-provisioned-without-root");
    KeyAttestationResult.Verified with = verified(remote.verify("with-root.pem"));
    KeyAttestationResult.Verified without = verified(remote.verify("no-root.pem"));

    assertThat(without.chain().rootIncluded()).isFalse();
    assertThat(with.chain().rootIncluded()).isTrue();
    assertThat(without.key()).isEqualTo(with.key());
    assertThat(without.chain().anchor()).isEqualTo(with.chain().anchor());
    assertThat(without.chain().provisioning()).isEqualTo(Provisioning.REMOTE);
    rejected(remote.verify("batch-expired.pem"), KeyAttestationReason.ISSUER_EXPIRED, 1);
  }

  @Test
  void verify_extendedChains_areRejectedAtTheSecondStatement() {
    Case extension = open("O03-chain-extension");

    rejected(
        extension.verify("forged-below-sign-key.pem"),
        KeyAttestationReason.CHAIN_EXTRA_STATEMENT,
        1);
    rejected(extension.verify("attest-key.pem"), KeyAttestationReason.ATTEST_KEY_NOT_PERMITTED, 1);
    rejected(
        extension.verify("attest-key-contradiction.pem"),
        KeyAttestationReason.ATTEST_KEY_INVALID,
        1);
  }

  @Test
  void verify_extendedChainsWhereAttestKeysArePermitted_areVerifiedBelowASoundOneAlone() {
    Case extension = open("O03-chain-extension");
    UnaryOperator<KeyAttestationExpectation.Builder> permitted =
        KeyAttestationExpectation.Builder::permitNewAttestKey;
    KeyAttestationResult.Verified verified =
        verified(extension.verify("attest-key.pem", permitted));
    CertificateChain chain = RecordedVectors.chain(extension.folder().resolve("attest-key.pem"));
    assertThat(verified.chain().attestKey()).contains(chain.certificates().get(1).sha256());
    verified(
        extension.verify(
            "attest-key.pem", e -> e.permitAttestKey(chain.certificates().get(1).sha256())));
    rejected(
        extension.verify("attest-key-contradiction.pem", permitted),
        KeyAttestationReason.ATTEST_KEY_INVALID,
        1);
    rejected(
        extension.verify("forged-below-sign-key.pem", permitted),
        KeyAttestationReason.CHAIN_EXTRA_STATEMENT,
        1);
  }

  @Test
  void verify_leafOutsideItsValidity_isNotedUnlessEnforced() {
    Case validity = open("O04-leaf-validity");
    for (String file :
        new String[] {"leaf-not-yet-valid.pem", "leaf-expired.pem", "leaf-from-1970-to-1969.pem"}) {
      assertThat(verified(validity.verify(file)).oddities())
          .extracting(Oddity::kind)
          .contains(Oddity.Kind.LEAF_OUTSIDE_VALIDITY);
      rejected(
          validity.verify(file, KeyAttestationExpectation.Builder::enforceLeafValidity),
          KeyAttestationReason.LEAF_OUTSIDE_VALIDITY,
          0);
    }
  }

  @Test
  void verify_applicationThatTheDeviceCannotTell_isNoWrongApplication() {
    Case identity = open("O05-application-id");
    UnaryOperator<KeyAttestationExpectation.Builder> own =
        e -> e.application(identity.application());

    verified(identity.verify("unknown-package.pem"));
    for (String file : new String[] {"unknown-package.pem", "no-signatures.pem"}) {
      rejected(identity.verify(file, own), KeyAttestationReason.APP_ID_UNAVAILABLE, 0);
    }
    rejected(identity.verify("absent.pem", own), KeyAttestationReason.APP_ID_MISSING, 0);
    rejected(
        identity.verify("two-packages-shared-uid.pem", own),
        KeyAttestationReason.APP_PACKAGE_MISMATCH,
        0);
    verified(
        identity.verify(
            "two-packages-shared-uid.pem",
            e ->
                e.application(
                    ExpectedApplication.withSharedUid(
                        identity.text("package"), identity.signer()))));
  }

  private static AuthorizationList hardware(Case from, String file) {
    return verified(from.verify(file)).description().hardware();
  }

  private static KeyAttestationResult.Verified verified(KeyAttestationResult result) {
    return Minted.verified(result);
  }

  private static void rejected(
      KeyAttestationResult result, KeyAttestationReason reason, int certificate) {
    KeyAttestationResult.Rejected rejected = Minted.rejected(result);
    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected.where().certificate()).isEqualTo(certificate);
  }

  private static Case open(String name) {
    Assumptions.assumeTrue(RecordedVectors.cases().isPresent(), "no recorded cases");
    Path folder = RecordedVectors.cases().orElseThrow().resolve(name);
    return new Case(folder, RecordedVectors.json(folder.resolve("expect.json")));
  }

  private record Case(Path folder, JsonNode expect) {
    String text(String field) {
      return expect.path(field).asText();
    }

    Sha256 signer() {
      return Sha256.ofHex(text("packageSigSha256"));
    }

    ExpectedApplication application() {
      return ExpectedApplication.of(text("package"), signer());
    }

    KeyAttestationResult verify(String file) {
      return verify(file, UnaryOperator.identity());
    }

    KeyAttestationResult verify(
        String file, UnaryOperator<KeyAttestationExpectation.Builder> expected) {
      Path one = folder.resolve("anchor.pem");
      Path anchors = one.toFile().exists() ? one : folder.resolve("anchors.pem");
      byte[] challenge = HexFormat.of().parseHex(text("challengeHex"));
      return KeyAttestationVerifier.builder()
          .anchors(TrustAnchors.ofPem(RecordedVectors.bytes(anchors)).orElseThrow())
          .build()
          .verify(
              RecordedVectors.chain(folder.resolve(file)),
              expected.apply(KeyAttestationExpectation.challenge(challenge)).build(),
              Instant.parse(text("clock")));
    }
  }
}
