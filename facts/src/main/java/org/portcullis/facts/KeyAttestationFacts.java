package org.portcullis.facts;

/**
 * Facts of the Android Key Attestation (layer 6): what hardware says about the device.
 *
 * @param state whether the signal was verified
 * @param source who verified or rejected it; {@code NOBODY} if nobody did
 * @param rejection why it was rejected; {@code NONE} unless rejected
 * @param securityLevel the weaker of the levels of the attestation and of the key
 * @param bootState the state of verified boot
 * @param bootKey whether the verified boot key is pinned
 * @param deviceLocked whether the bootloader is locked
 * @param osVersion the version of the operating system as MMmmss, 0 if not attested or not numeric
 * @param osPatch patch level of the operating system
 * @param vendorPatch patch level of the vendor image
 * @param bootPatch patch level of the boot image
 * @param provisioning how the attestation key came to the device
 * @param ageSeconds age of the statement's verification in whole seconds, 0 or more
 * @param revocation how current the revocation data was
 */
public record KeyAttestationFacts(
    SignalState state,
    SignalSource source,
    RejectionClass rejection,
    SecurityLevel securityLevel,
    VerifiedBootState bootState,
    BootKeyMatch bootKey,
    boolean deviceLocked,
    int osVersion,
    PatchLevelFacts osPatch,
    PatchLevelFacts vendorPatch,
    PatchLevelFacts bootPatch,
    Provisioning provisioning,
    long ageSeconds,
    RevocationFreshness revocation) {
  /**
   * Checks that an unverified signal carries neutral values only.
   *
   * @param state the {@code state} component
   * @param source the {@code source} component
   * @param rejection the {@code rejection} component
   * @param securityLevel the {@code securityLevel} component
   * @param bootState the {@code bootState} component
   * @param bootKey the {@code bootKey} component
   * @param deviceLocked the {@code deviceLocked} component
   * @param osVersion the {@code osVersion} component
   * @param osPatch the {@code osPatch} component
   * @param vendorPatch the {@code vendorPatch} component
   * @param bootPatch the {@code bootPatch} component
   * @param provisioning the {@code provisioning} component
   * @param ageSeconds the {@code ageSeconds} component
   * @param revocation the {@code revocation} component
   * @throws IllegalArgumentException if state, source, rejection and values contradict each other
   */
  public KeyAttestationFacts {
    Signals.checkNotNegative("osVersion", osVersion);
    Signals.checkNotNegative("ageSeconds", ageSeconds);
    Signals.check(
        state,
        source,
        rejection,
        securityLevel == SecurityLevel.UNKNOWN
            && bootState == VerifiedBootState.UNKNOWN
            && bootKey == BootKeyMatch.UNKNOWN
            && !deviceLocked
            && osVersion == 0
            && PatchLevelFacts.NOT_EVALUATED.equals(osPatch)
            && PatchLevelFacts.NOT_EVALUATED.equals(vendorPatch)
            && PatchLevelFacts.NOT_EVALUATED.equals(bootPatch)
            && provisioning == Provisioning.UNKNOWN
            && ageSeconds == 0
            && revocation == RevocationFreshness.UNKNOWN);
  }

  /**
   * The signal that was not sent.
   *
   * @return a signal in state {@code ABSENT}
   */
  public static KeyAttestationFacts absent() {
    return unverified(SignalState.ABSENT, SignalSource.NOBODY);
  }

  /**
   * A signal that is neither verified nor rejected.
   *
   * @param state any state but {@code VERIFIED} and {@code REJECTED}
   * @param source who says so
   * @return a signal with neutral values
   * @throws IllegalArgumentException if the state demands values or a rejection
   */
  public static KeyAttestationFacts unverified(SignalState state, SignalSource source) {
    return new KeyAttestationFacts(
        state,
        source,
        RejectionClass.NONE,
        SecurityLevel.UNKNOWN,
        VerifiedBootState.UNKNOWN,
        BootKeyMatch.UNKNOWN,
        false,
        0,
        PatchLevelFacts.NOT_EVALUATED,
        PatchLevelFacts.NOT_EVALUATED,
        PatchLevelFacts.NOT_EVALUATED,
        Provisioning.UNKNOWN,
        0L,
        RevocationFreshness.UNKNOWN);
  }

  /**
   * The signal that was examined and refused.
   *
   * @param source who refused it
   * @param rejection why, other than {@code NONE}
   * @return a signal in state {@code REJECTED}
   * @throws IllegalArgumentException if the rejection is {@code NONE}
   */
  public static KeyAttestationFacts rejected(SignalSource source, RejectionClass rejection) {
    return new KeyAttestationFacts(
        SignalState.REJECTED,
        source,
        rejection,
        SecurityLevel.UNKNOWN,
        VerifiedBootState.UNKNOWN,
        BootKeyMatch.UNKNOWN,
        false,
        0,
        PatchLevelFacts.NOT_EVALUATED,
        PatchLevelFacts.NOT_EVALUATED,
        PatchLevelFacts.NOT_EVALUATED,
        Provisioning.UNKNOWN,
        0L,
        RevocationFreshness.UNKNOWN);
  }
}
