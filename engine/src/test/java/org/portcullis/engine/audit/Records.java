package org.portcullis.engine.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.portcullis.facts.ChannelFacts;
import org.portcullis.facts.DeviceFacts;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Effect;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.EnrollmentFacts;
import org.portcullis.facts.EnrollmentStatus;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Obligation;
import org.portcullis.facts.Outcome;
import org.portcullis.facts.PolicyFacts;
import org.portcullis.facts.ReasonCode;
import org.portcullis.facts.RequestFacts;
import org.portcullis.facts.RuleId;
import org.portcullis.facts.SignalSource;
import org.portcullis.facts.SignalState;
import org.portcullis.facts.codec.CaseCodec;
import org.portcullis.rules.Evaluation;

/** Records in all shapes, each the work of one seed. */
final class Records {
  static final long TIME = 1_764_000_000_000L;

  private Records() {}

  static DecisionRecord of(long seed) {
    return at(TIME, seed);
  }

  static DecisionRecord at(long millis, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    EligibilityCase facts = facts(random);
    return new DecisionRecord(
        DecisionId.next(millis, random),
        millis,
        evaluation(random, facts),
        facts,
        evidence(random),
        Salt.next(random),
        new ClockStamp(pick(random, ClockSource.values()), pick(random, ClockQuality.values())),
        subset(random, DegradedStore.class),
        "0.1.0+drools.10.2.0");
  }

  /** A record whose entry is longer than a log takes. */
  static DecisionRecord tooLong() {
    DecisionRecord record = of(1);
    List<Finding> findings = new ArrayList<>();
    for (int i = 1000; i < 1400; i++) {
      RuleId rule = new RuleId("rule/number-" + i);
      findings.add(new Finding(Effect.NOTE, new ReasonCode("some.reason"), rule, 0));
    }
    return withEvaluation(record, findings);
  }

  static DecisionRecord withEvaluation(DecisionRecord record, List<Finding> findings) {
    Evaluation before = record.evaluation();
    Evaluation evaluation =
        new Evaluation(
            before.outcome(),
            findings,
            before.obligations(),
            before.retryAfterSeconds(),
            before.caseDigest(),
            before.ruleSet(),
            before.parameters());
    return new DecisionRecord(
        record.id(),
        record.timeMillis(),
        evaluation,
        record.eligibilityCase(),
        record.evidence(),
        record.salt(),
        record.clock(),
        record.degraded(),
        record.engineVersion());
  }

  private static EligibilityCase facts(SplittableRandom random) {
    EnrollmentFacts enrollment =
        new EnrollmentFacts(
            pick(random, EnrollmentStatus.values()), random.nextLong(1L << 40), 3, 4, 202606);
    return EligibilityCase.builder()
        .policy(random.nextBoolean() ? PolicyFacts.IN_FORCE : PolicyFacts.UNBOUND)
        .request(RequestFacts.unverified(SignalState.EXPIRED, SignalSource.HOST))
        .enrollment(enrollment)
        .channel(new ChannelFacts("stable", random.nextBoolean()))
        .device(new DeviceFacts("tablet-one", "m1", random.nextInt(1 << 20), 2))
        .build();
  }

  private static Evaluation evaluation(SplittableRandom random, EligibilityCase facts) {
    List<Finding> findings = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      Effect effect = pick(random, Effect.values());
      boolean timed = effect == Effect.DEFER || effect == Effect.OBLIGE;
      findings.add(
          new Finding(
              effect,
              new ReasonCode("some.reason-" + (char) ('a' + random.nextInt(26))),
              new RuleId("some/rule-" + random.nextInt(100)),
              timed ? random.nextLong(1L << 40) : 0));
    }
    List<Obligation> obligations =
        random.nextBoolean()
            ? List.of()
            : List.of(new Obligation(new ReasonCode("attest.again"), random.nextInt(1 << 20)));
    return new Evaluation(
        pick(random, Outcome.values()),
        findings.stream().sorted().distinct().toList(),
        obligations,
        random.nextInt(604_800),
        Digest.of(CaseCodec.encode(facts)),
        digest(random),
        digest(random));
  }

  private static EvidenceDigests evidence(SplittableRandom random) {
    Map<EvidenceKind, Digest> digests = new EnumMap<>(EvidenceKind.class);
    subset(random, EvidenceKind.class).forEach(kind -> digests.put(kind, digest(random)));
    return new EvidenceDigests(digests);
  }

  private static Digest digest(SplittableRandom random) {
    byte[] bytes = new byte[Digest.LENGTH];
    random.nextBytes(bytes);
    return Digest.fromBytes(bytes);
  }

  private static <E> E pick(SplittableRandom random, E[] among) {
    return among[random.nextInt(among.length)];
  }

  private static <E extends Enum<E>> Set<E> subset(SplittableRandom random, Class<E> type) {
    Set<E> some = EnumSet.allOf(type);
    some.removeIf(constant -> random.nextBoolean());
    return some;
  }
}
