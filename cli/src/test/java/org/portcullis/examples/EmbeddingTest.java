package org.portcullis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.attestation.key.KeyAttestationVerifier;
import org.portcullis.attestation.key.Sha256;
import org.portcullis.attestation.key.TrustAnchors;
import org.portcullis.engine.audit.AuditReader;
import org.portcullis.engine.audit.AuditScan;
import org.portcullis.engine.audit.RecordDecoding;
import org.portcullis.engine.enrollment.Enrollment;
import org.portcullis.engine.enrollment.EnrollmentId;
import org.portcullis.engine.enrollment.InMemoryEnrollments;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Outcome;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.fixtures.mint.SyntheticDevice;

class EmbeddingTest {
  private static final Pattern IN_README =
      Pattern.compile(
          "(?s)<!-- embedding: begin -->\\s*```java\\n(.*?)```\\s*<!-- embedding: end -->");
  private static final Pattern IN_SOURCE =
      Pattern.compile("(?s)// embedding: begin\\n(.*?)// embedding: end");

  private static final byte[] CHALLENGE = {1, 2, 3};
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path folder = Path.of("");

  private static Path repository() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("portcullis"))) {
        return at;
      }
    }
    throw new IllegalStateException("the tests run inside the repository");
  }

  /** What stands between the marks, without the white space, which each file has as it fits. */
  private static String between(Pattern marks, Path file) throws IOException {
    Matcher matcher = marks.matcher(Files.readString(file));
    assertThat(matcher.find()).as("the marks in %s", file).isTrue();
    return matcher.group(1).replaceAll("\\s+", "");
  }

  @Test
  void readme_embedding_isTheCompiledSource() throws IOException {
    Path source = repository().resolve("cli/src/test/java/org/portcullis/examples/Embedding.java");

    assertThat(between(IN_README, repository().resolve("README.md")))
        .isEqualTo(between(IN_SOURCE, source));
  }

  @Test
  void decide_goodDevice_isEligibleAndRecorded() throws IOException {
    assertThat(decide(CHALLENGE)).isTrue();
    assertThat(recorded()).isEqualTo(Outcome.ELIGIBLE);
  }

  @Test
  void decide_answerToAnotherChallenge_isNotEligibleAndRecorded() throws IOException {
    assertThat(decide(new byte[] {9})).isFalse();
    assertThat(recorded()).isEqualTo(Outcome.NOT_ELIGIBLE);
  }

  private boolean decide(byte[] expected) throws IOException {
    Instant now = Instant.now();
    SyntheticDevice device = SyntheticDevice.vendor(Seed.of(1)).patched(202609);
    EligibilityCase facts = CaseMint.good();
    EnrollmentId id = EnrollmentId.fromBytes(new byte[EnrollmentId.LENGTH]);
    InMemoryEnrollments enrollments = new InMemoryEnrollments();
    enrollments.enroll(id, Enrollment.active(now, device.product(), Set.of("stable")));
    KeyAttestationVerifier verifier =
        KeyAttestationVerifier.builder()
            .anchors(TrustAnchors.ofPem(ascii(device.authority().rootPem())).orElseThrow())
            .build();
    Embedding embedding =
        new Embedding(
            repository().resolve("examples/vendor-phone/rules"),
            folder.resolve("audit"),
            enrollments,
            verifier,
            Sha256.ofHex(device.bootKey()),
            id,
            facts.device(),
            facts.request(),
            facts.release(),
            facts.rollout());
    ChainMint chain = device.chain(CHALLENGE, now);
    for (int issuer : List.of(1, 2)) {
      // The embedding reads the real clock, and this test holds in any year.
      chain = chain.at(issuer, spec -> spec.validity(now.minus(DAY), now.plus(DAY)));
    }
    return embedding.decide(ascii(chain.mint().pem()), expected);
  }

  private Outcome recorded() throws IOException {
    try (AuditReader reader = AuditReader.open(folder.resolve("audit"))) {
      AuditScan.Next next = (AuditScan.Next) reader.next();
      RecordDecoding.Decoded record = (RecordDecoding.Decoded) next.entry().decode();
      return record.value().evaluation().outcome();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
