package org.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.attestation.key.KeyAttestationVerifier;
import org.portcullis.attestation.key.TrustAnchors;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.KeyMint;
import org.portcullis.fixtures.mint.MintedAuthority;
import org.portcullis.fixtures.mint.Seed;
import org.slf4j.LoggerFactory;

/** With every logger at its finest, nothing tells a device's identifiers or a challenge. */
class AttestationSilenceTest {
  private static final MintedAuthority AUTHORITY = MintedAuthority.of(Seed.of("silence"));

  @TempDir Path log;

  @Test
  void verify_chainWithEveryIdentifier_tellsNone() {
    ChainMint mint =
        AUTHORITY
            .factory()
            .challenge(Seed.of("a challenge").bytes(32))
            .statement(s -> s.uniqueId(ascii("unique-id-of-16b")))
            .hardware(
                h ->
                    h.octets(KeyMint.ATTESTATION_ID_SERIAL, ascii("R58N12ABCDE"))
                        .octets(KeyMint.ATTESTATION_ID_IMEI, ascii("356938035643809"))
                        .octets(KeyMint.ATTESTATION_ID_SECOND_IMEI, ascii("490154203237518"))
                        .octets(KeyMint.ATTESTATION_ID_MEID, ascii("A10000009296F2")));
    AttestationSilence silence = new AttestationSilence(verifier());
    silence.run(
        List.of(
            ascii(mint.mint().pem()),
            ascii(mint.hardware(h -> h.without(KeyMint.ORIGIN)).mint().pem())),
        log);
    assertThat(silence.assertSilent()).isEqualTo(6 * 3);
  }

  @Test
  void verify_recordedChains_tellNone() throws IOException {
    Optional<Path> vectors = vectors();
    Assumptions.assumeTrue(vectors.isPresent(), "no recorded chains beside the project");
    List<byte[]> pems = new ArrayList<>();
    try (Stream<Path> files = Files.walk(vectors.orElseThrow())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".pem")).sorted().toList()) {
        pems.add(Files.readAllBytes(file));
      }
    }
    AttestationSilence silence = new AttestationSilence(KeyAttestationVerifier.builder().build());
    silence.run(pems, log);
    assertThat(silence.assertSilent()).isGreaterThan(pems.size());
  }

  @Test
  void listener_ofEveryLogger_hearsTheFinestLevel() {
    try (EverythingLogged logged = new EverythingLogged()) {
      LoggerFactory.getLogger("some.logger").trace("a whisper of {}", "something");
      assertThat(logged.texts()).anyMatch(text -> text.contains("a whisper of something"));
    }
  }

  @Test
  void assertSilent_onATextThatTells_fails() {
    AttestationSilence silence = new AttestationSilence(verifier());
    ChainMint mint = AUTHORITY.factory().challenge(ascii("EC-P256key"));
    silence.run(List.of(ascii(mint.challenge(ascii("CHALLENGE_MISMATCH")).mint().pem())), log);
    assertThatThrownBy(silence::assertSilent).isInstanceOf(AssertionError.class);
  }

  private static KeyAttestationVerifier verifier() {
    return KeyAttestationVerifier.builder()
        .anchors(TrustAnchors.ofPem(ascii(AUTHORITY.rootPem())).orElseThrow())
        .build();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Optional<Path> vectors() {
    String named = System.getProperty("portcullis.vectors");
    if (named != null) {
      return Optional.of(Path.of(named, "key-attestation")).filter(Files::isDirectory);
    }
    return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolveSibling("shared").resolve("vectors/key-attestation"))
        .filter(Files::isDirectory)
        .findFirst();
  }
}
