package org.portcullis.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.portcullis.engine.activation.AcceptedActivation;
import org.portcullis.engine.activation.Activation;
import org.portcullis.engine.activation.ActivationRefusal;
import org.portcullis.engine.activation.Examination;
import org.portcullis.engine.activation.ShadowCount;
import org.portcullis.engine.activation.SignedActivation;
import org.portcullis.engine.audit.ActivationAct;
import org.portcullis.engine.audit.ActivationRecord;
import org.portcullis.facts.Digest;

/** Records acts of activation at one reading of the clock. */
final class ActRecorder {
  private final Recorder recorder;
  private final DecisionClock.Reading reading;
  private final Consumer<Alarm> alarms;

  ActRecorder(Recorder recorder, DecisionClock.Reading reading, Consumer<Alarm> alarms) {
    this.recorder = recorder;
    this.reading = reading;
    this.alarms = alarms;
  }

  DecisionClock.Reading reading() {
    return reading;
  }

  /** An activation that may take effect if this says that it is recorded. */
  boolean taken(ActivationAct act, Examination.Ready ready) {
    Digest activation = Digest.of(ready.signed().envelope().write());
    Optional<Digest> parameters = ready.ruleSet().map(ruleSet -> ruleSet.parameters().digest());
    return record(
        act,
        subject(activation, Optional.of(ready.signed()), parameters),
        Optional.empty(),
        ShadowCount.NONE);
  }

  /** What came to nothing; that it can't be recorded either changes nothing. */
  void refused(Digest activation, Optional<SignedActivation> signed, ActivationRefusal reason) {
    record(
        ActivationAct.REFUSED,
        subject(activation, signed, Optional.empty()),
        Optional.of(reason),
        ShadowCount.NONE);
  }

  void shadowEnded(ShadowPolicy shadow) {
    AcceptedActivation activation = shadow.activation();
    record(
        ActivationAct.SHADOW_ENDED,
        new ActivationRecord.Subject(
            activation.digest(),
            Optional.of(content(activation.activation())),
            Optional.of(shadow.parameters()),
            List.of()),
        Optional.empty(),
        shadow.count());
  }

  private static ActivationRecord.Subject subject(
      Digest activation, Optional<SignedActivation> signed, Optional<Digest> parameters) {
    return new ActivationRecord.Subject(
        activation,
        signed.map(verified -> content(verified.activation())),
        parameters,
        signed.map(SignedActivation::signers).orElse(List.of()));
  }

  private static ActivationRecord.Content content(Activation activation) {
    return new ActivationRecord.Content(
        activation.scope(), activation.sequence(), activation.stage(), activation.ruleSet());
  }

  private boolean record(
      ActivationAct act,
      ActivationRecord.Subject subject,
      Optional<ActivationRefusal> refusal,
      ShadowCount shadow) {
    boolean accepted = recorder.record(act, subject, refusal, shadow, reading).isAccepted();
    if (!accepted) {
      alarms.accept(Alarm.AUDIT_UNAVAILABLE);
    }
    return accepted;
  }
}
