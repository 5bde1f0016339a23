package org.portcullis.attestation.key;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.ParsedCertificate;

/**
 * Checks an attest key: a key of the application that the device's attestation key vouches for, and
 * that vouches for the leaf in its place. The hardware makes such a key sign statements alone,
 * which is what keeps its holder from signing a statement of his own.
 *
 * @see <a href="https://source.android.com/docs/security/features/keystore/tags#attest_key">AOSP,
 *     KeyMint purpose ATTEST_KEY</a>
 */
final class AttestKeyCheck {
  private static final int INDEX = 1;
  private static final int FIRST_KEYMINT = 100;
  private static final String HARDWARE = "hardware";

  /** What a device's two statements can't differ in when they are made together. */
  private static final List<AuthorizationTag<?>> AT_ONE_TIME =
      List.of(
          AuthorizationTag.ROOT_OF_TRUST,
          AuthorizationTag.OS_VERSION,
          AuthorizationTag.OS_PATCH_LEVEL,
          AuthorizationTag.VENDOR_PATCH_LEVEL,
          AuthorizationTag.BOOT_PATCH_LEVEL);

  private final ParsedChain chain;
  private final KeyDescription upper;
  private final KeyDescription lower;

  AttestKeyCheck(ParsedChain chain, KeyDescription upper, KeyDescription lower) {
    this.chain = chain;
    this.upper = upper;
    this.lower = lower;
  }

  void run(Optional<AttestKeyPermission> permission) throws Refusal {
    requirePurpose();
    requireAuthority();
    requireGenerated();
    requireSameDevice();
    new KeyMatchCheck(upper.hardware(), HARDWARE, INDEX, certificate().key()).run();
    if (permission.isEmpty()) {
      throw new Refusal(
          KeyAttestationReason.ATTEST_KEY_NOT_PERMITTED,
          new Where(INDEX, "extensions"),
          "the leaf is attested by an attest key of the device");
    }
    Optional<Sha256> recorded = permission.get().recorded();
    if (recorded.isPresent()) {
      requireRecorded(recorded.get());
    } else {
      requireMadeTogether();
    }
  }

  private ParsedCertificate certificate() {
    return chain.get(INDEX);
  }

  private void requirePurpose() throws Refusal {
    Set<KeyPurpose> purposes =
        StatementCheck.usable(upper.hardware(), AuthorizationTag.PURPOSE, HARDWARE, INDEX)
            .orElse(Set.of());
    if (!purposes.contains(KeyPurpose.ATTEST_KEY)) {
      throw StatementSearch.extraStatement(
          INDEX, "a certificate above the leaf has a statement too, and is no attest key");
    }
    if (upper.keyMintVersion() < FIRST_KEYMINT) {
      throw invalid("keyMintVersion", "there are no attest keys before keymint");
    }
    if (purposes.size() > 1) {
      throw invalid("hardware.purpose", "an attest key has other purposes too");
    }
  }

  /**
   * The key must be marked for certificates. Whether it is marked as an authority as well differs,
   * and it adds nothing to what the hardware says of it; one marked as none is refused.
   */
  private void requireAuthority() throws Refusal {
    try {
      if (certificate().issuerDepth() < 0 && !certificate().signsCertificatesUnmarked()) {
        throw StatementSearch.extraStatement(
            INDEX, "a certificate above the leaf has a statement, and may not sign certificates");
      }
    } catch (DerException e) {
      throw Refusal.certificate(INDEX, e);
    }
  }

  private void requireGenerated() throws Refusal {
    Optional<KeyOrigin> origin =
        StatementCheck.usable(upper.hardware(), AuthorizationTag.ORIGIN, HARDWARE, INDEX);
    if (origin.isEmpty() || origin.get() != KeyOrigin.GENERATED) {
      throw invalid("hardware.origin", "the attest key was not generated in the device");
    }
    if (!upper.hardware().get(AuthorizationTag.ALL_APPLICATIONS).isAbsent()
        || !upper.software().get(AuthorizationTag.ALL_APPLICATIONS).isAbsent()) {
      throw invalid("allApplications", "all applications may use the attest key");
    }
  }

  /** Holds for as long as the device lives, whatever is updated. */
  private void requireSameDevice() throws Refusal {
    if (upper.attestationSecurityLevel() != lower.attestationSecurityLevel()
        || upper.keyMintSecurityLevel() != lower.keyMintSecurityLevel()) {
      throw invalid("attestationSecurityLevel", "the two statements differ in level");
    }
    Optional<RootOfTrust> above = rootOfTrust(upper, INDEX);
    Optional<RootOfTrust> below = rootOfTrust(lower, 0);
    boolean same =
        above.isPresent() == below.isPresent()
            && above
                .map(root -> below.map(other -> isSameBoot(root, other)).orElse(false))
                .orElse(true);
    if (!same) {
      throw invalid("hardware.rootOfTrust", "the two statements differ in root of trust");
    }
  }

  private static Optional<RootOfTrust> rootOfTrust(KeyDescription statement, int certificate)
      throws Refusal {
    return StatementCheck.usable(
        statement.hardware(), AuthorizationTag.ROOT_OF_TRUST, HARDWARE, certificate);
  }

  private static boolean isSameBoot(RootOfTrust one, RootOfTrust other) {
    return one.verifiedBootState() == other.verifiedBootState()
        && one.deviceLocked() == other.deviceLocked()
        && one.verifiedBootKey().equals(other.verifiedBootKey());
  }

  private void requireRecorded(Sha256 recorded) throws Refusal {
    if (!chain.source().certificateDigest(INDEX).equals(recorded)) {
      throw invalid("certificate", "it is another attest key than the recorded one");
    }
  }

  private void requireMadeTogether() throws Refusal {
    if (upper.attestationVersion() != lower.attestationVersion()
        || upper.keyMintVersion() != lower.keyMintVersion()) {
      throw invalid("attestationVersion", "the two statements differ in version");
    }
    for (AuthorizationTag<?> tag : AT_ONE_TIME) {
      requireEqual(upper.hardware(), lower.hardware(), tag, HARDWARE);
    }
    requireEqual(
        upper.software(),
        lower.software(),
        AuthorizationTag.ATTESTATION_APPLICATION_ID,
        "software");
    if (!upper.challenge().equals(lower.challenge())) {
      throw invalid("attestationChallenge", "the two statements differ in challenge");
    }
  }

  private static void requireEqual(
      AuthorizationList one, AuthorizationList other, AuthorizationTag<?> tag, String list)
      throws Refusal {
    if (!one.get(tag).equals(other.get(tag))) {
      throw invalid(list + "." + tag.name(), "the two statements differ in " + tag.name());
    }
  }

  private static Refusal invalid(String field, String detail) {
    return new Refusal(KeyAttestationReason.ATTEST_KEY_INVALID, new Where(INDEX, field), detail);
  }
}
