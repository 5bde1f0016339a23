package org.portcullis.facts;

/**
 * The one root fact that rules match: one device, one release, one moment.
 *
 * @param vocabulary the version of the vocabulary, {@link Vocabulary#VERSION}
 * @param policy whether a rule set is in force; set by the engine
 * @param transport the channel on which the check-in arrived
 * @param request the signed request
 * @param enrollment the enrollment's standing
 * @param channel the release channel that the device asks on
 * @param keyAttestation the key attestation
 * @param integrity the integrity verdict
 * @param device the device's claims
 * @param release the signed release metadata
 * @param rollout the rollout's answer
 */
public record EligibilityCase(
    int vocabulary,
    PolicyFacts policy,
    TransportFacts transport,
    RequestFacts request,
    EnrollmentFacts enrollment,
    ChannelFacts channel,
    KeyAttestationFacts keyAttestation,
    IntegrityFacts integrity,
    DeviceFacts device,
    ReleaseFacts release,
    RolloutFacts rollout) {

  /**
   * Checks the vocabulary.
   *
   * @param vocabulary the {@code vocabulary} component
   * @param policy the {@code policy} component
   * @param transport the {@code transport} component
   * @param request the {@code request} component
   * @param enrollment the {@code enrollment} component
   * @param channel the {@code channel} component
   * @param keyAttestation the {@code keyAttestation} component
   * @param integrity the {@code integrity} component
   * @param device the {@code device} component
   * @param release the {@code release} component
   * @param rollout the {@code rollout} component
   * @throws IllegalArgumentException if the vocabulary is not the one of this library
   */
  public EligibilityCase {
    if (vocabulary != Vocabulary.VERSION) {
      throw new IllegalArgumentException("unknown vocabulary " + vocabulary);
    }
  }

  /**
   * A builder in which every fact is absent, unknown or unbound.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * A builder that begins with this case.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    return new Builder()
        .policy(policy)
        .transport(transport)
        .request(request)
        .enrollment(enrollment)
        .channel(channel)
        .keyAttestation(keyAttestation)
        .integrity(integrity)
        .device(device)
        .release(release)
        .rollout(rollout);
  }

  /** Builds a case; what is not set stays absent. */
  public static final class Builder {
    private PolicyFacts policy = PolicyFacts.UNBOUND;
    private TransportFacts transport = TransportFacts.absent();
    private RequestFacts request = RequestFacts.absent();
    private EnrollmentFacts enrollment = EnrollmentFacts.UNKNOWN;
    private ChannelFacts channel = ChannelFacts.NONE;
    private KeyAttestationFacts keyAttestation = KeyAttestationFacts.absent();
    private IntegrityFacts integrity = IntegrityFacts.absent();
    private DeviceFacts device = DeviceFacts.NONE;
    private ReleaseFacts release = ReleaseFacts.absent();
    private RolloutFacts rollout = RolloutFacts.NONE;

    private Builder() {}

    /**
     * Sets whether a rule set is in force.
     *
     * @param value the facts
     * @return this builder
     */
    public Builder policy(PolicyFacts value) {
      this.policy = value;
      return this;
    }

    /**
     * Sets the channel of the check-in.
     *
     * @param value the facts
     * @return this builder
     */
    public Builder transport(TransportFacts value) {
      this.transport = value;
      return this;
    }

    /**
     * Sets the signed request.
     *
     * @param value the facts
     * @return this builder
     */
    public Builder request(RequestFacts value) {
      this.request = value;
      return this;
    }

    /**
     * Sets the enrollment's standing.
     *
     * @param value the facts
     * @return this builder
     */
    public Builder enrollment(EnrollmentFacts value) {
      this.enrollment = value;
      return this;
    }

    /**
     * Sets the release channel.
     *
     * @param value the facts
     * @return this builder
     */
    public Builder channel(ChannelFacts value) {
      this.channel = value;
      return this;
    }

    /**
     * Sets the key attestation.
     *
     * @param value the facts
     * @return this builder
     */
    public Builder keyAttestation(KeyAttestationFacts value) {
      this.keyAttestation = value;
      return this;
    }

    /**
     * Sets the integrity verdict.
     *
     * @param value the facts
     * @return this builder
     */
    public Builder integrity(IntegrityFacts value) {
      this.integrity = value;
      return this;
    }

    /**
     * Sets the device's claims.
     *
     * @param value the facts
     * @return this builder
     */
    public Builder device(DeviceFacts value) {
      this.device = value;
      return this;
    }

    /**
     * Sets the release metadata.
     *
     * @param value the facts
     * @return this builder
     */
    public Builder release(ReleaseFacts value) {
      this.release = value;
      return this;
    }

    /**
     * Sets the rollout's answer.
     *
     * @param value the facts
     * @return this builder
     */
    public Builder rollout(RolloutFacts value) {
      this.rollout = value;
      return this;
    }

    /**
     * Builds the case.
     *
     * @return the case, in the vocabulary of this library
     */
    public EligibilityCase build() {
      return new EligibilityCase(
          Vocabulary.VERSION,
          policy,
          transport,
          request,
          enrollment,
          channel,
          keyAttestation,
          integrity,
          device,
          release,
          rollout);
    }
  }
}
