package org.portcullis.rules;

import java.util.function.Consumer;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.KeyAttestationFacts;
import org.portcullis.facts.RejectionClass;
import org.portcullis.facts.ReleaseFacts;
import org.portcullis.facts.RolloutStage;
import org.portcullis.facts.SignalState;
import org.portcullis.facts.Urgency;

/**
 * What no rule set can lower: cases that are never eligible, whatever the rules say.
 *
 * <p>A downgrade is measured against the highest that is known of the device: the enrollment's
 * floors, and what the device claims (sequence, rollback index) or attests (patch level). A release
 * without a patch level is refused where a level is known, since it may be a downgrade.
 */
final class Floor {
  /**
   * How long the rollout may defer a security release for one device, counted from the first
   * deferral: 14 days. Without this floor, a deferral would be a freeze with a polite name.
   */
  static final long MAX_SECURITY_DEFERRAL_SECONDS = 14L * 24 * 60 * 60;

  private Floor() {}

  /** Reports the reasons for which the case is never eligible; none for nearly every case. */
  static void check(EligibilityCase facts, Consumer<EngineReason> reasons) {
    checkPolicy(facts, reasons);
    checkEnrollment(facts, reasons);
    checkSignals(facts, reasons);
    checkDowngrade(facts, reasons);
    checkStage(facts, reasons);
  }

  /**
   * Whether the rollout's deferrals count no longer: the release is a verified security release,
   * published to a share of the fleet or more, and was deferred for the longest permitted time.
   */
  static boolean isDeferralCapped(EligibilityCase facts) {
    return isPublishedSecurityRelease(facts)
        && facts.rollout().deferredSeconds() >= MAX_SECURITY_DEFERRAL_SECONDS;
  }

  /** The time that is left to defer, or the greatest number if it is not limited. */
  static long remainingDeferralSeconds(EligibilityCase facts) {
    return isPublishedSecurityRelease(facts)
        ? MAX_SECURITY_DEFERRAL_SECONDS - facts.rollout().deferredSeconds()
        : Long.MAX_VALUE;
  }

  private static boolean isPublishedSecurityRelease(EligibilityCase facts) {
    RolloutStage stage = facts.rollout().stage();
    return facts.release().state() == SignalState.VERIFIED
        && facts.release().urgency() == Urgency.SECURITY
        && (stage == RolloutStage.LIMITED || stage == RolloutStage.STABLE);
  }

  private static void checkPolicy(EligibilityCase facts, Consumer<EngineReason> reasons) {
    switch (facts.policy().state()) {
      case UNBOUND -> reasons.accept(EngineReason.POLICY_UNBOUND);
      case NOT_YET_VALID -> reasons.accept(EngineReason.POLICY_NOT_YET_VALID);
      case EXPIRED -> reasons.accept(EngineReason.POLICY_EXPIRED);
      case IN_FORCE -> {}
    }
  }

  private static void checkEnrollment(EligibilityCase facts, Consumer<EngineReason> reasons) {
    switch (facts.enrollment().status()) {
      case UNKNOWN -> reasons.accept(EngineReason.ENROLLMENT_UNKNOWN);
      case REVOKED -> reasons.accept(EngineReason.ENROLLMENT_REVOKED);
      case ACTIVE, SUSPENDED, RETIRED -> {}
    }
  }

  private static void checkSignals(EligibilityCase facts, Consumer<EngineReason> reasons) {
    if (facts.release().state() == SignalState.EXPIRED) {
      reasons.accept(EngineReason.MANIFEST_EXPIRED);
    } else if (facts.release().state() != SignalState.VERIFIED) {
      reasons.accept(EngineReason.MANIFEST_UNVERIFIED);
    }
    if (facts.request().rejection() == RejectionClass.REPLAYED) {
      reasons.accept(EngineReason.REQUEST_REPLAYED);
    }
    if (facts.integrity().testing()) {
      reasons.accept(EngineReason.INTEGRITY_TESTING);
    }
  }

  private static void checkDowngrade(EligibilityCase facts, Consumer<EngineReason> reasons) {
    ReleaseFacts release = facts.release();
    if (release.state() != SignalState.VERIFIED) {
      return;
    }
    if (release.sequence()
        < Math.max(facts.enrollment().sequenceFloor(), facts.device().sequence())) {
      reasons.accept(EngineReason.SEQUENCE_DOWNGRADE);
    }
    if (release.rollbackIndex()
        < Math.max(facts.enrollment().rollbackIndexFloor(), facts.device().rollbackIndex())) {
      reasons.accept(EngineReason.ROLLBACK_DOWNGRADE);
    }
    int known = knownPatch(facts);
    if (known > 0 && release.patch().state() != SignalState.VERIFIED) {
      reasons.accept(EngineReason.PATCH_UNKNOWN);
    } else if (release.patch().yearMonth() < known) {
      reasons.accept(EngineReason.PATCH_DOWNGRADE);
    }
  }

  /** The highest known patch level as YYYYMM; an unverified level is 0 by construction. */
  private static int knownPatch(EligibilityCase facts) {
    KeyAttestationFacts attested = facts.keyAttestation();
    return Math.max(facts.enrollment().osPatchFloor(), attested.osPatch().yearMonth());
  }

  private static void checkStage(EligibilityCase facts, Consumer<EngineReason> reasons) {
    switch (facts.rollout().stage()) {
      case DRAFT -> reasons.accept(EngineReason.RELEASE_DRAFT);
      case HALTED -> reasons.accept(EngineReason.RELEASE_HALTED);
      case WITHDRAWN -> reasons.accept(EngineReason.RELEASE_WITHDRAWN);
      case UNKNOWN, VALIDATION, LIMITED, STABLE, UNRECOGNIZED -> {}
    }
  }
}
