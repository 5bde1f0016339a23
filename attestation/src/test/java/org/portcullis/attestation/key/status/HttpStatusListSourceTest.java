package org.portcullis.attestation.key.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.attestation.key.StatusList;

/** What a source does with a server that behaves. */
class HttpStatusListSourceTest {
  private static final Instant START = TestClock.START;
  private static final String TAG = "\"edition-1\"";
  private static final String CHANGED = "Last-Modified: Sun, 01 Nov 2026 00:00:00 GMT";

  private HttpFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new HttpFixture();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void fetch_list_isInForceWithInstantAndDigest() {
    fixture.server.answer("200 OK", Lists.json(1, 101));
    HttpFixture.Started started = fixture.start();

    assertThat(started.source().current()).isEmpty();
    assertThat(started.scheduler().delay()).isZero();
    started.fetch();

    assertThat(Lists.revokes(started.list(), 100)).isTrue();
    assertThat(Lists.revokes(started.list(), 101)).isFalse();
    assertThat(started.list().fetchedAt()).isEqualTo(START);
    assertThat(started.list().digest()).isEqualTo(Lists.list(1, 101, START).digest());
    assertThat(fixture.updates).containsExactly(new StatusListUpdate.Replaced(started.list()));
  }

  @Test
  void fetch_list_healthSaysSo() {
    fixture.server.answer("200 OK", Lists.json(1, 101), "Cache-Control: max-age=7200");
    StatusListHealth health = fixture.start().fetch().health();

    assertThat(health.list()).get().extracting(StatusList::size).isEqualTo(100);
    assertThat(health.lastSuccess()).hasValue(START);
    assertThat(health.failure()).isEmpty();
    assertThat(health.storeFailure()).isEmpty();
    assertThat(health.consecutiveFailures()).isZero();
    assertThat(health.nextAttempt().orElseThrow())
        .isBetween(START.plus(Duration.ofHours(2)), START.plus(Duration.ofMinutes(132)));
  }

  @Test
  void fetch_firstTime_isUnconditionalAndAsksForNoEncoding() {
    fixture.server.answer("200 OK", Lists.json(1, 101));
    fixture.start().fetch();

    assertThat(fixture.server.lastRequest())
        .doesNotContainKeys("if-none-match", "if-modified-since", "accept-encoding", "cookie");
  }

  @Test
  void fetch_again_isConditional() {
    fixture.server.answer("200 OK", Lists.json(1, 101), "ETag: " + TAG, CHANGED);
    HttpFixture.Started started = fixture.start().fetch();
    fixture.server.notModified();
    started.fetch();

    assertThat(fixture.server.lastRequest())
        .containsEntry("if-none-match", TAG)
        .containsEntry("if-modified-since", "Sun, 01 Nov 2026 00:00:00 GMT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Nothing: 1", "ETag: \"edition-1\"", "ETag: W/\"edition-1\""})
  void fetch_notModified_renewsTheAge(String header) {
    fixture.server.answer("200 OK", Lists.json(1, 101), "ETag: " + TAG);
    HttpFixture.Started started = fixture.start().fetch();
    fixture.clock.advance(Duration.ofDays(3));
    fixture.server.notModified(header);
    started.fetch();

    assertThat(started.list().fetchedAt()).isEqualTo(START.plus(Duration.ofDays(3)));
    assertThat(started.list().size()).isEqualTo(100);
    assertThat(fixture.lastUpdate()).isEqualTo(new StatusListUpdate.Confirmed(started.list()));
    assertThat(started.health().lastSuccess()).hasValue(START.plus(Duration.ofDays(3)));
  }

  @Test
  void fetch_notModifiedOutOfACache_renewsTheAgeOnlySoFar() {
    fixture.server.answer("200 OK", Lists.json(1, 101), "ETag: " + TAG);
    HttpFixture.Started started = fixture.start().fetch();
    fixture.clock.advance(Duration.ofDays(3));
    fixture.server.notModified("Age: 86400");
    started.fetch();
    assertThat(started.list().fetchedAt()).isEqualTo(START.plus(Duration.ofDays(2)));

    fixture.server.notModified("Age: 864000");
    started.fetch();
    assertThat(started.list().fetchedAt()).isEqualTo(START.plus(Duration.ofDays(2)));
  }

  @Test
  void fetch_sameListWithoutValidators_isConfirmed() {
    fixture.server.answer("200 OK", Lists.json(1, 101));
    HttpFixture.Started started = fixture.start().fetch();
    fixture.clock.advance(Duration.ofHours(1));
    started.fetch();

    assertThat(fixture.lastUpdate()).isEqualTo(new StatusListUpdate.Confirmed(started.list()));
    assertThat(started.list().fetchedAt()).isEqualTo(START.plus(Duration.ofHours(1)));
  }

  @Test
  void fetch_newList_replacesTheOldOne() {
    fixture.server.answer("200 OK", Lists.json(1, 101), "ETag: " + TAG);
    HttpFixture.Started started = fixture.start().fetch();
    fixture.clock.advance(Duration.ofHours(1));
    fixture.server.answer("200 OK", Lists.json(1, 102), "ETag: \"edition-2\"");
    started.fetch();
    fixture.server.notModified();
    started.fetch();

    assertThat(Lists.revokes(started.list(), 101)).isTrue();
    assertThat(fixture.server.lastRequest()).containsEntry("if-none-match", "\"edition-2\"");
  }

  @Test
  void fetch_listThatACacheServesLate_hasItsTrueAge() {
    fixture.server.answer("200 OK", Lists.json(1, 101), "Age: 7200");

    assertThat(fixture.start().fetch().list().fetchedAt())
        .isEqualTo(START.minus(Duration.ofHours(2)));
  }

  @Test
  void fetch_listWithAnEarlierDate_hasItsTrueAge() {
    Instant date = START.minus(Duration.ofDays(30));
    fixture.server.answer("200 OK", Lists.json(1, 101), "Date: " + Lists.httpDate(date));

    assertThat(fixture.start().fetch().list().fetchedAt()).isEqualTo(date);
  }

  @ParameterizedTest
  @CsvSource({"0, 300, 330", "7200, 7200, 7920", "900000, 77760, 86400"})
  void fetch_cacheControl_saysWhenToAskNextWithinBounds(long maxAge, long least, long most) {
    fixture.server.answer("200 OK", Lists.json(1, 101), "Cache-Control: public, max-age=" + maxAge);

    assertThat(fixture.start().fetch().scheduler().delay())
        .isBetween(Duration.ofSeconds(least), Duration.ofSeconds(most));
  }

  @Test
  void fetch_ageOfTheAnswer_isTakenOffItsFreshness() {
    fixture.server.answer("200 OK", Lists.json(1, 101), "Cache-Control: max-age=7200", "Age: 3600");

    assertThat(fixture.start().fetch().scheduler().delay())
        .isBetween(Duration.ofMinutes(60), Duration.ofMinutes(66));
  }

  @Test
  void interval_ofTheHost_bounds() {
    fixture.server.answer("200 OK", Lists.json(1, 101), "Cache-Control: max-age=7200");
    Duration minute = Duration.ofMinutes(1);

    assertThat(fixture.start(b -> b.interval(minute, minute)).fetch().scheduler().delay())
        .isEqualTo(minute);
  }

  @Test
  void start_ownThread_fetchesAndIsAwaited() throws InterruptedException {
    fixture.server.answer("200 OK", Lists.json(1, 101));
    try (HttpStatusListSource source =
        HttpStatusListSource.builder(fixture.clock).uri(fixture.server.uri()).start()) {
      assertThat(source.awaitFirst(HttpFixture.LONG)).isTrue();
      assertThat(source.current()).isPresent();
      assertThat(threads("portcullis-status-list")).isNotEmpty().allMatch(Thread::isDaemon);
    }
  }

  @Test
  void close_ownThread_ends() throws InterruptedException {
    fixture.server.behave(out -> Thread.sleep(HttpFixture.LONG.toMillis()));
    HttpStatusListSource source =
        HttpStatusListSource.builder(fixture.clock).uri(fixture.server.uri()).start();
    List<Thread> threads = threads("portcullis-status-list");
    assertThat(threads).isNotEmpty();
    source.close();
    source.close();
    for (Thread thread : threads) {
      thread.join(HttpFixture.LONG.toMillis());
      assertThat(thread.isAlive()).isFalse();
    }

    assertThat(source.awaitFirst(HttpFixture.LONG)).isFalse();
    assertThat(source.health().nextAttempt()).isEmpty();
  }

  @Timeout(60)
  @ParameterizedTest
  @EnumSource(
      value = ChronoUnit.class,
      names = {"HOURS", "ERAS", "FOREVER"})
  void awaitFirst_durationOfAnyLength_waitsForTheList(ChronoUnit unit) throws InterruptedException {
    fixture.server.answer("200 OK", Lists.json(1, 101));
    HttpFixture.Started started = fixture.start();
    Thread fetcher = new Thread(started::fetch);
    fetcher.start();

    assertThat(started.source().awaitFirst(unit.getDuration())).isTrue();
    fetcher.join();
  }

  @Test
  void awaitFirst_negativeDuration_doesNotWait() throws InterruptedException {
    HttpStatusListSource source = fixture.start().source();

    assertThat(source.awaitFirst(ChronoUnit.FOREVER.getDuration().negated())).isFalse();
  }

  @Test
  void awaitFirst_serverFails_isFalseAfterTheTimeout() throws InterruptedException {
    fixture.server.answer("500 Oops", "");
    HttpFixture.Started started = fixture.start().fetch();

    assertThat(started.source().awaitFirst(Duration.ofMillis(1))).isFalse();
  }

  @Test
  void close_schedulerOfTheHost_staysOpenAndGetsNoMoreWork() {
    fixture.server.answer("200 OK", Lists.json(1, 101));
    HttpFixture.Started started = fixture.start().fetch();
    started.source().close();
    started.scheduler().runNext();

    assertThat(started.scheduler().isWaiting()).isFalse();
    assertThat(started.scheduler().isShutdown()).isFalse();
    assertThat(started.source().current()).isPresent();
  }

  @Test
  void fetch_schedulerOfTheHostIsShutDown_isReported() {
    fixture.server.answer("200 OK", Lists.json(1, 101));
    HttpFixture.Started started = fixture.start();
    started.scheduler().refuseFromNowOn();
    started.fetch();

    assertThat(fixture.lastFailure()).isEqualTo(StatusListFailure.Kind.INTERNAL);
    assertThat(started.health().nextAttempt()).isEmpty();
    assertThat(started.source().current()).isPresent();
  }

  @Test
  void fetch_listenerFailsWithAnError_theSourceAsksAgain() {
    fixture.server.answer("200 OK", Lists.json(1, 101));
    HttpFixture.Started started =
        fixture.start(
            b ->
                b.listener(
                    update -> {
                      throw new NoClassDefFoundError("a logger");
                    }));

    started.fetch();
    assertThat(started.list().size()).isEqualTo(100);
    assertThat(started.scheduler().isWaiting()).isTrue();
  }

  @Test
  void fetch_randomnessFailsWithAnError_isReportedAndTheSourceAsksAgain() {
    fixture.server.answer("200 OK", Lists.json(1, 101));
    AtomicBoolean broken = new AtomicBoolean();
    HttpFixture.Started started =
        fixture.start(
            b ->
                b.random(
                    new Random(1) {
                      private static final long serialVersionUID = 1L;

                      @Override
                      public long nextLong(long bound) {
                        if (broken.get()) {
                          throw new StackOverflowError();
                        }
                        return super.nextLong(bound);
                      }
                    }));
    broken.set(true);
    started.fetch();

    assertThat(started.scheduler().delay()).isEqualTo(Duration.ofMinutes(1));
    assertThat(fixture.lastFailure()).isEqualTo(StatusListFailure.Kind.INTERNAL);
    assertThat(started.health().nextAttempt()).isPresent();

    // each attempt counts twice: as a failure, and as the fault while waiting after it was reckoned
    fixture.server.answer("500 Oops", "");
    started.fetch();
    assertThat(started.scheduler().delay()).isEqualTo(Duration.ofMinutes(4));
    started.fetch();
    assertThat(started.scheduler().delay()).isEqualTo(Duration.ofMinutes(16));
  }

  @Test
  void fetch_threadIsInterruptedByOthers_theSourceAsksAgain() {
    fixture.server.answer("200 OK", Lists.json(1, 101));
    HttpFixture.Started started = fixture.start();
    Thread.currentThread().interrupt();
    started.fetch();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(started.scheduler().isWaiting()).isTrue();
    started.fetch();
    assertThat(started.list().size()).isEqualTo(100);
  }

  @Test
  void fetch_listenerThrows_changesNothing() {
    fixture.server.answer("200 OK", Lists.json(1, 101));
    HttpFixture.Started started =
        fixture.start(
            b ->
                b.listener(
                    update -> {
                      throw new IllegalStateException("a listener that fails");
                    }));
    started.fetch();

    assertThat(started.source().current()).isPresent();
    assertThat(started.scheduler().isWaiting()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://android.googleapis.com/attestation/status",
        "ftp://localhost/list",
        "file:///etc/list",
        "https:///list",
        "list.json",
        "mailto:a@b",
        "https://user@localhost/list",
        "https://localhost/list#part"
      })
  void uri_unfitAddress_isRefusedWithoutShowingIt(String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpStatusListSource.builder(fixture.clock).uri(URI.create(uri)))
        .withMessageNotContaining(uri);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://mirror.example/list?x=1",
        "HTTPS://a.example",
        "http://localhost:1/list",
        "http://[::1]:80/list"
      })
  void uri_fitAddress_isTaken(String uri) {
    assertThatCode(() -> HttpStatusListSource.builder(fixture.clock).uri(URI.create(uri)))
        .doesNotThrowAnyException();
  }

  @Test
  void builder_impossibleSettings_areRefused() {
    HttpStatusListSource.Builder builder = HttpStatusListSource.builder(fixture.clock);
    Duration second = Duration.ofSeconds(1);
    HttpClient careless =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();

    assertThatIllegalArgumentException().isThrownBy(() -> builder.httpClient(careless));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.timeLimits(Duration.ZERO, second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.timeLimits(second, second.negated()));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.interval(Duration.ZERO, second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.interval(second.plusMillis(1), second));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxLossPercent(101));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.store(Path.of("/")));
  }

  @Test
  void google_address_isTheOneOfTheDocumentation() {
    assertThat(HttpStatusListSource.GOOGLE)
        .hasToString("https://android.googleapis.com/attestation/status");
  }

  private static List<Thread> threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .toList();
  }
}
