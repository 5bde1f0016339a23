package org.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.engine.activation.ActivationResult;
import org.portcullis.engine.activation.Stage;
import org.portcullis.engine.audit.DecisionRecord;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Outcome;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.rules.Evaluation;

/** Rule sets change while devices ask. */
final class ReloadTest {
  private static final int RELOADS = 100;
  private static final int THREADS = 8;
  private static final EligibilityCase GOOD = CaseMint.good();

  @TempDir private Path folder;

  /** What a decision must agree on: a rule set, its values, and the outcome that these give. */
  private record Seen(Digest ruleSet, Digest parameters, Outcome outcome) {
    static Seen of(Evaluation evaluation) {
      return new Seen(evaluation.ruleSet(), evaluation.parameters(), evaluation.outcome());
    }
  }

  @Test
  void activate_hundredTimesUnderLoad_losesAndMixesNoDecision() throws Exception {
    ActivationFixture fixture = new ActivationFixture(folder);
    Digest first = fixture.publish(SmallRules.version(1));
    Digest second = fixture.publish(SmallRules.version(2));
    Set<Seen> expected = new HashSet<>();
    Map<Seen, Boolean> seen = new ConcurrentHashMap<>();
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    long decided = 0;
    try (EligibilityEngine engine = fixture.engine()) {
      reload(engine, 1, first, expected);
      List<Future<Long>> deciding = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        deciding.add(threads.submit(decideUntil(done, engine, seen)));
      }
      for (int i = 2; i <= RELOADS; i++) {
        reload(engine, i, i % 2 == 0 ? second : first, expected);
      }
      done.set(true);
      for (Future<Long> thread : deciding) {
        decided += thread.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(seen.keySet()).hasSize(4).isEqualTo(expected);
    // The engine's own look after each reload comes on top.
    assertThat(fixture.log.records).hasSize((int) decided + RELOADS);
    assertThat(fixture.log.records).extracting(DecisionRecord::id).doesNotHaveDuplicates();
    assertThat(fixture.alarms).isEmpty();
  }

  private static Callable<Long> decideUntil(
      AtomicBoolean done, EligibilityEngine engine, Map<Seen, Boolean> seen) {
    return () -> {
      long count = 0;
      while (!done.get()) {
        seen.put(Seen.of(engine.decide(GOOD).evaluation()), true);
        count++;
        LockSupport.parkNanos(50_000);
      }
      return count;
    };
  }

  /** Bundle and values both change, so that a mixture of two would show. */
  private static void reload(
      EligibilityEngine engine, int sequence, Digest ruleSet, Set<Seen> expected) {
    boolean closed = sequence / 2 % 2 == 0;
    assertThat(
            ActivationFixture.activate(
                engine, ActivationFixture.closed(sequence, Stage.ACTIVE, ruleSet, closed)))
        .isInstanceOf(ActivationResult.Accepted.class);
    Evaluation evaluation = engine.decide(GOOD).evaluation();
    assertThat(evaluation.ruleSet()).isEqualTo(ruleSet);
    assertThat(evaluation.isEligible()).isEqualTo(!closed);
    expected.add(Seen.of(evaluation));
  }

  @Test
  void build_everyEngineOfTheSameStore_decidesAlike() throws IOException {
    ActivationFixture fixture = new ActivationFixture(folder);
    Digest ruleSet = fixture.publish(SmallRules.version(1));
    try (EligibilityEngine one = fixture.engine()) {
      ActivationFixture.activate(one, ActivationFixture.closed(1, Stage.ACTIVE, ruleSet, false));
      try (EligibilityEngine other = fixture.engine(new MemoryLog())) {
        assertThat(other.decide(GOOD).evaluation().canonical())
            .isEqualTo(one.decide(GOOD).evaluation().canonical());
      }
    }
  }
}
