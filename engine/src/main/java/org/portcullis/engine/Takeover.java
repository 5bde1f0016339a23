package org.portcullis.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.engine.activation.AcceptedActivation;
import org.portcullis.engine.activation.ActivationRefusal;
import org.portcullis.engine.activation.ActivationResult;
import org.portcullis.engine.activation.ActivationState;
import org.portcullis.engine.activation.Examination;
import org.portcullis.engine.activation.Examiner;
import org.portcullis.engine.activation.Stage;
import org.portcullis.engine.audit.ActivationAct;
import org.portcullis.engine.audit.BlobStore;
import org.portcullis.rules.RuleSet;

/**
 * Brings one scope of this engine to a state of the store. What the state says of the active rule
 * set and of the shadow takes effect each by itself; what can't stays as it was, unless that was
 * retired meanwhile, and is tried again at the next refresh.
 */
final class Takeover {
  private final Examiner examiner;
  private final BlobStore blobs;
  private final ActRecorder acts;
  private final ScopeSlot slot;
  private final ActivationState state;
  private final Map<AcceptedActivation, Examination.Ready> examined = new HashMap<>();
  private final List<ActivationResult.Refused> troubles = new ArrayList<>();

  Takeover(
      Examiner examiner, BlobStore blobs, ActRecorder acts, ScopeSlot slot, ActivationState state) {
    this.examiner = examiner;
    this.blobs = blobs;
    this.acts = acts;
    this.slot = slot;
    this.state = state;
  }

  /** What was examined, recorded and stored just now, and needs none of it again. */
  Takeover given(AcceptedActivation activation, Examination.Ready ready) {
    examined.put(activation, ready);
    return this;
  }

  /** Brings the scope there; the troubles are empty if all of it took effect. */
  List<ActivationResult.Refused> run() {
    boolean retires = state.last().activation().stage() == Stage.RETIRED;
    try {
      if (!retires || ready(state.last()).isPresent()) {
        takeActive();
        takeShadow();
      }
    } finally {
      examined.values().forEach(Examination.Ready::discard);
    }
    if (troubles.isEmpty()) {
      slot.taken(state);
    }
    return troubles;
  }

  private void takeActive() {
    Optional<AcceptedActivation> target = state.active();
    if (target.equals(slot.active())) {
      return;
    }
    if (target.isEmpty()) {
      unbind();
      return;
    }
    ready(target.get())
        .ifPresent(
            ready -> {
              try {
                slot.policy().bind(policy(target.get(), ready));
                examined.remove(target.get());
                slot.active(target);
              } catch (IOException | RuntimeException e) {
                trouble(target.get(), ActivationRefusal.STORE_UNAVAILABLE, "no room for values");
              }
            });
    if (!target.equals(slot.active()) && slot.active().filter(this::isRetired).isPresent()) {
      unbind();
    }
  }

  private void unbind() {
    slot.policy().unbind();
    slot.active(Optional.empty());
  }

  /** What was retired must not decide on, only since what came after can't be had here. */
  private boolean isRetired(AcceptedActivation active) {
    return state.acts().stream()
        .filter(act -> act.activation().stage() == Stage.RETIRED)
        .filter(act -> act.activation().sequence() > active.activation().sequence())
        .filter(act -> act.activation().ruleSet().equals(active.activation().ruleSet()))
        .anyMatch(act -> ready(act).isPresent());
  }

  private void takeShadow() {
    Optional<AcceptedActivation> target = state.shadow();
    Optional<ShadowPolicy> before = slot.shadow();
    if (target.equals(before.map(ShadowPolicy::activation))) {
      return;
    }
    Optional<ShadowPolicy> next = target.flatMap(this::shadow);
    if (target.isPresent() && next.isEmpty()) {
      return;
    }
    slot.shadow(next);
    before.ifPresent(
        shadow -> {
          acts.shadowEnded(shadow);
          shadow.close();
        });
  }

  private Optional<ShadowPolicy> shadow(AcceptedActivation target) {
    return ready(target)
        .flatMap(
            ready -> {
              try {
                ShadowPolicy shadow = new ShadowPolicy(target, policy(target, ready), blobs);
                examined.remove(target);
                return Optional.of(shadow);
              } catch (IOException | RuntimeException e) {
                trouble(target, ActivationRefusal.STORE_UNAVAILABLE, "no room for values");
                return Optional.empty();
              }
            });
  }

  /** Once it is bound, the rule set is no longer for {@link #run} to discard. */
  private static Policy policy(AcceptedActivation target, Examination.Ready ready) {
    RuleSet ruleSet = ready.ruleSet().orElseThrow();
    return Policy.of(ruleSet, target.activation());
  }

  private Optional<Examination.Ready> ready(AcceptedActivation target) {
    Examination.Ready known = examined.get(target);
    if (known != null) {
      return Optional.of(known);
    }
    Examination examination = examiner.examineAgain(target, state, acts.reading().instant());
    if (examination instanceof Examination.Refused refused) {
      report(target, refused);
      return Optional.empty();
    }
    Examination.Ready ready = (Examination.Ready) examination;
    examined.put(target, ready);
    if (!acts.taken(ActivationAct.ADOPTED, ready)) {
      trouble(target, ActivationRefusal.AUDIT_UNAVAILABLE, "the act can't be recorded");
      return Optional.empty();
    }
    return Optional.of(ready);
  }

  private void trouble(AcceptedActivation target, ActivationRefusal reason, String detail) {
    troubles.add(
        new ActivationResult.Refused(reason, detail, Optional.of(target.activation()), List.of()));
  }

  private void report(AcceptedActivation target, Examination.Refused refused) {
    troubles.add(refused.result());
    if (slot.fails(state.revision(), refused.result().reason())) {
      acts.refused(target.digest(), refused.signed(), refused.result().reason());
    }
  }
}
