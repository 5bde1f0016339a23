package org.portcullis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.portcullis.attestation.bootkeys.BootKeyCatalogue;
import org.portcullis.attestation.key.Bytes;
import org.portcullis.attestation.key.CertificateChain;
import org.portcullis.attestation.key.ChainReading;
import org.portcullis.attestation.key.KeyAttestationExpectation;
import org.portcullis.attestation.key.KeyAttestationResult;
import org.portcullis.attestation.key.KeyAttestationVerifier;
import org.portcullis.attestation.key.TrustAnchors;
import org.portcullis.engine.Decision;
import org.portcullis.engine.EligibilityEngine;
import org.portcullis.engine.audit.AuditLogException;
import org.portcullis.engine.audit.ClockSource;
import org.portcullis.engine.audit.FileAuditLog;
import org.portcullis.engine.enrollment.EnrollmentId;
import org.portcullis.engine.enrollment.InMemoryEnrollments;
import org.portcullis.engine.intake.CheckIn;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.PolicyFacts;
import org.portcullis.facts.PolicyState;
import org.portcullis.release.json.StrictJson;
import org.portcullis.rules.Evaluation;
import org.portcullis.rules.RuleSet;
import org.portcullis.rules.bundle.RuleSetManifest;
import org.portcullis.rules.harness.CaseJson;

/** Reads what is to be decided and has the engine decide it. */
final class DecisionMaker {
  private final Surroundings surroundings;
  private final InputFiles files;
  private final Instant now;
  private final boolean stated;

  /**
   * A maker of decisions at one time.
   *
   * @param now the time
   * @param stated whether a person named it
   */
  DecisionMaker(Surroundings surroundings, InputFiles files, Instant now, boolean stated) {
    this.surroundings = surroundings;
    this.files = files;
    this.now = now;
    this.stated = stated;
  }

  /** What is to be decided, read and found well formed. */
  sealed interface Question {
    /**
     * A case.
     *
     * @param value the facts
     */
    record Facts(EligibilityCase value) implements Question {}

    /**
     * A check-in.
     *
     * @param checkIn the evidence
     * @param verifier judges the chain
     * @param enrollments knows the device, if anyone does
     * @param bootKeys the boot keys that are taken for good
     * @param attestation what is said of the chain, for the answer
     */
    record Evidence(
        CheckIn checkIn,
        KeyAttestationVerifier verifier,
        InMemoryEnrollments enrollments,
        BootKeyCatalogue bootKeys,
        Optional<AttestReport> attestation)
        implements Question {}
  }

  Question facts(Path file) {
    byte[] content = files.read(file, StrictJson.MAX_LENGTH);
    return new Question.Facts(
        JsonInput.require(surroundings, CaseJson.read(file.toString(), content)));
  }

  Question checkIn(Path file, BootKeyOptions bootKeys, EvidenceOptions evidence) {
    byte[] content = files.read(file, StrictJson.MAX_LENGTH);
    CheckInFile stated =
        JsonInput.require(surroundings, CheckInFile.read(file.toString(), content));
    TrustAnchors anchors = evidence.anchors(files);
    RevocationLists lists = evidence.lists(files, now, surroundings::complain);
    evidence.requireNamedBy(anchors.statusLists());
    KeyAttestationVerifier verifier =
        lists.giveTo(KeyAttestationVerifier.builder().anchors(anchors)).build();
    BootKeyCatalogue pinned = bootKeys.read(files, now);
    InMemoryEnrollments enrollments = new InMemoryEnrollments();
    CheckIn.Builder builder =
        CheckIn.builder()
            .channel(stated.channel())
            .device(stated.device())
            .release(stated.release())
            .transport(stated.transport())
            .request(stated.request())
            .integrity(stated.integrity())
            .rollout(stated.rollout());
    // The id names one device in a store of one device, and is never recorded.
    EnrollmentId id = EnrollmentId.fromBytes(new byte[EnrollmentId.LENGTH]);
    stated.enrollment().ifPresent(enrollment -> enrollments.enroll(id, enrollment));
    builder.enrollment(id);
    Optional<AttestReport> report =
        stated.attestation().map(a -> attestation(a, file, verifier, builder));
    return new Question.Evidence(builder.build(), verifier, enrollments, pinned, report);
  }

  private AttestReport attestation(
      CheckInFile.Attestation stated,
      Path checkIn,
      KeyAttestationVerifier verifier,
      CheckIn.Builder builder) {
    Path file = checkIn.resolveSibling(stated.chain());
    byte[] input = files.readSome(file, CertificateChain.MAX_TEXT_BYTES + 1);
    ChainReading chain = CertificateChain.read(input);
    KeyAttestationExpectation expectation = expectation(stated.challenge());
    builder.keyAttestation(chain, expectation);
    KeyAttestationResult result =
        chain instanceof ChainReading.Read read
            ? verifier.verify(read.chain(), expectation, now)
            : ((ChainReading.Unreadable) chain).rejection();
    return new AttestReport(file, true, result);
  }

  private static KeyAttestationExpectation expectation(Bytes challenge) {
    return KeyAttestationExpectation.challenge(challenge.toArray()).build();
  }

  /** Decides; with a log the decision is recorded before it is returned. */
  DecisionReport decide(Question question, RuleSet ruleSet, Optional<Path> audit) {
    if (audit.isPresent()) {
      return recorded(question, ruleSet, audit.get());
    }
    Question.Facts facts = (Question.Facts) question;
    EligibilityCase judged = facts.value().toBuilder().policy(policy(facts, ruleSet)).build();
    Evaluation evaluation = ruleSet.evaluate(judged);
    return new DecisionReport(
        ruleSet, evaluation, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A rule set outside its dates is not in force, unless the case says something worse. */
  private PolicyFacts policy(Question.Facts facts, RuleSet ruleSet) {
    RuleSetManifest manifest = ruleSet.manifest();
    if (facts.value().policy().state() != PolicyState.IN_FORCE) {
      return facts.value().policy();
    }
    if (manifest.notBefore().filter(now::isBefore).isPresent()) {
      return new PolicyFacts(PolicyState.NOT_YET_VALID);
    }
    boolean expired = manifest.expires().filter(end -> !now.isBefore(end)).isPresent();
    return expired ? new PolicyFacts(PolicyState.EXPIRED) : PolicyFacts.IN_FORCE;
  }

  private DecisionReport recorded(Question question, RuleSet ruleSet, Path folder) {
    try (FileAuditLog log = AuditFolder.open(surroundings, files, folder)) {
      try (EligibilityEngine engine = engine(question, ruleSet, log)) {
        Optional<AttestReport> attestation = Optional.empty();
        Decision decision;
        if (question instanceof Question.Evidence evidence) {
          attestation = evidence.attestation();
          decision = engine.decide(evidence.checkIn());
        } else {
          decision = engine.decide(((Question.Facts) question).value());
        }
        return new DecisionReport(
            ruleSet,
            decision.evaluation(),
            Optional.of(decision),
            Optional.of(folder),
            attestation);
      }
    } catch (AuditLogException e) {
      throw new Complaint(Texts.printable(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw Complaint.about(folder, "the audit log can't be read or written");
    }
  }

  private EligibilityEngine engine(Question question, RuleSet ruleSet, FileAuditLog log)
      throws IOException {
    EligibilityEngine.Builder builder =
        EligibilityEngine.builder(log)
            .ruleSet(ruleSet)
            .clock(
                Clock.fixed(now, ZoneOffset.UTC), stated ? ClockSource.STATED : ClockSource.SYSTEM);
    if (question instanceof Question.Evidence evidence) {
      builder
          .keyAttestation(evidence.verifier())
          .enrollments(evidence.enrollments())
          .bootKeys(evidence.bootKeys());
    }
    return builder.build();
  }
}
