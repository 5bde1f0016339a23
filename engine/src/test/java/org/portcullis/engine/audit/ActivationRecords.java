package org.portcullis.engine.audit;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.portcullis.engine.activation.ActivationRefusal;
import org.portcullis.engine.activation.ActivationScope;
import org.portcullis.engine.activation.ShadowCount;
import org.portcullis.engine.activation.Stage;
import org.portcullis.facts.Digest;

/** Records of acts in all shapes, each the work of one seed. */
final class ActivationRecords {
  private ActivationRecords() {}

  static ActivationRecord of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ActivationAct act = pick(random, ActivationAct.values());
    return new ActivationRecord(
        DecisionId.next(Records.TIME, random),
        Records.TIME,
        act,
        subject(random),
        act == ActivationAct.REFUSED
            ? Optional.of(pick(random, ActivationRefusal.values()))
            : Optional.empty(),
        act == ActivationAct.SHADOW_ENDED ? shadow(random) : ShadowCount.NONE,
        Salt.next(random),
        new ClockStamp(pick(random, ClockSource.values()), pick(random, ClockQuality.values())),
        "0.1.0+drools.10.2.0");
  }

  private static ActivationRecord.Subject subject(SplittableRandom random) {
    List<Digest> signers =
        IntStream.range(0, random.nextInt(5)).mapToObj(i -> digest(random)).toList();
    return new ActivationRecord.Subject(
        digest(random),
        random.nextInt(4) == 0 ? Optional.empty() : Optional.of(content(random)),
        random.nextBoolean() ? Optional.empty() : Optional.of(digest(random)),
        signers);
  }

  private static ActivationRecord.Content content(SplittableRandom random) {
    return new ActivationRecord.Content(
        new ActivationScope("default", "phone-" + random.nextInt(9), "stable"),
        1 + random.nextLong(1L << 60),
        pick(random, Stage.values()),
        digest(random));
  }

  private static ShadowCount shadow(SplittableRandom random) {
    long differed = random.nextLong(1000);
    long gained = random.nextLong(differed + 1);
    return new ShadowCount(
        differed + random.nextLong(1000), differed, gained, random.nextLong(differed - gained + 1));
  }

  private static Digest digest(SplittableRandom random) {
    byte[] bytes = new byte[Digest.LENGTH];
    random.nextBytes(bytes);
    return Digest.fromBytes(bytes);
  }

  private static <E> E pick(SplittableRandom random, E[] among) {
    return among[random.nextInt(among.length)];
  }
}
