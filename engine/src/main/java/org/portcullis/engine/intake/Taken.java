package org.portcullis.engine.intake;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portcullis.attestation.key.KeyAttestationResult;
import org.portcullis.engine.audit.EvidenceDigests;
import org.portcullis.facts.EligibilityCase;

/**
 * What became of a check-in.
 *
 * @param facts the case, to which no policy is bound yet
 * @param evidence the digests of the evidence
 * @param keyAttestation what the verifier said of the chain; empty if there was none
 * @param troubles what failed without a fault of the device, with the cause; copied
 */
public record Taken(
    EligibilityCase facts,
    EvidenceDigests evidence,
    Optional<KeyAttestationResult> keyAttestation,
    Map<Trouble, Throwable> troubles) {
  /** What can fail without a fault of the device. */
  public enum Trouble {
    /** The store of enrollments could not be asked; the device counts as not enrolled. */
    ENROLLMENTS_UNAVAILABLE,

    /** The verifier threw, an error of this library; the attestation is unavailable. */
    ATTESTATION_FAILED
  }

  /**
   * Copies the map.
   *
   * @param facts the {@code facts} component
   * @param evidence the {@code evidence} component
   * @param keyAttestation the {@code keyAttestation} component
   * @param troubles the {@code troubles} component
   */
  public Taken {
    troubles = Map.copyOf(troubles);
  }

  /** Redacted: the verifier's result names a device. */
  @Override
  public String toString() {
    return "Taken[evidence=" + evidence.byKind().keySet() + ", troubles=" + troubles.keySet() + "]";
  }

  /** Collects what is said on the way. */
  static final class Builder {
    private final Map<Trouble, Throwable> troubles = new EnumMap<>(Trouble.class);
    private @Nullable KeyAttestationResult keyAttestation;

    void keyAttestation(KeyAttestationResult result) {
      keyAttestation = result;
    }

    void trouble(Trouble trouble, Throwable cause) {
      troubles.put(trouble, cause);
    }

    Taken build(EligibilityCase facts, EvidenceDigests evidence) {
      return new Taken(facts, evidence, Optional.ofNullable(keyAttestation), troubles);
    }
  }
}
