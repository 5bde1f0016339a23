package org.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.engine.audit.AuditReader;
import org.portcullis.engine.audit.AuditScan;
import org.portcullis.engine.audit.FileAuditLog;
import org.portcullis.engine.audit.RecordDecoding;
import org.portcullis.fixtures.mint.CaseMint;

/** Kills a process that decides, at random moments, and looks for the decisions it returned. */
class CrashTest {
  private static final int KILLS = 6;

  @TempDir Path directory;

  @Test
  void kill_atAnyMoment_losesNoDecisionThatWasReturned() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    Set<String> returned = new HashSet<>();
    for (int kill = 0; kill < KILLS; kill++) {
      int before = returned.size();
      returned.addAll(runAndKill(1 + random.nextInt(200)));
      assertThat(returned.size()).isGreaterThan(before);
      assertThat(recorded()).containsAll(returned);
    }
  }

  private List<String> runAndKill(int linesBeforeKill) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = child.inputReader(StandardCharsets.US_ASCII)) {
      List<String> ids = new ArrayList<>();
      String line = lines.readLine();
      while (line != null) {
        ids.add(line);
        if (ids.size() == linesBeforeKill) {
          child.toHandle().destroyForcibly();
        }
        line = lines.readLine();
      }
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
      // A line that the kill cut short is no id that anyone was given.
      ids.removeIf(id -> id.length() != 36);
      return ids;
    }
  }

  private Set<String> recorded() throws IOException {
    FileAuditLog.open(directory).close();
    Set<String> ids = new HashSet<>();
    try (AuditReader reader = AuditReader.open(directory)) {
      AuditScan scan = reader.next();
      for (; scan instanceof AuditScan.Next next; scan = reader.next()) {
        RecordDecoding.Decoded decoded = (RecordDecoding.Decoded) next.entry().decode();
        ids.add(decoded.value().id().toString());
      }
      assertThat(scan).isInstanceOf(AuditScan.End.class);
    }
    return ids;
  }

  /** The process that is killed: four threads that print each decision that they are given. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws Exception {
      FileAuditLog log = FileAuditLog.open(Path.of(arguments[0]));
      EligibilityEngine engine = EligibilityEngine.builder(log).build();
      engine.bind(new FakePolicy("policy"));
      for (int thread = 0; thread < 4; thread++) {
        new Thread(() -> decide(engine)).start();
      }
    }

    private static void decide(EligibilityEngine engine) {
      while (true) {
        Decision decision = engine.decide(CaseMint.good());
        if (decision.isEligible()) {
          System.out.println(decision.id());
        }
      }
    }
  }
}
