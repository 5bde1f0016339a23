package org.portcullis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.attestation.key.KeyAttestationVerifier;
import org.portcullis.attestation.key.Sha256;
import org.portcullis.attestation.key.TrustAnchors;
import org.portcullis.engine.audit.AuditReader;
import org.portcullis.engine.audit.AuditScan;
import org.portcullis.engine.audit.DecisionRecord;
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
  private static final byte[] CHALLENGE = {1, 2, 3};
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path folder = Path.of("");

  @Test
  void readme_embedding_isTheCompiledSource() throws IOException {
    assertThat(MarkedText.inDocument("embedding", "README.md"))
        .isEqualTo(MarkedText.inSource("embedding", "Embedding"));
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
            MarkedText.repository().resolve("examples/vendor-phone/rules"),
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
      return ((DecisionRecord) record.value()).evaluation().outcome();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
