package org.portcullis.engine.intake;

import org.portcullis.attestation.key.KeyAttestationReason;
import org.portcullis.facts.RejectionClass;

/** Coarsens a verifier's reason to what a rule may see. A new reason does not compile unmapped. */
final class RejectionClasses {
  private RejectionClasses() {}

  static RejectionClass of(KeyAttestationReason reason) {
    return switch (reason) {
      case CHAIN_EMPTY,
          CHAIN_TOO_LONG,
          CHAIN_TOO_LARGE,
          CERTIFICATE_MALFORMED,
          CERTIFICATE_TRAILING_DATA,
          STATEMENT_MALFORMED,
          STATEMENT_MEMBER_MALFORMED,
          STATEMENT_TAG_DUPLICATE,
          STATEMENT_MISSING ->
          RejectionClass.MALFORMED;
      case CHAIN_SHAPE_UNKNOWN,
          CHAIN_ORDER_INVALID,
          CHAIN_EXTENDED,
          CHAIN_EXTRA_STATEMENT,
          ATTEST_KEY_INVALID,
          SIGNATURE_INVALID,
          ALGORITHM_NOT_ALLOWED,
          ISSUER_NAME_MISMATCH,
          ISSUER_NOT_CA,
          ISSUER_NOT_YET_VALID,
          ISSUER_CRITICAL_EXTENSION,
          ROOT_UNKNOWN,
          ROOT_NOT_PERMITTED,
          SECURITY_LEVEL_MISMATCH ->
          RejectionClass.UNTRUSTED;
      case CERTIFICATE_REVOKED, CERTIFICATE_SUSPENDED, CERTIFICATE_DENIED_LOCALLY ->
          RejectionClass.REVOKED;
      case CHALLENGE_MISSING,
          CHALLENGE_MISMATCH,
          KEY_MISMATCH,
          APP_ID_MISSING,
          APP_PACKAGE_MISMATCH,
          APP_SIGNER_MISMATCH ->
          RejectionClass.MISMATCHED;
      case ISSUER_EXPIRED, LEAF_OUTSIDE_VALIDITY, STATUS_LIST_STALE, STATUS_LIST_MISSING ->
          RejectionClass.STALE;
      case ROOT_SOFTWARE,
          SECURITY_LEVEL_INSUFFICIENT,
          ROOT_OF_TRUST_MISSING,
          KEY_ORIGIN_NOT_GENERATED,
          KEY_PURPOSE_NOT_PERMITTED,
          KEY_NOT_SCOPED,
          APP_ID_UNAVAILABLE ->
          RejectionClass.INSUFFICIENT;
      case ATTEST_KEY_NOT_PERMITTED, STATEMENT_TAG_UNKNOWN, STATEMENT_VERSION_UNSUPPORTED ->
          RejectionClass.UNSUPPORTED;
    };
  }
}
