package org.portcullis.attestation.key;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.portcullis.attestation.key.internal.ParsedCertificate;

/** Checks what the host expects of this one attestation. */
final class ExpectationCheck {
  private static final String APPLICATION = "software.attestationApplicationId";

  private final KeyAttestationExpectation expectation;
  private final KeyDescription description;
  private final CheckLog log;

  ExpectationCheck(
      KeyAttestationExpectation expectation, KeyDescription description, CheckLog log) {
    this.expectation = expectation;
    this.description = description;
    this.log = log;
  }

  void run(ParsedCertificate leaf, Instant now) {
    ask(
        Check.Kind.LEAF_DATES,
        expectation.isLeafValidityEnforced() ? Optional.of(leaf) : Optional.empty(),
        certificate -> requireValid(certificate, now));
    ask(Check.Kind.CHALLENGE, expectation.challenge(), this::requireChallenge);
    ask(Check.Kind.APPLICATION, expectation.application(), this::requireApplication);
    ask(Check.Kind.DEVICE_IDS, expectation.deviceIds(), expected -> requireIds(expected, leaf));
  }

  /** A demand on the statement. */
  @FunctionalInterface
  private interface Demand<T> {
    void require(T expected) throws Refusal;
  }

  private <T> void ask(Check.Kind kind, Optional<T> expected, Demand<T> demand) {
    if (expected.isPresent()) {
      log.passes(kind, 0, () -> demand.require(expected.get()));
    } else {
      log.notAsked(kind, 0);
    }
  }

  private static void requireValid(ParsedCertificate leaf, Instant now) throws Refusal {
    if (PathCheck.isOutsideValidity(leaf, now.getEpochSecond())) {
      throw refusal(
          KeyAttestationReason.LEAF_OUTSIDE_VALIDITY,
          "validity",
          "the leaf is outside its validity");
    }
  }

  private static void requireIds(ExpectedDeviceIds expected, ParsedCertificate leaf)
      throws Refusal {
    Optional<String> mismatch = DeviceIdCheck.mismatch(expected, leaf.statement().orElseThrow());
    if (mismatch.isPresent()) {
      throw refusal(
          KeyAttestationReason.DEVICE_ID_MISMATCH,
          mismatch.get(),
          "the hardware doesn't state the expected identifier");
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
            description.software(), AuthorizationTag.ATTESTATION_APPLICATION_ID, "software", 0);
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
