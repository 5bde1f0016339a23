package org.portcullis.engine.activation;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portcullis.rules.RuleSet;

/**
 * Examines activations, from the signature to the rule set that is ready to judge: verify, find and
 * verify the rule set, confine, compile, prime, probe. Nothing takes effect here. Thread-safe.
 */
public final class Examiner {
  private final ActivationAuthority authority;
  private final Preparation preparation;

  /**
   * An examiner.
   *
   * @param authority what it goes by
   */
  public Examiner(ActivationAuthority authority) {
    this.authority = authority;
    this.preparation = new Preparation(authority);
  }

  /**
   * Examines an activation that is to be accepted.
   *
   * @param signed an envelope in JSON, from anyone
   * @param now the time
   * @return what it showed
   */
  public Examination examine(byte[] signed, Instant now) {
    SignedActivation verified = null;
    try {
      verified = SignedActivation.verify(signed, authority.keys());
      Optional<ActivationState> before = state(verified.activation().scope());
      verified.checkFollows(before, now);
      return ready(verified, before, now);
    } catch (RefusedActivationException e) {
      return refused(e, verified);
    }
  }

  /**
   * Examines an activation that was accepted before, and was read from the store.
   *
   * @param accepted the activation
   * @param state the state that it is part of
   * @param now the time
   * @return what it showed
   */
  public Examination examineAgain(AcceptedActivation accepted, ActivationState state, Instant now) {
    SignedActivation verified = null;
    try {
      verified = SignedActivation.verify(accepted.envelope(), authority.keys());
      if (!verified.activation().equals(accepted.activation())) {
        throw new RefusedActivationException(
            ActivationRefusal.FORGED, "the store says something else than what was signed");
      }
      return ready(verified, Optional.of(state), now);
    } catch (RefusedActivationException e) {
      return refused(e, verified);
    }
  }

  private Examination ready(
      SignedActivation verified, Optional<ActivationState> before, Instant now)
      throws RefusedActivationException {
    if (verified.activation().stage() == Stage.RETIRED) {
      return new Examination.Ready(verified, Optional.empty(), before, List.of());
    }
    Preparation.Prepared prepared = preparation.prepare(verified.activation(), now);
    RuleSet ruleSet = prepared.ruleSet();
    return new Examination.Ready(verified, Optional.of(ruleSet), before, prepared.warnings());
  }

  private Optional<ActivationState> state(ActivationScope scope) throws RefusedActivationException {
    try {
      Optional<ActivationState> state = authority.states().read(scope);
      if (state.isEmpty() || state.get().scope().equals(scope)) {
        return state;
      }
      throw new RefusedActivationException(
          ActivationRefusal.STORE_UNAVAILABLE, "the store gives another scope than " + scope);
    } catch (IOException | RuntimeException e) {
      throw new RefusedActivationException(
          ActivationRefusal.STORE_UNAVAILABLE, "the state of " + scope + " can't be read");
    }
  }

  private static Examination refused(
      RefusedActivationException e, @Nullable SignedActivation verified) {
    Optional<SignedActivation> signed = Optional.ofNullable(verified);
    return new Examination.Refused(
        new ActivationResult.Refused(
            e.reason(), e.detail(), signed.map(SignedActivation::activation), e.diagnostics()),
        signed);
  }
}
