package org.portcullis.attestation.key;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a host demands of an attestation. The defaults are: hardware (no software level), a
 * generated key that is no attest key and isn't below one, no status list demanded, any
 * application, the leaf's validity only noted.
 */
public final class KeyAttestationExpectation {
  private final @Nullable Bytes challenge;
  private final SecurityLevel minimumSecurityLevel;
  private final @Nullable Duration maxStatusListAge;
  private final @Nullable ExpectedApplication application;
  private final boolean leafValidityEnforced;
  private final boolean unknownHardwareTagsRefused;
  private final @Nullable AttestKeyPermission attestKey;
  private final @Nullable ExpectedDeviceIds deviceIds;

  private KeyAttestationExpectation(Builder builder) {
    challenge = builder.challenge;
    minimumSecurityLevel = builder.minimumSecurityLevel;
    maxStatusListAge = builder.maxStatusListAge;
    application = builder.application;
    leafValidityEnforced = builder.leafValidityEnforced;
    unknownHardwareTagsRefused = builder.unknownHardwareTagsRefused;
    attestKey = builder.attestKey;
    deviceIds = builder.deviceIds;
  }

  /**
   * Expects one challenge.
   *
   * @param challenge the exact bytes that the host issued for this request, copied
   * @return a builder for the rest
   * @throws IllegalArgumentException if the challenge is empty
   */
  public static Builder challenge(byte[] challenge) {
    if (challenge.length == 0) {
      throw new IllegalArgumentException("an expected challenge is not empty");
    }
    return new Builder(Bytes.of(challenge));
  }

  /**
   * Takes any challenge: for diagnosis and stored chains alone, since such a chain proves nothing
   * about this request.
   *
   * @return a builder for the rest
   */
  public static Builder anyChallenge() {
    return new Builder(null);
  }

  Optional<Bytes> challenge() {
    return Optional.ofNullable(challenge);
  }

  SecurityLevel minimumSecurityLevel() {
    return minimumSecurityLevel;
  }

  Optional<Duration> maxStatusListAge() {
    return Optional.ofNullable(maxStatusListAge);
  }

  Optional<ExpectedApplication> application() {
    return Optional.ofNullable(application);
  }

  boolean isLeafValidityEnforced() {
    return leafValidityEnforced;
  }

  boolean isUnknownHardwareTagRefused() {
    return unknownHardwareTagsRefused;
  }

  Optional<ExpectedDeviceIds> deviceIds() {
    return Optional.ofNullable(deviceIds);
  }

  Optional<AttestKeyPermission> attestKey() {
    return Optional.ofNullable(attestKey);
  }

  /** Says what is demanded, never the challenge. */
  @Override
  public String toString() {
    return "KeyAttestationExpectation[challenge="
        + (challenge == null ? "any" : "exact")
        + ", minimumSecurityLevel="
        + minimumSecurityLevel
        + ", maxStatusListAge="
        + maxStatusListAge
        + ", application="
        + application
        + "]";
  }

  /** Builds an expectation. */
  public static final class Builder {
    private final @Nullable Bytes challenge;
    private SecurityLevel minimumSecurityLevel = SecurityLevel.TRUSTED_ENVIRONMENT;
    private @Nullable Duration maxStatusListAge;
    private @Nullable ExpectedApplication application;
    private boolean leafValidityEnforced;
    private boolean unknownHardwareTagsRefused;
    private @Nullable AttestKeyPermission attestKey;
    private @Nullable ExpectedDeviceIds deviceIds;

    private Builder(@Nullable Bytes challenge) {
      this.challenge = challenge;
    }

    /**
     * The weakest level that counts.
     *
     * @param level the level; {@link SecurityLevel#SOFTWARE} is no evidence of hardware and of use
     *     in tests alone
     * @return this builder
     */
    public Builder minimumSecurityLevel(SecurityLevel level) {
      minimumSecurityLevel = level;
      return this;
    }

    /**
     * Demands a status list.
     *
     * @param maxAge the most time since it was fetched
     * @return this builder
     * @throws IllegalArgumentException if the age is negative
     */
    public Builder requireStatusList(Duration maxAge) {
      if (maxAge.isNegative()) {
        throw new IllegalArgumentException("the age of a status list is not negative");
      }
      maxStatusListAge = maxAge;
      return this;
    }

    /**
     * Demands an application.
     *
     * @param expected the application
     * @return this builder
     */
    public Builder application(ExpectedApplication expected) {
      application = expected;
      return this;
    }

    /**
     * Rejects a leaf outside its validity. Secure elements with a wrong clock exist, so that the
     * default only notes it.
     *
     * @return this builder
     */
    public Builder enforceLeafValidity() {
      leafValidityEnforced = true;
      return this;
    }

    /**
     * Rejects a statement of a known version whose hardware list has an unknown tag.
     *
     * @return this builder
     */
    public Builder refuseUnknownHardwareTags() {
      unknownHardwareTagsRefused = true;
      return this;
    }

    /**
     * Demands device identifiers. They are compared and never shown.
     *
     * @param expected the identifiers, all of which the hardware must state
     * @return this builder
     */
    public Builder deviceIds(ExpectedDeviceIds expected) {
      deviceIds = expected;
      return this;
    }

    /**
     * Takes a leaf below an attest key that was made together with it, as at the first meeting of a
     * device: both statements must agree in level, root of trust, versions, patch levels,
     * application and challenge. The result names the attest key, so that the host can record it.
     *
     * @return this builder
     * @see ChainSummary#attestKey()
     */
    public Builder permitNewAttestKey() {
      attestKey = new AttestKeyPermission(Optional.empty());
      return this;
    }

    /**
     * Takes a leaf below one attest key that the host recorded when it was new. Its statement is as
     * old as the key, so that only level, lock, boot state and boot key must agree.
     *
     * @param certificate the digest of the attest key's certificate, see {@link
     *     ChainSummary#attestKey()}
     * @return this builder
     */
    public Builder permitAttestKey(Sha256 certificate) {
      attestKey = new AttestKeyPermission(Optional.of(certificate));
      return this;
    }

    /**
     * Builds the expectation.
     *
     * @return an immutable expectation
     */
    public KeyAttestationExpectation build() {
      return new KeyAttestationExpectation(this);
    }
  }
}
