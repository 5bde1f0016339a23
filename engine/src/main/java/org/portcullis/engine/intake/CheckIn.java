package org.portcullis.engine.intake;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portcullis.attestation.key.ChainReading;
import org.portcullis.attestation.key.KeyAttestationExpectation;
import org.portcullis.engine.activation.ActivationScope;
import org.portcullis.engine.audit.EvidenceKind;
import org.portcullis.engine.enrollment.EnrollmentId;
import org.portcullis.facts.DeviceFacts;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Identifiers;
import org.portcullis.facts.IntegrityFacts;
import org.portcullis.facts.ReleaseFacts;
import org.portcullis.facts.RequestFacts;
import org.portcullis.facts.RolloutFacts;
import org.portcullis.facts.SignalSource;
import org.portcullis.facts.TransportFacts;

/**
 * One device asking for one release: evidence to verify, and layers that the host verified itself
 * and asserts. What is not set is absent.
 */
public final class CheckIn {
  private final Builder set;
  private final Map<EvidenceKind, Digest> evidence;

  private CheckIn(Builder builder) {
    this.set = builder.copy();
    this.evidence = Map.copyOf(builder.evidence);
  }

  /**
   * A builder in which everything is absent.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  Optional<KeyAttestation> keyAttestation() {
    return Optional.ofNullable(set.keyAttestation);
  }

  Optional<EnrollmentId> enrollment() {
    return Optional.ofNullable(set.enrollment);
  }

  /**
   * Whose device it is.
   *
   * @return an identifier
   */
  public String tenant() {
    return set.tenant;
  }

  String channel() {
    return set.channel;
  }

  DeviceFacts device() {
    return set.device;
  }

  ReleaseFacts release() {
    return set.release;
  }

  TransportFacts transport() {
    return set.transport;
  }

  RequestFacts request() {
    return set.request;
  }

  IntegrityFacts integrity() {
    return set.integrity;
  }

  RolloutFacts rollout() {
    return set.rollout;
  }

  Map<EvidenceKind, Digest> evidence() {
    return evidence;
  }

  /** Redacted: a check-in names a device. */
  @Override
  public String toString() {
    return "CheckIn[redacted]";
  }

  /** A chain, and what is demanded of it. */
  record KeyAttestation(ChainReading chain, KeyAttestationExpectation expectation) {}

  /** Builds a check-in. */
  public static final class Builder {
    private final Map<EvidenceKind, Digest> evidence = new EnumMap<>(EvidenceKind.class);
    private @Nullable KeyAttestation keyAttestation;
    private @Nullable EnrollmentId enrollment;
    private String tenant = ActivationScope.DEFAULT_TENANT;
    private String channel = Identifiers.NONE;
    private DeviceFacts device = DeviceFacts.NONE;
    private ReleaseFacts release = ReleaseFacts.absent();
    private TransportFacts transport = TransportFacts.absent();
    private RequestFacts request = RequestFacts.absent();
    private IntegrityFacts integrity = IntegrityFacts.absent();
    private RolloutFacts rollout = RolloutFacts.NONE;

    private Builder() {}

    /**
     * Sets the key attestation that the device sent.
     *
     * @param chain its certificate chain, or why that can't be read
     * @param expectation what is demanded of it, as the challenge that the host issued
     * @return this builder
     */
    public Builder keyAttestation(ChainReading chain, KeyAttestationExpectation expectation) {
      keyAttestation = new KeyAttestation(chain, expectation);
      return this;
    }

    /**
     * Sets whom the request comes from, as the host established.
     *
     * @param value the enrollment
     * @return this builder
     */
    public Builder enrollment(EnrollmentId value) {
      enrollment = value;
      return this;
    }

    /**
     * Sets whose device it is, as the host established; {@link ActivationScope#DEFAULT_TENANT} if
     * this is not called.
     *
     * @param value an identifier
     * @return this builder
     * @throws IllegalArgumentException if it is none
     */
    public Builder tenant(String value) {
      tenant = Identifiers.check("tenant", value);
      return this;
    }

    /**
     * Sets the release channel that the device asks on.
     *
     * @param value an identifier
     * @return this builder
     * @throws IllegalArgumentException if it is none
     */
    public Builder channel(String value) {
      channel = Identifiers.check("channel", value);
      return this;
    }

    /**
     * Sets what the device claims of itself.
     *
     * @param value the claims
     * @return this builder
     */
    public Builder device(DeviceFacts value) {
      device = value;
      return this;
    }

    /**
     * Asserts the release metadata that the host verified.
     *
     * @param value the facts, from the host or nobody
     * @return this builder
     * @throws IllegalArgumentException if they claim to be this library's
     */
    public Builder release(ReleaseFacts value) {
      requireHost("release", value.source());
      release = value;
      return this;
    }

    /**
     * Asserts what the host knows of the connection.
     *
     * @param value the facts, from the host or nobody
     * @return this builder
     * @throws IllegalArgumentException if they claim to be this library's
     */
    public Builder transport(TransportFacts value) {
      requireHost("transport", value.source());
      transport = value;
      return this;
    }

    /**
     * Asserts the signed request that the host verified.
     *
     * @param value the facts, from the host or nobody
     * @return this builder
     * @throws IllegalArgumentException if they claim to be this library's
     */
    public Builder request(RequestFacts value) {
      requireHost("request", value.source());
      request = value;
      return this;
    }

    /**
     * Asserts the integrity verdict that the host verified.
     *
     * @param value the facts, from the host or nobody
     * @return this builder
     * @throws IllegalArgumentException if they claim to be this library's
     */
    public Builder integrity(IntegrityFacts value) {
      requireHost("integrity", value.source());
      integrity = value;
      return this;
    }

    /**
     * Asserts the rollout's answer.
     *
     * @param value the facts
     * @return this builder
     */
    public Builder rollout(RolloutFacts value) {
      rollout = value;
      return this;
    }

    /**
     * Binds the record to evidence behind a layer that the host asserts.
     *
     * @param kind its kind, other than {@code CHAIN}, whose digest the engine computes
     * @param digest the SHA-256 of the evidence
     * @return this builder
     * @throws IllegalArgumentException if the kind is {@code CHAIN}
     */
    public Builder evidence(EvidenceKind kind, Digest digest) {
      if (kind == EvidenceKind.CHAIN) {
        throw new IllegalArgumentException("the digest of the chain is computed, not given");
      }
      evidence.put(kind, digest);
      return this;
    }

    /**
     * Builds the check-in.
     *
     * @return an immutable check-in
     */
    public CheckIn build() {
      return new CheckIn(this);
    }

    private Builder copy() {
      Builder copy = new Builder();
      copy.keyAttestation = keyAttestation;
      copy.enrollment = enrollment;
      copy.tenant = tenant;
      copy.channel = channel;
      copy.device = device;
      copy.release = release;
      copy.transport = transport;
      copy.request = request;
      copy.integrity = integrity;
      copy.rollout = rollout;
      return copy;
    }

    private static void requireHost(String layer, SignalSource source) {
      if (source == SignalSource.PORTCULLIS) {
        throw new IllegalArgumentException("the layer `" + layer + "` is asserted by the host");
      }
    }
  }
}
