package org.portcullis.attestation.key;

import java.util.List;
import java.util.Optional;

/** Checks what the host expects of this one attestation. */
final class ExpectationCheck {
  private static final String APPLICATION = "software.attestationApplicationId";

  private final KeyAttestationExpectation expectation;
  private final KeyDescription description;

  ExpectationCheck(KeyAttestationExpectation expectation, KeyDescription description) {
    this.expectation = expectation;
    this.description = description;
  }

  void requireKnownHardwareTags() throws Refusal {
    List<UnknownTag> unknown = description.hardware().unknownTags();
    boolean applies =
        expectation.isUnknownHardwareTagRefused()
            && StatementReader.isKnown(description.attestationVersion());
    if (applies && !unknown.isEmpty()) {
      throw refusal(
          KeyAttestationReason.STATEMENT_TAG_UNKNOWN,
          "hardware.[" + unknown.get(0).number() + "]",
          "the version has no such tag");
    }
  }

  void run(boolean leafOutsideValidity) throws Refusal {
    if (expectation.isLeafValidityEnforced() && leafOutsideValidity) {
      throw refusal(
          KeyAttestationReason.LEAF_OUTSIDE_VALIDITY,
          "validity",
          "the leaf is outside its validity");
    }
    if (expectation.challenge().isPresent()) {
      requireChallenge(expectation.challenge().get());
    }
    if (expectation.application().isPresent()) {
      requireApplication(expectation.application().get());
    }
  }

  private void requireChallenge(Bytes expected) throws Refusal {
    if (description.challenge().isEmpty()) {
      throw refusal(
          KeyAttestationReason.CHALLENGE_MISSING,
          "attestationChallenge",
          "the statement has an empty challenge");
    }
    if (!description.challenge().equals(expected)) {
      throw refusal(
          KeyAttestationReason.CHALLENGE_MISMATCH,
          "attestationChallenge",
          "the statement has another challenge than the expected one");
    }
  }

  private void requireApplication(ExpectedApplication expected) throws Refusal {
    Optional<AttestationApplicationId> stated =
        StatementCheck.usable(
            description.software(), AuthorizationTag.ATTESTATION_APPLICATION_ID, "software");
    if (stated.isEmpty()) {
      throw refusal(
          KeyAttestationReason.APP_ID_MISSING, APPLICATION, "the statement names no application");
    }
    AttestationApplicationId id = stated.get();
    if (id.isUnavailable()) {
      throw refusal(
          KeyAttestationReason.APP_ID_UNAVAILABLE,
          APPLICATION,
          "the device could not tell the application, a reboot cures it");
    }
    if (expected.isSystem() || id.isAndroidSystem()) {
      requireSystem(expected, id);
      return;
    }
    requirePackage(expected, id);
    requireSigner(expected, id);
  }

  private static void requireSystem(ExpectedApplication expected, AttestationApplicationId id)
      throws Refusal {
    if (expected.isSystem() != id.isAndroidSystem()) {
      throw wrongPackage(
          id.isAndroidSystem()
              ? "the system itself asked for the attestation"
              : "another than the system asked for the attestation");
    }
  }

  private static void requirePackage(ExpectedApplication expected, AttestationApplicationId id)
      throws Refusal {
    boolean named = id.packages().stream().anyMatch(p -> p.name().equals(expected.packageName()));
    if (!named) {
      throw wrongPackage("the expected package is not among those stated");
    }
    if (id.packages().size() > 1 && !expected.isSharedUidAllowed()) {
      throw wrongPackage("the application shares its user id with others");
    }
  }

  /** An application with several signers, or one rotated away from, is not the expected one. */
  private static void requireSigner(ExpectedApplication expected, AttestationApplicationId id)
      throws Refusal {
    if (!id.signatureDigests().equals(List.of(expected.signer()))) {
      throw refusal(
          KeyAttestationReason.APP_SIGNER_MISMATCH,
          APPLICATION + ".signatureDigests",
          "the application is signed by another key than the expected one");
    }
  }

  private static Refusal wrongPackage(String detail) {
    return refusal(KeyAttestationReason.APP_PACKAGE_MISMATCH, APPLICATION + ".packages", detail);
  }

  private static Refusal refusal(KeyAttestationReason reason, String field, String detail) {
    return new Refusal(reason, Where.leaf(field), detail);
  }
}
