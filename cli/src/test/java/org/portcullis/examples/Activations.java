package org.portcullis.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.portcullis.engine.EligibilityEngine;
import org.portcullis.engine.activation.ActivationAuthority;
import org.portcullis.engine.activation.ActivationResult;
import org.portcullis.engine.activation.FileActivationStore;
import org.portcullis.engine.audit.AuditLog;
import org.portcullis.release.envelope.KeyRoles;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.bundle.FileRuleSetStore;

/** The embedding guide's server with signed activations. */
final class Activations {
  private Activations() {}

  // activations: begin
  static EligibilityEngine open(AuditLog log, Path policy, Path keysFile) throws IOException {
    Reading<KeyRoles> keys = KeyRoles.read(keysFile.toString(), Files.readAllBytes(keysFile));
    if (!(keys instanceof Reading.Parsed<KeyRoles> read)) {
      throw new IllegalStateException(keys.toString()); // every problem, with its place
    }
    ActivationAuthority authority =
        new ActivationAuthority(
            new FileActivationStore(policy.resolve("activations")), // what was accepted
            new FileRuleSetStore(policy.resolve("rulesets")), // signed bundles by digest
            read.value()); // the roles `policy` and `activation`
    return EligibilityEngine.builder(log).activations(authority).build();
  }

  /** What an operator uploads. */
  static String activate(EligibilityEngine engine, byte[] signed) {
    ActivationResult result = engine.activate(signed);
    return result instanceof ActivationResult.Refused refused
        ? refused.reason() + ": " + refused.detail() // what was in force stays so
        : "accepted";
  }
  // activations: end
}
