package org.portcullis.engine.intake;

import org.portcullis.attestation.key.KeyAttestationReason;
import org.portcullis.facts.RejectionClass;

/**
 * Coarsens a verifier's reason to what a rule may see. A new kind of fault does not compile
 * unmapped.
 */
final class RejectionClasses {
  private RejectionClasses() {}

  static RejectionClass of(KeyAttestationReason reason) {
    return switch (reason.category()) {
      case MALFORMED -> RejectionClass.MALFORMED;
      case UNTRUSTED -> RejectionClass.UNTRUSTED;
      case REVOKED -> RejectionClass.REVOKED;
      case MISMATCHED -> RejectionClass.MISMATCHED;
      case STALE, UNCHECKED -> RejectionClass.STALE;
      case INSUFFICIENT -> RejectionClass.INSUFFICIENT;
      case TRANSIENT -> RejectionClass.TRANSIENT;
      case UNSUPPORTED -> RejectionClass.UNSUPPORTED;
    };
  }
}
