package org.portcullis.engine.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.portcullis.attestation.bootkeys.BootKeyCatalogue;
import org.portcullis.attestation.bootkeys.BootMatch;
import org.portcullis.attestation.key.AuthorizationList;
import org.portcullis.attestation.key.AuthorizationTag;
import org.portcullis.attestation.key.KeyAttestationReason;
import org.portcullis.attestation.key.KeyAttestationResult;
import org.portcullis.attestation.key.Member;
import org.portcullis.attestation.key.PatchLevel;
import org.portcullis.attestation.key.RevocationSnapshot;
import org.portcullis.attestation.key.RootOfTrust;
import org.portcullis.facts.BootKeyMatch;
import org.portcullis.facts.Identifiers;
import org.portcullis.facts.KeyAttestationFacts;
import org.portcullis.facts.PatchLevelFacts;
import org.portcullis.facts.Provisioning;
import org.portcullis.facts.RejectionClass;
import org.portcullis.facts.RevocationFreshness;
import org.portcullis.facts.SecurityLevel;
import org.portcullis.facts.SignalSource;
import org.portcullis.facts.SignalState;
import org.portcullis.facts.VerifiedBootState;

/** Maps what the attestation's verifier says to facts, so that its types don't reach a rule. */
final class KeyAttestationMapping {
  /** A list may be fetched a moment after the decision's instant was read. */
  private static final Duration FETCH_SKEW = Duration.ofMinutes(5);

  private final BootKeyCatalogue bootKeys;
  private final Duration maxStatusListAge;
  private final String product;
  private final Instant now;
  private final YearMonth latestPatch;

  /**
   * A mapping for one device and moment.
   *
   * @param product the product that the device claims, or one without pins if the claim is false
   */
  KeyAttestationMapping(
      BootKeyCatalogue bootKeys, Duration maxStatusListAge, String product, Instant now) {
    this.bootKeys = bootKeys;
    this.maxStatusListAge = maxStatusListAge;
    this.product = product;
    this.now = now;
    this.latestPatch = YearMonth.from(now.atOffset(ZoneOffset.UTC)).plusMonths(1);
  }

  KeyAttestationFacts map(KeyAttestationResult result) {
    if (result instanceof KeyAttestationResult.Verified verified) {
      return verified(verified);
    }
    return rejected(((KeyAttestationResult.Rejected) result).reason());
  }

  /** What the server could not look up is its own trouble, and no refusal of the device. */
  private static KeyAttestationFacts rejected(KeyAttestationReason reason) {
    return reason.category() == KeyAttestationReason.Category.UNCHECKED
        ? KeyAttestationFacts.unverified(SignalState.UNAVAILABLE, SignalSource.PORTCULLIS)
        : KeyAttestationFacts.rejected(SignalSource.PORTCULLIS, RejectionClasses.of(reason));
  }

  private KeyAttestationFacts verified(KeyAttestationResult.Verified verified) {
    AuthorizationList hardware = verified.description().hardware();
    Optional<RootOfTrust> root = hardware.get(AuthorizationTag.ROOT_OF_TRUST).value();
    SecurityLevel level = level(verified.securityLevel());
    return new KeyAttestationFacts(
        SignalState.VERIFIED,
        SignalSource.PORTCULLIS,
        RejectionClass.NONE,
        level,
        root.map(r -> bootState(r.verifiedBootState())).orElse(VerifiedBootState.UNKNOWN),
        root.map(r -> bootKey(r, verified.securityLevel())).orElse(BootKeyMatch.UNKNOWN),
        root.map(RootOfTrust::deviceLocked).orElse(false),
        osVersion(hardware.get(AuthorizationTag.OS_VERSION)),
        patch(hardware.get(AuthorizationTag.OS_PATCH_LEVEL)),
        patch(hardware.get(AuthorizationTag.VENDOR_PATCH_LEVEL)),
        patch(hardware.get(AuthorizationTag.BOOT_PATCH_LEVEL)),
        provisioning(verified.chain().provisioning()),
        0L,
        revocation(verified.revocation()));
  }

  /** A device without a true product has no pinned key, and neither has a withdrawn build. */
  private BootKeyMatch bootKey(
      RootOfTrust root, org.portcullis.attestation.key.SecurityLevel level) {
    BootMatch match = bootKeys.match(product, level, root, now);
    if (match instanceof BootMatch.NotPermitted refused) {
      return refused.cause() == BootMatch.Cause.NO_KEY
          ? BootKeyMatch.UNKNOWN
          : BootKeyMatch.NOT_PINNED;
    }
    boolean withdrawn = ((BootMatch.Permitted) match).build() == BootMatch.Build.WITHDRAWN;
    return withdrawn || product.equals(Identifiers.NONE)
        ? BootKeyMatch.NOT_PINNED
        : BootKeyMatch.PINNED;
  }

  /** A level of the future is no level: it would be newest for ever. */
  private PatchLevelFacts patch(Member<PatchLevel> member) {
    if (member.isAbsent()) {
      return PatchLevelFacts.ABSENT;
    }
    return member
        .value()
        .filter(level -> !isAfter(level, latestPatch))
        .map(level -> PatchLevelFacts.of(level.yearMonth(), level.day()))
        .orElse(PatchLevelFacts.MALFORMED);
  }

  private static boolean isAfter(PatchLevel level, YearMonth month) {
    return level.yearMonth() > month.getYear() * 100 + month.getMonthValue();
  }

  private static int osVersion(Member<Long> member) {
    return member
        .value()
        .filter(version -> version >= 0 && version <= Integer.MAX_VALUE)
        .map(Long::intValue)
        .orElse(0);
  }

  private RevocationFreshness revocation(RevocationSnapshot snapshot) {
    if (snapshot instanceof RevocationSnapshot.Checked checked) {
      Duration age = checked.age();
      boolean fromTheFuture = age.compareTo(FETCH_SKEW.negated()) < 0;
      return fromTheFuture || age.compareTo(maxStatusListAge) > 0
          ? RevocationFreshness.STALE
          : RevocationFreshness.CURRENT;
    }
    return RevocationFreshness.MISSING;
  }

  private static SecurityLevel level(org.portcullis.attestation.key.SecurityLevel level) {
    return switch (level) {
      case SOFTWARE -> SecurityLevel.SOFTWARE;
      case TRUSTED_ENVIRONMENT -> SecurityLevel.TRUSTED_ENVIRONMENT;
      case STRONG_BOX -> SecurityLevel.STRONG_BOX;
    };
  }

  private static VerifiedBootState bootState(
      org.portcullis.attestation.key.VerifiedBootState state) {
    return switch (state) {
      case VERIFIED -> VerifiedBootState.VERIFIED;
      case SELF_SIGNED -> VerifiedBootState.SELF_SIGNED;
      case UNVERIFIED -> VerifiedBootState.UNVERIFIED;
      case FAILED -> VerifiedBootState.FAILED;
      case UNRECOGNIZED -> VerifiedBootState.UNRECOGNIZED;
    };
  }

  private static Provisioning provisioning(org.portcullis.attestation.key.Provisioning kind) {
    return switch (kind) {
      case FACTORY -> Provisioning.FACTORY;
      case REMOTE -> Provisioning.REMOTE;
      case SOFTWARE -> Provisioning.SOFTWARE;
      case UNKNOWN -> Provisioning.UNKNOWN;
    };
  }
}
