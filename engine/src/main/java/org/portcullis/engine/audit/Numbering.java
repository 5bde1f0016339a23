package org.portcullis.engine.audit;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.engine.activation.ActivationRefusal;
import org.portcullis.engine.activation.Stage;

/**
 * The frozen numbers of an enum in records. A new constant is added at the end; no line is ever
 * moved or taken out, since records of past years are read by these numbers.
 */
final class Numbering<E extends Enum<E>> {
  static final Numbering<EvidenceKind> EVIDENCE =
      new Numbering<>(
          EvidenceKind.class,
          List.of(
              EvidenceKind.CHAIN,
              EvidenceKind.TOKEN,
              EvidenceKind.REQUEST,
              EvidenceKind.MANIFEST,
              EvidenceKind.ARTIFACT,
              EvidenceKind.TRANSPORT));

  static final Numbering<ClockSource> CLOCK_SOURCE =
      new Numbering<>(
          ClockSource.class, List.of(ClockSource.SYSTEM, ClockSource.EMBEDDER, ClockSource.STATED));

  static final Numbering<ClockQuality> CLOCK_QUALITY =
      new Numbering<>(
          ClockQuality.class,
          List.of(ClockQuality.ADVANCING, ClockQuality.HELD, ClockQuality.STEPPED_BACK));

  static final Numbering<DegradedStore> DEGRADED =
      new Numbering<>(
          DegradedStore.class, List.of(DegradedStore.REPLAY_GUARD, DegradedStore.ENROLLMENTS));

  static final Numbering<ActivationAct> ACT =
      new Numbering<>(
          ActivationAct.class,
          List.of(
              ActivationAct.ACCEPTED,
              ActivationAct.ADOPTED,
              ActivationAct.REFUSED,
              ActivationAct.SHADOW_ENDED));

  static final Numbering<Stage> STAGE =
      new Numbering<>(
          Stage.class, List.of(Stage.STAGED, Stage.SHADOW, Stage.ACTIVE, Stage.RETIRED));

  static final Numbering<ActivationRefusal> REFUSAL =
      new Numbering<>(
          ActivationRefusal.class,
          List.of(
              ActivationRefusal.MALFORMED_ENVELOPE,
              ActivationRefusal.WRONG_PAYLOAD_TYPE,
              ActivationRefusal.FORGED,
              ActivationRefusal.UNDER_SIGNED,
              ActivationRefusal.MALFORMED_ACTIVATION,
              ActivationRefusal.REPLAYED,
              ActivationRefusal.ROLLED_BACK,
              ActivationRefusal.NOT_YET_VALID,
              ActivationRefusal.EXPIRED,
              ActivationRefusal.RULE_SET_MISSING,
              ActivationRefusal.RULE_SET_UNSIGNED,
              ActivationRefusal.RULE_SET_FORGED,
              ActivationRefusal.RULE_SET_UNDER_SIGNED,
              ActivationRefusal.RULE_SET_DAMAGED,
              ActivationRefusal.RULE_SET_NOT_YET_VALID,
              ActivationRefusal.RULE_SET_EXPIRED,
              ActivationRefusal.RULE_SET_INCOMPATIBLE,
              ActivationRefusal.RULE_SET_REFUSED,
              ActivationRefusal.PARAMETERS_REFUSED,
              ActivationRefusal.PROBE_FAILED,
              ActivationRefusal.NOT_IN_SCOPE,
              ActivationRefusal.CONFLICT,
              ActivationRefusal.STORE_UNAVAILABLE,
              ActivationRefusal.AUDIT_UNAVAILABLE));

  private final EnumMap<E, Integer> numbers;
  private final Map<Integer, E> constants = new HashMap<>();

  private Numbering(Class<E> type, List<E> frozen) {
    numbers = new EnumMap<>(type);
    for (E constant : frozen) {
      numbers.put(constant, numbers.size());
      constants.put(numbers.size() - 1, constant);
    }
    if (numbers.size() != type.getEnumConstants().length) {
      throw new IllegalStateException("every constant of " + type + " needs one number");
    }
  }

  int number(E constant) {
    return numbers.getOrDefault(constant, -1);
  }

  Optional<E> constant(long number) {
    return Optional.ofNullable(constants.get(Math.toIntExact(number)));
  }

  int size() {
    return numbers.size();
  }
}
