package org.portcullis.engine;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.portcullis.attestation.bootkeys.BootKeyCatalogue;
import org.portcullis.attestation.key.KeyAttestationVerifier;
import org.portcullis.engine.activation.ActivationAuthority;
import org.portcullis.engine.activation.ActivationResult;
import org.portcullis.engine.activation.ActivationScope;
import org.portcullis.engine.activation.ScopeStatus;
import org.portcullis.engine.audit.AuditLog;
import org.portcullis.engine.audit.AuditReceipt;
import org.portcullis.engine.audit.AuditRefusal;
import org.portcullis.engine.audit.ClockSource;
import org.portcullis.engine.audit.DegradedStore;
import org.portcullis.engine.audit.EvidenceDigests;
import org.portcullis.engine.enrollment.Enrollments;
import org.portcullis.engine.enrollment.InMemoryEnrollments;
import org.portcullis.engine.intake.CheckIn;
import org.portcullis.engine.intake.Intake;
import org.portcullis.engine.intake.Taken;
import org.portcullis.engine.intake.Taken.Trouble;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Identifiers;
import org.portcullis.rules.RuleSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a device may be offered a release, and records why before it answers.
 * Thread-safe.
 *
 * <p>A decision is eligible only if a rule set is bound and in force, every layer that it requires
 * is satisfied, nothing denies or defers, and the audit log has accepted the record. Whatever fails
 * on the way makes it something else; nothing that a device sends makes a decision throw.
 *
 * <p>The engine owns the rule set that is bound to it and closes it; the audit log stays its
 * caller's, who closes it after the engine.
 */
public final class EligibilityEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EligibilityEngine.class);

  private final DecisionListener listener;
  private final PolicyHolder bound;
  private final Optional<Activator> activator;
  private final Intake intake;
  private final Recorder recorder;
  private final DecisionClock clock;

  private EligibilityEngine(Builder builder) {
    listener = new SafeListener(builder.listener);
    bound = new PolicyHolder(builder.log.blobs(), listener::alarm);
    intake =
        new Intake(
            builder.keyAttestation == null
                ? KeyAttestationVerifier.builder().build()
                : builder.keyAttestation,
            builder.enrollments,
            builder.bootKeys,
            builder.maxStatusListAge);
    recorder = new Recorder(builder.log, builder.random);
    clock =
        new DecisionClock(
            builder.clock, builder.clockSource, builder.maxSkew, builder.log.latestMillis());
    activator =
        Optional.ofNullable(builder.activations)
            .map(
                authority ->
                    new Activator(
                        authority,
                        recorder,
                        builder.log.blobs(),
                        this::readClock,
                        listener::alarm));
  }

  /**
   * A builder.
   *
   * @param log where decisions are recorded before they are returned; not closed by the engine
   * @return a builder without a rule set, with Google's anchors, no enrollments, no pinned keys and
   *     the system clock
   */
  public static Builder builder(AuditLog log) {
    return new Builder(log);
  }

  /**
   * Puts a rule set in force for the decisions of every scope that begin from now on, in place of
   * the one before, which is closed when the last decision that uses it has ended. Its parameters
   * are durable before the first decision cites them. Nobody's signature is asked for: where rule
   * sets come from elsewhere than the host's own build, use {@link Builder#activations}.
   *
   * @param ruleSet the rule set; the engine closes it
   * @throws IOException if the parameters can't be stored; the rule set before stays in force
   * @throws IllegalStateException if this engine's rule sets are put in force by activations
   */
  public void bind(RuleSet ruleSet) throws IOException {
    bind(Policy.of(ruleSet));
  }

  void bind(Policy policy) throws IOException {
    if (activator.isPresent()) {
      throw new IllegalStateException("rule sets are put in force by signed activations here");
    }
    bound.bind(policy);
  }

  /**
   * Puts a rule set in force, or in shadow, or takes it out of force, as enough people signed it:
   * verifies the activation and the rule set that it names, checks, compiles and probes the rules,
   * records the act, stores it, and replaces the rule set of its scope in one step. A decision that
   * is under way ends under the rule set it began with. Takes as long as a compilation; decisions
   * don't wait for it.
   *
   * @param signed an envelope in JSON, from anyone
   * @return what came of it; if it is refused, what was in force stays so
   * @throws IllegalStateException if this engine was built without {@link Builder#activations} or
   *     is closed, or if a listener calls this while it hears of an activation
   */
  public ActivationResult activate(byte[] signed) {
    return requireActivator().activate(signed);
  }

  /**
   * Takes over the activations that other engines or commands have accepted in the store since the
   * last look; they are verified again. Done once when the engine is built; afterwards the host
   * calls it as often as it wants such activations to be seen. Cheap if nothing changed.
   *
   * @return a result for each scope that changed, or that should have and could not
   * @throws IllegalStateException if this engine was built without {@link Builder#activations} or
   *     is closed, or if a listener calls this while it hears of an activation
   */
  public List<ActivationResult> refreshActivations() {
    return requireActivator().refresh();
  }

  /**
   * What is in force for a scope.
   *
   * @param scope the scope
   * @return its status, or empty if nothing was ever activated in it
   * @throws IllegalStateException if this engine was built without {@link Builder#activations}
   */
  public Optional<ScopeStatus> activation(ActivationScope scope) {
    return requireActivator().status(scope);
  }

  private Activator requireActivator() {
    return activator.orElseThrow(
        () -> new IllegalStateException("the engine was built without activations"));
  }

  /**
   * Decides on facts alone, for {@link ActivationScope#DEFAULT_TENANT}: one device, one release,
   * this moment. The engine sets whether a policy is in force; whatever the case says of it is
   * replaced.
   *
   * @param facts the case
   * @return the decision
   */
  public Decision decide(EligibilityCase facts) {
    return decide(ActivationScope.DEFAULT_TENANT, facts);
  }

  /**
   * Decides on facts alone: one device, one release, this moment. The engine sets whether a policy
   * is in force; whatever the case says of it is replaced.
   *
   * @param tenant whose device it is; an identifier
   * @param facts the case
   * @return the decision
   * @throws IllegalArgumentException if the tenant is no identifier
   */
  public Decision decide(String tenant, EligibilityCase facts) {
    Identifiers.check("tenant", tenant);
    return decide(tenant, facts, readClock(), EvidenceDigests.NONE, Set.of());
  }

  /**
   * Decides on a check-in: verifies its evidence, looks up its enrollment, and decides on the
   * facts.
   *
   * @param checkIn the check-in
   * @return the decision
   */
  public Decision decide(CheckIn checkIn) {
    DecisionClock.Reading reading = readClock();
    Taken taken = intake.take(checkIn, reading.instant());
    taken.troubles().forEach(this::report);
    Set<DegradedStore> degraded =
        taken.troubles().containsKey(Trouble.ENROLLMENTS_UNAVAILABLE)
            ? Set.of(DegradedStore.ENROLLMENTS)
            : Set.of();
    return decide(checkIn.tenant(), taken.facts(), reading, taken.evidence(), degraded);
  }

  private Decision decide(
      String tenant,
      EligibilityCase facts,
      DecisionClock.Reading reading,
      EvidenceDigests evidence,
      Set<DegradedStore> degraded) {
    EligibilityCase trusted = reading.isSteppedBack() ? TimeBound.distrust(facts) : facts;
    ActivationScope scope = ActivationScope.of(tenant, trusted);
    PolicyHolder.Judged judged =
        activator.isPresent()
            ? activator.get().judge(scope, trusted, reading)
            : bound.judge(trusted, reading.instant());
    Decision decision = recorder.record(judged, reading, evidence, degraded);
    if (decision.receipt() instanceof AuditReceipt.Refused refused) {
      listener.alarm(alarm(refused.refusal()));
    }
    listener.decided(decision);
    activator
        .flatMap(present -> present.compare(scope, judged, reading))
        .ifPresent(shadow -> listener.differed(decision, shadow));
    return decision;
  }

  private static Alarm alarm(AuditRefusal refusal) {
    return switch (refusal) {
      case RECORD_TOO_LONG -> Alarm.RECORD_TOO_LONG;
      case QUEUE_FULL, TIMED_OUT, LOG_DEAD, LOG_CLOSED, LOG_FAILED -> Alarm.AUDIT_UNAVAILABLE;
    };
  }

  private DecisionClock.Reading readClock() {
    DecisionClock.Reading reading = clock.read();
    if (reading.isSteppedBack()) {
      listener.alarm(Alarm.CLOCK_STEPPED_BACK);
    }
    return reading;
  }

  private void report(Trouble trouble, Throwable cause) {
    LOG.error("the intake met {}: {}", trouble, cause.getClass().getName());
    listener.alarm(
        switch (trouble) {
          case ATTESTATION_FAILED -> Alarm.ATTESTATION_FAILED;
          case ENROLLMENTS_UNAVAILABLE -> Alarm.ENROLLMENTS_UNAVAILABLE;
        });
  }

  /** Ends the engine's rule sets; later decisions find no policy bound. */
  @Override
  public void close() {
    bound.unbind();
    activator.ifPresent(Activator::close);
  }

  /** Builds an engine. */
  public static final class Builder {
    private final AuditLog log;
    private @Nullable RuleSet ruleSet;
    private @Nullable ActivationAuthority activations;
    private @Nullable KeyAttestationVerifier keyAttestation;
    private Enrollments enrollments = new InMemoryEnrollments();
    private Supplier<BootKeyCatalogue> bootKeys = () -> BootKeyCatalogue.NONE;
    private Duration maxStatusListAge = Duration.ofDays(7);
    private InstantSource clock = InstantSource.system();
    private ClockSource clockSource = ClockSource.SYSTEM;
    private Duration maxSkew = Duration.ofMinutes(1);
    private RandomGenerator random = new SecureRandom();
    private DecisionListener listener = DecisionListener.NONE;

    private Builder(AuditLog log) {
      this.log = log;
    }

    /**
     * Sets the rule set that is in force from the beginning. Without one, nothing is eligible until
     * {@link EligibilityEngine#bind}.
     *
     * @param value the rule set; the engine closes it
     * @return this builder
     */
    public Builder ruleSet(RuleSet value) {
      ruleSet = value;
      return this;
    }

    /**
     * Lets signed activations alone put rule sets in force, each in its scope. What the store holds
     * is in force once the engine is built; what can't be is reported by {@link
     * Alarm#ACTIVATION_FAILED}, and nothing is eligible in its scope. In place of {@link #ruleSet}.
     *
     * @param value the store, the rule sets and the keys
     * @return this builder
     */
    public Builder activations(ActivationAuthority value) {
      activations = value;
      return this;
    }

    /**
     * Sets the verifier of key attestations, with its anchors and its revocation data.
     *
     * @param value the verifier
     * @return this builder
     */
    public Builder keyAttestation(KeyAttestationVerifier value) {
      keyAttestation = value;
      return this;
    }

    /**
     * Sets where enrollments are looked up.
     *
     * @param value the store
     * @return this builder
     */
    public Builder enrollments(Enrollments value) {
      enrollments = value;
      return this;
    }

    /**
     * Sets the boot keys that are taken for good; a device's model is the product it claims.
     *
     * @param value the catalogue
     * @return this builder
     */
    public Builder bootKeys(BootKeyCatalogue value) {
      return bootKeys(() -> value);
    }

    /**
     * Sets where the current boot keys come from, for a host that takes vendors' lists while it
     * runs.
     *
     * @param source asked once for each attestation, and answers at once
     * @return this builder
     */
    public Builder bootKeys(Supplier<BootKeyCatalogue> source) {
      bootKeys = source;
      return this;
    }

    /**
     * Sets the age up to which a status list counts as current; 7 days by default. Whether an older
     * one is refused is for the check-in's expectation and the rules to say.
     *
     * @param value the age, 0 or more
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder maxStatusListAge(Duration value) {
      maxStatusListAge = requireNotNegative("maxStatusListAge", value);
      return this;
    }

    /**
     * Sets the clock.
     *
     * @param value the clock, read once for each decision
     * @param source what records say of it
     * @return this builder
     */
    public Builder clock(InstantSource value, ClockSource source) {
      clock = value;
      clockSource = source;
      return this;
    }

    /**
     * Sets by how much the clock may lie before the latest record; a minute by default. Beyond, no
     * signal that is valid for a time only is trusted.
     *
     * @param value the skew, 0 or more
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder maxSkew(Duration value) {
      maxSkew = requireNotNegative("maxSkew", value);
      return this;
    }

    /**
     * Sets where decision ids and salts come from; cryptographically strong by default.
     *
     * @param value a thread-safe generator
     * @return this builder
     */
    public Builder random(RandomGenerator value) {
      random = value;
      return this;
    }

    /**
     * Sets who hears of decisions and alarms.
     *
     * @param value the listener
     * @return this builder
     */
    public Builder listener(DecisionListener value) {
      listener = value;
      return this;
    }

    /**
     * Builds the engine.
     *
     * @return the engine
     * @throws IOException if the rule set's parameters can't be stored beside the log
     * @throws IllegalStateException if both a rule set and activations are set
     */
    public EligibilityEngine build() throws IOException {
      if (ruleSet != null && activations != null) {
        throw new IllegalStateException("either a rule set or activations, not both");
      }
      EligibilityEngine engine = new EligibilityEngine(this);
      engine.activator.ifPresent(Activator::refresh);
      if (ruleSet != null) {
        engine.bind(ruleSet);
      }
      return engine;
    }

    private static Duration requireNotNegative(String name, Duration value) {
      if (value.isNegative()) {
        throw new IllegalArgumentException("`" + name + "` must not be negative");
      }
      return value;
    }
  }
}
