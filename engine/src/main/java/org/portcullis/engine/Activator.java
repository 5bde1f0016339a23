package org.portcullis.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.portcullis.engine.activation.AcceptedActivation;
import org.portcullis.engine.activation.ActivationAuthority;
import org.portcullis.engine.activation.ActivationRefusal;
import org.portcullis.engine.activation.ActivationResult;
import org.portcullis.engine.activation.ActivationScope;
import org.portcullis.engine.activation.ActivationState;
import org.portcullis.engine.activation.Examination;
import org.portcullis.engine.activation.Examiner;
import org.portcullis.engine.activation.ScopeStatus;
import org.portcullis.engine.activation.ShadowCount;
import org.portcullis.engine.activation.SignedActivation;
import org.portcullis.engine.audit.ActivationAct;
import org.portcullis.engine.audit.BlobStore;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.rules.Evaluation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts rule sets in force, one act at a time, and finds the one that judges a case. Decisions wait
 * for none of it: they read the slot of their scope, whose rule set is replaced in one step.
 *
 * <p>The order of an act: examined, recorded, stored, in force. So nothing takes effect that the
 * log doesn't know; what the log calls accepted and a crash kept from the store has no effect and
 * can be repeated.
 */
final class Activator {
  private static final ActivationRefusal ROLLED_BACK = ActivationRefusal.ROLLED_BACK;

  /** What a record of a store without a state names. */
  private static final Digest NOTHING = Digest.of(new byte[0]);

  private static final Logger LOG = LoggerFactory.getLogger(Activator.class);

  private final ActivationAuthority authority;
  private final Examiner examiner;
  private final Recorder recorder;
  private final BlobStore blobs;
  private final Supplier<DecisionClock.Reading> clock;
  private final Consumer<Alarm> alarms;
  private final Map<ActivationScope, ScopeSlot> slots = new ConcurrentHashMap<>();
  private final ReentrantLock acting = new ReentrantLock();
  private boolean closed;

  Activator(
      ActivationAuthority authority,
      Recorder recorder,
      BlobStore blobs,
      Supplier<DecisionClock.Reading> clock,
      Consumer<Alarm> alarms) {
    this.authority = authority;
    this.examiner = new Examiner(authority);
    this.recorder = recorder;
    this.blobs = blobs;
    this.clock = clock;
    this.alarms = alarms;
  }

  /** Judges a case under what is active in its scope. */
  PolicyHolder.Judged judge(
      ActivationScope scope, EligibilityCase facts, DecisionClock.Reading reading) {
    ScopeSlot slot = slots.get(scope);
    return slot == null
        ? PolicyHolder.unbound(facts)
        : slot.policy().judge(facts, reading.instant());
  }

  /** What the shadow of a scope says, if there is one and its outcome is another. */
  Optional<Evaluation> compare(
      ActivationScope scope, PolicyHolder.Judged judged, DecisionClock.Reading reading) {
    return Optional.ofNullable(slots.get(scope))
        .flatMap(ScopeSlot::shadow)
        .flatMap(shadow -> shadow.compare(judged.facts(), judged.evaluation(), reading.instant()));
  }

  /** Begins an act, which none may begin within another: what it sees would be half done. */
  private void begin() {
    if (acting.isHeldByCurrentThread()) {
      throw new IllegalStateException("a listener can't act while it hears of an act");
    }
    acting.lock();
    if (closed) {
      acting.unlock();
      throw new IllegalStateException("the engine is closed");
    }
  }

  ActivationResult activate(byte[] signed) {
    begin();
    try {
      ActRecorder acts = new ActRecorder(recorder, clock.get(), alarms);
      Examination examination = examiner.examine(signed, acts.reading().instant());
      if (examination instanceof Examination.Ready ready) {
        return isBehind(ready)
            ? refuse(ready, ActivationRefusal.ROLLED_BACK, acts)
            : accept(ready, acts);
      }
      Examination.Refused refused = (Examination.Refused) examination;
      acts.refused(
          refused.signed().map(Activator::digest).orElseGet(() -> Digest.of(signed)),
          refused.signed(),
          refused.result().reason());
      return refused.result();
    } finally {
      acting.unlock();
    }
  }

  /** Whether the store was put back behind what is in force, so that its sequence is none. */
  private boolean isBehind(Examination.Ready ready) {
    return Optional.ofNullable(slots.get(ready.signed().activation().scope()))
        .filter(slot -> slot.isAheadOf(ready.before()))
        .isPresent();
  }

  private static ActivationResult refuse(
      Examination.Ready ready, ActivationRefusal refusal, ActRecorder acts) {
    SignedActivation signed = ready.signed();
    ready.discard();
    acts.refused(digest(signed), Optional.of(signed), refusal);
    return new ActivationResult.Refused(
        refusal, detail(refusal), Optional.of(signed.activation()), List.of());
  }

  private static Digest digest(SignedActivation signed) {
    return Digest.of(signed.envelope().write());
  }

  private ActivationResult accept(Examination.Ready ready, ActRecorder acts) {
    SignedActivation signed = ready.signed();
    AcceptedActivation accepted =
        new AcceptedActivation(acts.reading().instant(), signed.activation(), signed.envelope());
    ActivationState next = ActivationState.after(ready.before(), accepted);
    Optional<ActivationRefusal> refusal = store(ready, next, acts);
    if (refusal.isPresent()) {
      return refuse(ready, refusal.get(), acts);
    }
    Optional<Digest> parameters = ready.ruleSet().map(ruleSet -> ruleSet.parameters().digest());
    Takeover takeover = takeover(next, acts).given(accepted, ready);
    if (!takeover.run().isEmpty()) {
      // Accepted and stored: what had no effect here yet is tried again at each refresh.
      alarms.accept(Alarm.ACTIVATION_FAILED);
    }
    return new ActivationResult.Accepted(signed.activation(), parameters, ready.warnings());
  }

  /** Records and stores an activation, in this order; why not, if it comes to nothing. */
  private Optional<ActivationRefusal> store(
      Examination.Ready ready, ActivationState next, ActRecorder acts) {
    try {
      if (ready.ruleSet().isPresent()) {
        // Whoever replays a record needs the values; a full disk must show before the act.
        blobs.put(ready.ruleSet().get().parameters().canonical());
      }
      if (!acts.taken(ActivationAct.ACCEPTED, ready)) {
        return Optional.of(ActivationRefusal.AUDIT_UNAVAILABLE);
      }
      return isStored(next) ? Optional.empty() : Optional.of(ActivationRefusal.CONFLICT);
    } catch (IOException | RuntimeException e) {
      LOG.error("an activation could not be stored: {}", e.getClass().getName());
      return Optional.of(ActivationRefusal.STORE_UNAVAILABLE);
    }
  }

  /** A store that failed may have stored it all the same, and others would take it over. */
  private boolean isStored(ActivationState next) throws IOException {
    try {
      return authority.states().compareAndSet(next.revision() - 1, next);
    } catch (IOException | RuntimeException e) {
      if (authority.states().read(next.scope()).filter(next::equals).isPresent()) {
        return true;
      }
      throw e;
    }
  }

  private static String detail(ActivationRefusal refusal) {
    return switch (refusal) {
      case CONFLICT -> "another activation of this scope came first; sign one with a new sequence";
      case AUDIT_UNAVAILABLE -> "the audit log did not accept the record of the activation";
      case ROLLED_BACK -> "the state in the store is older than what is in force";
      default -> "the activation could not be stored";
    };
  }

  /** Takes over what others had accepted; a result for each scope that changed, or should have. */
  List<ActivationResult> refresh() {
    begin();
    try {
      ActRecorder acts = new ActRecorder(recorder, clock.get(), alarms);
      List<ActivationResult> results = new ArrayList<>();
      for (ActivationScope scope : scopes()) {
        results.addAll(refresh(scope, acts));
      }
      if (results.stream().anyMatch(ActivationResult.Refused.class::isInstance)) {
        alarms.accept(Alarm.ACTIVATION_FAILED);
      }
      return results;
    } finally {
      acting.unlock();
    }
  }

  private SortedSet<ActivationScope> scopes() {
    SortedSet<ActivationScope> scopes = new TreeSet<>(slots.keySet());
    try {
      scopes.addAll(authority.states().scopes());
    } catch (IOException | RuntimeException e) {
      LOG.error("the activations can't be listed: {}", e.getClass().getName());
      alarms.accept(Alarm.ACTIVATION_FAILED);
    }
    return scopes;
  }

  private List<? extends ActivationResult> refresh(ActivationScope scope, ActRecorder acts) {
    ScopeSlot slot = slot(scope);
    Optional<ActivationState> state;
    try {
      state = authority.states().read(scope);
    } catch (IOException | RuntimeException e) {
      LOG.error("the activations of {} can't be read: {}", scope, e.getClass().getName());
      return List.of(refused(ActivationRefusal.STORE_UNAVAILABLE, scope, "can't be read"));
    }
    if (slot.isAheadOf(state)) {
      // An older state was put back: what it names was replaced on purpose.
      if (slot.fails(state.map(ActivationState::revision).orElse(0L), ROLLED_BACK)) {
        acts.refused(
            state.map(older -> older.last().digest()).orElse(NOTHING),
            Optional.empty(),
            ROLLED_BACK);
      }
      return List.of(refused(ROLLED_BACK, scope, "is older than what is in force"));
    }
    if (state.isEmpty() || slot.holds(state.get())) {
      return List.of();
    }
    List<ActivationResult.Refused> troubles = takeover(state.get(), acts).run();
    return troubles.isEmpty()
        ? List.of(
            new ActivationResult.Accepted(
                state.get().last().activation(), Optional.empty(), List.of()))
        : troubles;
  }

  private static ActivationResult refused(
      ActivationRefusal reason, ActivationScope scope, String what) {
    return new ActivationResult.Refused(
        reason, "the state of " + scope + " " + what, Optional.empty(), List.of());
  }

  private Takeover takeover(ActivationState state, ActRecorder acts) {
    return new Takeover(examiner, blobs, acts, slot(state.scope()), state);
  }

  private ScopeSlot slot(ActivationScope scope) {
    return slots.computeIfAbsent(scope, s -> new ScopeSlot(new PolicyHolder(blobs, alarms)));
  }

  Optional<ScopeStatus> status(ActivationScope scope) {
    return Optional.ofNullable(slots.get(scope))
        .map(
            slot ->
                new ScopeStatus(
                    scope,
                    slot.active().map(AcceptedActivation::activation),
                    slot.shadow().map(shadow -> shadow.activation().activation()),
                    slot.shadow().map(ShadowPolicy::count).orElse(ShadowCount.NONE)));
  }

  /** Ends all rule sets, and sums up the shadows. */
  void close() {
    if (acting.isHeldByCurrentThread()) {
      throw new IllegalStateException("a listener can't act while it hears of an act");
    }
    acting.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      ActRecorder acts = new ActRecorder(recorder, clock.get(), alarms);
      for (ScopeSlot slot : slots.values()) {
        slot.policy().unbind();
        slot.shadow()
            .ifPresent(
                shadow -> {
                  acts.shadowEnded(shadow);
                  shadow.close();
                });
      }
      slots.clear();
    } finally {
      acting.unlock();
    }
  }
}
