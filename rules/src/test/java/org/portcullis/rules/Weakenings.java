package org.portcullis.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.portcullis.facts.BootKeyMatch;
import org.portcullis.facts.ClientAuthentication;
import org.portcullis.facts.DeviceIntegrityLabel;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.EnrollmentStatus;
import org.portcullis.facts.KeyAttestationFacts;
import org.portcullis.facts.Provisioning;
import org.portcullis.facts.RejectionClass;
import org.portcullis.facts.RequestKey;
import org.portcullis.facts.RevocationFreshness;
import org.portcullis.facts.SecurityLevel;
import org.portcullis.facts.SignalState;
import org.portcullis.facts.VerifiedBootState;
import org.portcullis.fixtures.mint.CaseMint;

/** Every way to weaken one piece of the evidence of a case. */
final class Weakenings {
  /** One weaker case. */
  record Weaker(EligibilityCase facts, String what, boolean waiting) {}

  private static final List<SecurityLevel> LEVELS =
      List.of(SecurityLevel.STRONG_BOX, SecurityLevel.TRUSTED_ENVIRONMENT, SecurityLevel.SOFTWARE);

  private final EligibilityCase from;
  private final List<Weaker> weaker = new ArrayList<>();

  private Weakenings(EligibilityCase from) {
    this.from = from;
  }

  static List<Weaker> of(EligibilityCase facts) {
    Weakenings all = new Weakenings(facts);
    all.signals();
    all.ownFacts();
    if (facts.transport().state() == SignalState.VERIFIED) {
      all.transport();
    }
    if (facts.request().state() == SignalState.VERIFIED) {
      all.request();
    }
    if (facts.keyAttestation().state() == SignalState.VERIFIED) {
      all.attestation(facts.keyAttestation());
    }
    if (facts.integrity().state() == SignalState.VERIFIED) {
      all.integrity();
    }
    return all.weaker;
  }

  private void add(String path, Object value) {
    weaker.add(new Weaker(CaseMint.with(from, path, value), path + " = " + value, false));
  }

  private void signals() {
    Map<String, SignalState> states =
        Map.of(
            "transport", from.transport().state(),
            "request", from.request().state(),
            "keyAttestation", from.keyAttestation().state(),
            "keyAttestation.osPatch", from.keyAttestation().osPatch().state(),
            "keyAttestation.vendorPatch", from.keyAttestation().vendorPatch().state(),
            "integrity", from.integrity().state(),
            "release", from.release().state());
    states.forEach(
        (signal, state) -> {
          if (state == SignalState.VERIFIED) {
            states(signal);
          }
        });
  }

  private void states(String signal) {
    for (SignalState state : EnumSet.complementOf(EnumSet.of(SignalState.VERIFIED))) {
      String path = signal + ".state";
      boolean waiting = state == SignalState.UNAVAILABLE;
      weaker.add(new Weaker(CaseMint.with(from, path, state), path + " = " + state, waiting));
    }
    if (signal.contains(".")) {
      return;
    }
    for (RejectionClass rejection : EnumSet.complementOf(EnumSet.of(RejectionClass.NONE))) {
      String path = signal + ".rejection";
      boolean waiting = rejection == RejectionClass.TRANSIENT;
      weaker.add(
          new Weaker(CaseMint.with(from, path, rejection), path + " = " + rejection, waiting));
    }
  }

  private void ownFacts() {
    if (from.enrollment().status() == EnrollmentStatus.ACTIVE) {
      add("enrollment.status", EnrollmentStatus.SUSPENDED);
      add("enrollment.status", EnrollmentStatus.RETIRED);
    }
    add("channel.entitled", false);
    weaker.add(new Weaker(CaseMint.with(from, "rollout.admitted", false), "not admitted", true));
    add("device.product", "nothing");
  }

  private void transport() {
    if (from.transport().clientAuthentication() == ClientAuthentication.CERTIFICATE_MATCHED) {
      for (ClientAuthentication other : ClientAuthentication.values()) {
        add("transport.clientAuthentication", other);
      }
    }
    add("transport.tlsVersion", Math.min(from.transport().tlsVersion(), 11));
  }

  private void request() {
    if (from.request().key() == RequestKey.ENROLLED) {
      for (RequestKey other : RequestKey.values()) {
        add("request.key", other);
      }
    }
    add("request.ageSeconds", Math.max(from.request().ageSeconds(), 601L));
  }

  private void attestation(KeyAttestationFacts facts) {
    int level = LEVELS.indexOf(facts.securityLevel());
    if (level >= 0) {
      LEVELS
          .subList(level, LEVELS.size())
          .forEach(lower -> add("keyAttestation.securityLevel", lower));
      add("keyAttestation.securityLevel", SecurityLevel.UNKNOWN);
    }
    if (facts.bootKey() == BootKeyMatch.PINNED) {
      add("keyAttestation.bootKey", BootKeyMatch.NOT_PINNED);
    }
    if (Set.of(VerifiedBootState.VERIFIED, VerifiedBootState.SELF_SIGNED)
        .contains(facts.bootState())) {
      add("keyAttestation.bootState", VerifiedBootState.UNVERIFIED);
      add("keyAttestation.bootState", VerifiedBootState.FAILED);
    }
    if (facts.provisioning() != Provisioning.UNKNOWN) {
      add("keyAttestation.provisioning", Provisioning.UNKNOWN);
    }
    if (facts.revocation() == RevocationFreshness.CURRENT) {
      add("keyAttestation.revocation", RevocationFreshness.STALE);
    }
    add("keyAttestation.deviceLocked", false);
    add("keyAttestation.ageSeconds", Math.max(facts.ageSeconds(), 63_072_001L));
  }

  private void integrity() {
    for (DeviceIntegrityLabel label : from.integrity().deviceLabels()) {
      Set<DeviceIntegrityLabel> fewer = EnumSet.copyOf(from.integrity().deviceLabels());
      fewer.remove(label);
      add("integrity.deviceLabels", Set.copyOf(fewer));
    }
    add("integrity.ageSeconds", Math.max(from.integrity().ageSeconds(), 86_401L));
  }
}
