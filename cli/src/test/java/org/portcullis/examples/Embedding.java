package org.portcullis.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.portcullis.attestation.bootkeys.BootKeyCatalogue;
import org.portcullis.attestation.key.CertificateChain;
import org.portcullis.attestation.key.KeyAttestationExpectation;
import org.portcullis.attestation.key.KeyAttestationVerifier;
import org.portcullis.attestation.key.Sha256;
import org.portcullis.engine.Decision;
import org.portcullis.engine.EligibilityEngine;
import org.portcullis.engine.audit.FileAuditLog;
import org.portcullis.engine.enrollment.EnrollmentId;
import org.portcullis.engine.enrollment.Enrollments;
import org.portcullis.engine.intake.CheckIn;
import org.portcullis.facts.DeviceFacts;
import org.portcullis.facts.ReleaseFacts;
import org.portcullis.facts.RequestFacts;
import org.portcullis.facts.RolloutFacts;
import org.portcullis.rules.RuleSet;
import org.portcullis.rules.RuleSetLoading;

/** The embedding that the README shows; a test compares the two. */
record Embedding(
    Path rules,
    Path audit,
    Enrollments enrollments,
    KeyAttestationVerifier verifier,
    Sha256 bootKey,
    EnrollmentId device,
    DeviceFacts claims,
    RequestFacts request,
    ReleaseFacts release,
    RolloutFacts rollout) {

  boolean decide(byte[] pem, byte[] challenge) throws IOException {
    // embedding: begin
    RuleSetLoading loading = RuleSet.load(rules);
    if (!(loading instanceof RuleSetLoading.Loaded policy)) {
      throw new IllegalStateException(loading.toString()); // every diagnostic, with its place
    }
    try (FileAuditLog log = FileAuditLog.open(audit);
        EligibilityEngine engine =
            EligibilityEngine.builder(log)
                .ruleSet(policy.ruleSet())
                .enrollments(enrollments)
                .keyAttestation(verifier) // knows whom to trust and what is revoked
                .bootKeys(BootKeyCatalogue.builder().pin(claims.product(), bootKey).build())
                .build()) {
      CheckIn checkIn =
          CheckIn.builder()
              .keyAttestation(
                  CertificateChain.ofPem(pem),
                  KeyAttestationExpectation.challenge(challenge).build())
              .enrollment(device)
              .device(claims)
              .channel("stable")
              .request(request)
              .release(release)
              .rollout(rollout) // what the host verified itself
              .build();
      Decision decision = engine.decide(checkIn); // recorded before it is returned
      decision.evaluation().findings().forEach(System.out::println);
      return decision.isEligible();
    }
    // embedding: end
  }
}
