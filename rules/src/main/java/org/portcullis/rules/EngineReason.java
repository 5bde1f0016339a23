package org.portcullis.rules;

import java.util.Optional;
import org.portcullis.facts.Effect;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Layer;
import org.portcullis.facts.ReasonCode;
import org.portcullis.facts.RuleId;

/** The reasons that only Java gives; no rule set can declare or prevent them. */
public enum EngineReason {
  /** No rule set is bound. */
  POLICY_UNBOUND("policy-unbound", Kind.FLOOR),

  /** The bound rule set is not valid yet. */
  POLICY_NOT_YET_VALID("policy-not-yet-valid", Kind.FLOOR),

  /** The bound rule set has expired. */
  POLICY_EXPIRED("policy-expired", Kind.FLOOR),

  /** The device is not enrolled. */
  ENROLLMENT_UNKNOWN("enrollment-unknown", Kind.FLOOR, Layer.DEVICE),

  /** The enrollment was ended for cause. */
  ENROLLMENT_REVOKED("enrollment-revoked", Kind.FLOOR, Layer.DEVICE),

  /** The release metadata is not verified. */
  MANIFEST_UNVERIFIED("manifest-unverified", Kind.FLOOR, Layer.MANIFEST),

  /** The release metadata has expired. */
  MANIFEST_EXPIRED("manifest-expired", Kind.FLOOR, Layer.MANIFEST),

  /** The request was seen before. */
  REQUEST_REPLAYED("request-replayed", Kind.FLOOR, Layer.REQUEST),

  /** The integrity verdict is a testing response. */
  INTEGRITY_TESTING("integrity-testing", Kind.FLOOR),

  /** The release's sequence lies below one that the device runs or was known to run. */
  SEQUENCE_DOWNGRADE("sequence-downgrade", Kind.FLOOR),

  /** The release's rollback index lies below one that the device has or was known to have. */
  ROLLBACK_DOWNGRADE("rollback-downgrade", Kind.FLOOR),

  /** The release's patch level lies below one that the device attests or was known to have. */
  PATCH_DOWNGRADE("patch-downgrade", Kind.FLOOR),

  /** The release states no patch level, so that it may lie below the one that is known. */
  PATCH_UNKNOWN("patch-unknown", Kind.FLOOR),

  /** The release is being prepared. */
  RELEASE_DRAFT("release-draft", Kind.FLOOR, Layer.ROLLOUT),

  /** The release is stopped for the time being. */
  RELEASE_HALTED("release-halted", Kind.FLOOR, Layer.ROLLOUT),

  /** The release was taken back for good. */
  RELEASE_WITHDRAWN("release-withdrawn", Kind.FLOOR, Layer.ROLLOUT),

  /** The rules could not be evaluated, as an error of this library. */
  EVALUATION_FAILED("evaluation-failed", Kind.ERROR),

  /** The two evaluators gave different answers, an error of this library: raise an alarm. */
  EVALUATORS_DISAGREE("evaluators-disagree", Kind.ERROR),

  /** Nothing satisfied the transport layer, which the rule set requires. */
  TRANSPORT_UNSATISFIED("layer-unsatisfied.transport", Kind.DENIAL, Layer.TRANSPORT),

  /** Nothing satisfied the request layer. */
  REQUEST_UNSATISFIED("layer-unsatisfied.request", Kind.DENIAL, Layer.REQUEST),

  /** Nothing satisfied the manifest layer. */
  MANIFEST_UNSATISFIED("layer-unsatisfied.manifest", Kind.DENIAL, Layer.MANIFEST),

  /** Nothing satisfied the device layer. */
  DEVICE_UNSATISFIED("layer-unsatisfied.device", Kind.DENIAL, Layer.DEVICE),

  /** Nothing satisfied the attestation layer, which the rule set requires. */
  ATTESTATION_UNSATISFIED("layer-unsatisfied.attestation", Kind.DENIAL, Layer.ATTESTATION),

  /** Nothing satisfied the rollout layer. */
  ROLLOUT_UNSATISFIED("layer-unsatisfied.rollout", Kind.DENIAL, Layer.ROLLOUT),

  /** The rollout deferred a security release for too long, and can no longer. */
  DEFERRAL_CAPPED("deferral-capped", Kind.SATISFACTION, Layer.ROLLOUT),

  /** A deferral that names no layer held a security release for too long, and can no longer. */
  UNLAYERED_DEFERRAL_CAPPED("unlayered-deferral-capped", Kind.REMARK);

  /** What a reason means and who finds it. */
  private enum Kind {
    FLOOR(Effect.DENY),
    ERROR(Effect.DENY),
    DENIAL(Effect.DENY),
    SATISFACTION(Effect.SATISFY),
    REMARK(Effect.NOTE);

    private final Effect effect;

    Kind(Effect effect) {
      this.effect = effect;
    }
  }

  private final Kind kind;
  private final Optional<Layer> layer;

  // A finding is a record of immutable values, which the checker can't know.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Finding finding;

  EngineReason(String name, Kind kind) {
    this(name, kind, Optional.empty());
  }

  EngineReason(String name, Kind kind, Layer layer) {
    this(name, kind, Optional.of(layer));
  }

  EngineReason(String name, Kind kind, Optional<Layer> layer) {
    this.kind = kind;
    this.layer = layer;
    this.finding =
        new Finding(
            kind.effect,
            new ReasonCode(ReasonCode.RESERVED_PREFIX + name),
            kind == Kind.FLOOR ? RuleId.FLOOR : RuleId.COMBINER,
            0);
  }

  /**
   * The reason code.
   *
   * @return a code that begins with {@code portcullis.}
   */
  public ReasonCode code() {
    return finding.reason();
  }

  /**
   * The layer whose missing satisfaction the reason explains, or that it satisfies.
   *
   * @return the layer, or empty
   */
  public Optional<Layer> layer() {
    return layer;
  }

  /**
   * Whether the reason belongs to the floor: it makes a case not eligible whatever else holds.
   *
   * @return whether it is a reason of the floor
   */
  public boolean isFloor() {
    return kind == Kind.FLOOR;
  }

  /**
   * What the reason means for a decision.
   *
   * @return the effect of its finding
   */
  public Effect effect() {
    return finding.effect();
  }

  Finding finding() {
    return finding;
  }

  /** The reason for a required layer that nothing satisfied and nothing explains. */
  static EngineReason unsatisfied(Layer layer) {
    return switch (layer) {
      case TRANSPORT -> TRANSPORT_UNSATISFIED;
      case REQUEST -> REQUEST_UNSATISFIED;
      case MANIFEST -> MANIFEST_UNSATISFIED;
      case DEVICE -> DEVICE_UNSATISFIED;
      case ATTESTATION -> ATTESTATION_UNSATISFIED;
      case ROLLOUT -> ROLLOUT_UNSATISFIED;
    };
  }
}
