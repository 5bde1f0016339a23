package org.portcullis.attestation.key.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.portcullis.attestation.key.StatusList;
import org.portcullis.attestation.key.status.ScriptedServer.Behaviour;
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

  /** A source that has nothing takes nothing, and one that has a list keeps it. */
  void expectFailure(Kind kind, Duration limit, Behaviour behaviour) {
    server.answer("200 OK", Lists.json(1, 101));
    Started started = start().fetch();
    server.behave(behaviour);
    // the connection was made, so that the limit is that of the whole
    Started limited = start(b -> b.timeLimits(LONG, limit));
    limited.fetch();

    assertThat(limited.source().current()).isEmpty();
    assertThat(lastFailure()).isEqualTo(kind);
    assertThat(limited.health().failure())
        .get()
        .extracting(StatusListFailure::at)
        .isEqualTo(TestClock.START);
    assertThat(started.list().size()).isEqualTo(100);
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
