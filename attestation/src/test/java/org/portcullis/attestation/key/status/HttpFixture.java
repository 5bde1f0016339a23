package org.portcullis.attestation.key.status;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.portcullis.attestation.key.StatusList;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

/** A source against a scripted server; the test moves clock and schedule. */
final class HttpFixture implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(20);

  final ScriptedServer server;
  final TestClock clock = new TestClock();
  final List<StatusListUpdate> updates = new ArrayList<>();
  private final List<ManualScheduler> schedulers = new ArrayList<>();

  HttpFixture() throws IOException {
    server = new ScriptedServer();
  }

  /** A started source that hasn't asked yet. */
  Started start(UnaryOperator<HttpStatusListSource.Builder> settings) {
    ManualScheduler scheduler = new ManualScheduler();
    schedulers.add(scheduler);
    HttpStatusListSource.Builder builder =
        HttpStatusListSource.builder(clock)
            .uri(server.uri())
            .timeLimits(LONG, LONG)
            .random(new Random(1))
            .listener(updates::add)
            .scheduler(scheduler);
    return new Started(settings.apply(builder).start(), scheduler);
  }

  Started start() {
    return start(builder -> builder);
  }

  Started startWith(Path store) {
    return start(builder -> builder.store(store));
  }

  StatusListUpdate lastUpdate() {
    return updates.get(updates.size() - 1);
  }

  Kind lastFailure() {
    return ((StatusListUpdate.Failed) lastUpdate()).failure().kind();
  }

  @Override
  public void close() {
    server.close();
    schedulers.forEach(ManualScheduler::end);
  }

  /**
   * A source and who runs it.
   *
   * @param source the source
   * @param scheduler its scheduler
   */
  record Started(HttpStatusListSource source, ManualScheduler scheduler) {
    Started fetch() {
      scheduler.runNext();
      return this;
    }

    StatusList list() {
      return source.current().orElseThrow();
    }

    StatusListHealth health() {
      return source.health();
    }
  }
}
