package org.portcullis.engine.activation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.portcullis.facts.Digest;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.envelope.EnvelopeReason;
import org.portcullis.release.envelope.EnvelopeVerdict;
import org.portcullis.release.envelope.EnvelopeVerifier;
import org.portcullis.release.envelope.KeyRole;
import org.portcullis.release.envelope.KeyRoles;
import org.portcullis.release.json.Reading;

/**
 * An activation for which enough keys of the role vouch. Signatures are verified before the content
 * is parsed.
 *
 * @param activation what it says
 * @param envelope it as it was signed, with the signatures that count and no others
 * @param signers the ids of the keys that signed
 */
public record SignedActivation(Activation activation, Envelope envelope, List<Digest> signers) {
  /** Room for the longest activation in base64 and all signatures; looked at before anything. */
  static final int MAX_SIGNED = 64 * 1024;

  /**
   * Copies the signers.
   *
   * @param activation the {@code activation} component
   * @param envelope the {@code envelope} component
   * @param signers the {@code signers} component
   */
  public SignedActivation {
    signers = List.copyOf(signers);
  }

  /** Verifies the bytes of an envelope in JSON. */
  static SignedActivation verify(byte[] signed, KeyRoles keys) throws RefusedActivationException {
    if (signed.length > MAX_SIGNED) {
      throw new RefusedActivationException(
          ActivationRefusal.MALFORMED_ENVELOPE,
          "the envelope is longer than " + MAX_SIGNED + " bytes");
    }
    Reading<Envelope> reading = Envelope.read(Activation.FILE, signed);
    if (reading instanceof Reading.Refused<Envelope> refused) {
      throw RefusedActivationException.of(
          ActivationRefusal.MALFORMED_ENVELOPE, refused.diagnostics());
    }
    return verify(((Reading.Parsed<Envelope>) reading).value(), keys);
  }

  /** Verifies an envelope; only then its content is parsed. */
  static SignedActivation verify(Envelope envelope, KeyRoles keys)
      throws RefusedActivationException {
    Optional<KeyRole> role = keys.role(Activation.ROLE);
    if (role.isEmpty()) {
      throw new RefusedActivationException(
          ActivationRefusal.FORGED, "the keys have no role `" + Activation.ROLE + "`");
    }
    EnvelopeVerdict verdict =
        EnvelopeVerifier.verify(envelope, Activation.PAYLOAD_TYPE, role.get());
    if (verdict instanceof EnvelopeVerdict.Rejected rejected) {
      throw new RefusedActivationException(refusal(rejected.reason()), rejected.detail());
    }
    EnvelopeVerdict.Verified verified = (EnvelopeVerdict.Verified) verdict;
    List<Digest> signers =
        verified.signers().stream().map(key -> Digest.fromHex(key.key().keyId())).toList();
    return new SignedActivation(parse(verified.payload()), verified.envelope(), signers);
  }

  private static Activation parse(byte[] payload) throws RefusedActivationException {
    if (payload.length > Activation.MAX_LENGTH) {
      throw new RefusedActivationException(
          ActivationRefusal.MALFORMED_ACTIVATION,
          "the activation is longer than " + Activation.MAX_LENGTH + " bytes");
    }
    Reading<Activation> reading = Activation.read(payload);
    if (reading instanceof Reading.Refused<Activation> refused) {
      throw RefusedActivationException.of(
          ActivationRefusal.MALFORMED_ACTIVATION, refused.diagnostics());
    }
    return ((Reading.Parsed<Activation>) reading).value();
  }

  private static ActivationRefusal refusal(EnvelopeReason reason) {
    return switch (reason) {
      case WRONG_PAYLOAD_TYPE -> ActivationRefusal.WRONG_PAYLOAD_TYPE;
      case NO_SIGNATURES, THRESHOLD_NOT_MET -> ActivationRefusal.UNDER_SIGNED;
      case MALFORMED_SIGNATURE, NO_SIGNATURE_HOLDS -> ActivationRefusal.FORGED;
    };
  }

  /** Checks that it follows the acts of its scope, and that its time has come and is not over. */
  void checkFollows(Optional<ActivationState> before, Instant now)
      throws RefusedActivationException {
    long highest = before.map(state -> state.last().activation().sequence()).orElse(0L);
    if (activation.sequence() <= highest) {
      throw new RefusedActivationException(
          activation.sequence() == highest
              ? ActivationRefusal.REPLAYED
              : ActivationRefusal.ROLLED_BACK,
          "sequence " + highest + " was accepted already; the next one must be higher");
    }
    if (activation.notBefore().filter(now::isBefore).isPresent()) {
      throw new RefusedActivationException(
          ActivationRefusal.NOT_YET_VALID,
          "the activation is valid from " + activation.notBefore().get());
    }
    if (activation.expires().filter(end -> !now.isBefore(end)).isPresent()) {
      throw new RefusedActivationException(
          ActivationRefusal.EXPIRED, "the activation expired at " + activation.expires().get());
    }
    boolean names =
        before.filter(state -> Effective.of(state.acts()).names(activation)).isPresent();
    if (activation.stage() == Stage.RETIRED && !names) {
      throw new RefusedActivationException(
          ActivationRefusal.NOT_IN_SCOPE, "the rule set is at no stage in this scope");
    }
  }
}
