package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.attestation.bootkeys.BootKeyCatalogue;
import org.portcullis.attestation.bootkeys.BootMatch;

/** Recorded devices with an operating system of another vendor, judged by a catalogue. */
class BootKeyVectors {
  private static final String FOLDER = "signum/google-pixel-";

  @ParameterizedTest
  @CsvSource({
    "4/4vz3w9g16darotdb09km6f5gt2.pem, 2024-04-10T14:51:18Z,"
        + " b4de537a5f4b8fdab6789eb2c06ec6e065e48a79edd493a91f635004dd89f3e2",
    "6-pro/m2ct5bgpgwkp48sjx8kb9gmcfk.pem, 2024-04-10T13:49:15Z,"
        + " 4ab5282588ed1a1fb08e8489484801a37104caedf18161ec45304a33058605b8"
  })
  void match_selfSignedPixel_isPermittedByItsOwnKeyAlone(String file, Instant at, String key) {
    Assumptions.assumeTrue(RecordedVectors.keyAttestation().isPresent(), "no recorded chains");
    Path path = RecordedVectors.keyAttestation().orElseThrow().resolve(FOLDER + file);
    KeyAttestationResult.Verified verified =
        Minted.verified(
            KeyAttestationVerifier.builder()
                .build()
                .verify(
                    RecordedVectors.chain(path),
                    KeyAttestationExpectation.anyChallenge().build(),
                    at));
    RootOfTrust root =
        verified.description().hardware().get(AuthorizationTag.ROOT_OF_TRUST).value().orElseThrow();
    BootKeyCatalogue own = BootKeyCatalogue.builder().pin("pixel", Sha256.ofHex(key)).build();

    assertThat(root.verifiedBootState()).isEqualTo(VerifiedBootState.SELF_SIGNED);
    assertThat(own.match("pixel", verified.securityLevel(), root, at))
        .isEqualTo(new BootMatch.Permitted("host", BootMatch.Build.NOT_TRACKED, ""));
    assertThat(own.match("another", verified.securityLevel(), root, at))
        .isEqualTo(new BootMatch.NotPermitted(BootMatch.Cause.OTHER_DEVICE));
    assertThat(BootKeyCatalogue.NONE.matchAnyModel(verified.securityLevel(), root, at))
        .isEqualTo(new BootMatch.NotPermitted(BootMatch.Cause.KEY_UNKNOWN));
  }
}
