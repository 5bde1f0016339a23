package org.portcullis.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.attestation.key.Bytes;
import org.portcullis.attestation.key.CertificateChain;
import org.portcullis.attestation.key.ChainReading;
import org.portcullis.attestation.key.Explanation;
import org.portcullis.attestation.key.KeyAttestationExpectation;
import org.portcullis.attestation.key.KeyAttestationResult;
import org.portcullis.attestation.key.KeyAttestationVerifier;
import org.portcullis.attestation.key.TrustAnchors;

/** Judges one chain after another and remembers the worst that happened. */
final class AttestRun {
  /**
   * A chain to judge.
   *
   * @param name what the answer calls it
   * @param file where it is
   * @param challenge the expected challenge, or empty for any
   * @param anchors whom to trust
   * @param at the time to judge at
   */
  record Task(Path name, Path file, Optional<Bytes> challenge, TrustAnchors anchors, Instant at) {}

  private final Surroundings surroundings;
  private final boolean json;
  private final boolean explain;
  private final RevocationLists lists;
  private final InputFiles files;
  private final Map<TrustAnchors, KeyAttestationVerifier> verifiers = new HashMap<>();
  private boolean anyRejected;
  private boolean anyUnreadable;

  AttestRun(
      Surroundings surroundings,
      boolean json,
      boolean explain,
      RevocationLists lists,
      InputFiles files) {
    this.surroundings = surroundings;
    this.json = json;
    this.explain = explain;
    this.lists = lists;
    this.files = files;
  }

  /** Judges and prints one chain; a file that can't be read is reported and remembered. */
  void judge(Task task) {
    try {
      byte[] input = files.readSome(task.file(), CertificateChain.MAX_TEXT_BYTES + 1);
      if (explain) {
        Explanation explanation = explanation(task, input);
        print(report(task, explanation.result()), new ExplanationReport(explanation));
      } else {
        print(report(task, result(task, input)));
      }
    } catch (Complaint complaint) {
      unreadable(complaint);
    }
  }

  private AttestReport report(Task task, KeyAttestationResult result) {
    anyRejected |= result instanceof KeyAttestationResult.Rejected;
    return new AttestReport(task.name(), task.challenge().isPresent(), result);
  }

  private void print(AttestReport report) {
    surroundings.printLine(json ? report.toJson().toString() : report.toText());
  }

  private void print(AttestReport report, ExplanationReport explanation) {
    surroundings.printLine(
        json
            ? report.toJson().put("explanation", explanation.toJson()).toString()
            : report.toText() + explanation.toText());
  }

  void unreadable(Complaint complaint) {
    anyUnreadable = true;
    surroundings.out().flush();
    surroundings.complain(complaint.message());
  }

  ExitCode exitCode() {
    if (anyUnreadable) {
      return ExitCode.UNUSABLE;
    }
    return anyRejected ? ExitCode.NO : ExitCode.YES;
  }

  private KeyAttestationResult result(Task task, byte[] input) {
    ChainReading reading = CertificateChain.read(input);
    return reading instanceof ChainReading.Read read
        ? verifier(task.anchors()).verify(read.chain(), expectation(task.challenge()), task.at())
        : ((ChainReading.Unreadable) reading).rejection();
  }

  private Explanation explanation(Task task, byte[] input) {
    ChainReading reading = CertificateChain.read(input);
    return reading instanceof ChainReading.Read read
        ? verifier(task.anchors()).explain(read.chain(), expectation(task.challenge()), task.at())
        : new Explanation(((ChainReading.Unreadable) reading).rejection(), List.of(), List.of());
  }

  private KeyAttestationVerifier verifier(TrustAnchors anchors) {
    return verifiers.computeIfAbsent(
        anchors, key -> lists.giveTo(KeyAttestationVerifier.builder().anchors(key)).build());
  }

  private static KeyAttestationExpectation expectation(Optional<Bytes> challenge) {
    return challenge
        .map(bytes -> KeyAttestationExpectation.challenge(bytes.toArray()))
        .orElseGet(KeyAttestationExpectation::anyChallenge)
        .build();
  }
}
