package org.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.engine.activation.ActivationResult;
import org.portcullis.engine.activation.Stage;
import org.portcullis.facts.Digest;
import org.portcullis.fixtures.mint.CaseMint;

/**
 * What is left of a rule set that was replaced: nothing. Run with {@code -Dportcullis.reloads=1000}
 * for the figures of the documentation.
 */
final class ReloadMemoryTest {
  private static final int RELOADS = Integer.getInteger("portcullis.reloads", 100);

  /** By then classes that are loaded once are loaded. */
  private static final int SETTLED = RELOADS >= 1000 ? 100 : RELOADS / 2;

  private static final int DECISIONS = 30;

  @TempDir private Path folder;

  private record Use(long heapBytes, long metaspaceBytes, int classes) {
    static Use now() {
      for (int i = 0; i < 5; i++) {
        System.gc();
      }
      return new Use(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          ManagementFactory.getMemoryPoolMXBeans().stream()
              .filter(pool -> pool.getName().equals("Metaspace"))
              .mapToLong(ReloadMemoryTest::used)
              .sum(),
          ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    }
  }

  private static long used(MemoryPoolMXBean pool) {
    return pool.getUsage().getUsed();
  }

  @Test
  void activate_manyTimes_leavesHeapClassesAndMetaspaceAsTheyWere(TestReporter reporter)
      throws IOException {
    ActivationFixture fixture = new ActivationFixture(folder);
    Digest first = fixture.publish(SmallRules.version(1));
    Digest second = fixture.publish(SmallRules.version(2));
    Use settled = Use.now();
    try (EligibilityEngine engine = fixture.engine()) {
      for (int i = 1; i <= RELOADS; i++) {
        reload(engine, i, i % 2 == 0 ? first : second);
        fixture.log.records.clear();
        fixture.log.acts.clear();
        if (i == SETTLED) {
          settled = Use.now();
        }
      }
      Use end = Use.now();
      reporter.publishEntry(Map.of("settled", settled.toString(), "end", end.toString()));
      assertThat(end.classes()).isBetween(settled.classes() - 100, settled.classes() + 60);
      assertThat(end.heapBytes()).isLessThan(settled.heapBytes() + settled.heapBytes() / 10);
      assertThat(end.metaspaceBytes())
          .isLessThan(settled.metaspaceBytes() + settled.metaspaceBytes() / 20);
    }
  }

  private static void reload(EligibilityEngine engine, int sequence, Digest ruleSet) {
    assertThat(
            ActivationFixture.activate(
                engine, ActivationFixture.activation(sequence, Stage.ACTIVE, ruleSet)))
        .isInstanceOf(ActivationResult.Accepted.class);
    for (int i = 0; i < DECISIONS; i++) {
      assertThat(engine.decide(CaseMint.good()).isEligible()).isTrue();
    }
  }
}
