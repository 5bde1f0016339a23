package org.portcullis.attestation.key.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

/** A server that answers something else than a newer list: the last good one stays. */
class HttpFaultTest {
  private static final Instant START = TestClock.START;

  private HttpFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new HttpFixture();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({
    "204 No Content, HTTP_STATUS",
    "206 Partial Content, HTTP_STATUS",
    "301 Moved Permanently, REDIRECTED",
    "302 Found, REDIRECTED",
    "307 Temporary Redirect, REDIRECTED",
    "400 Bad Request, HTTP_STATUS",
    "401 Unauthorized, HTTP_STATUS",
    "404 Not Found, HTTP_STATUS",
    "407 Proxy Authentication Required, HTTP_STATUS",
    "500 Internal Server Error, HTTP_STATUS",
    "503 Service Unavailable, HTTP_STATUS"
  })
  void fetch_otherStatus_isNoListWhateverItsBody(String status, Kind kind) {
    String body = status.startsWith("204") ? "" : Lists.json(1, 201);
    fixture.server.answer("200 OK", Lists.json(1, 101));
    HttpFixture.Started started = fixture.start().fetch();
    fixture.server.answer(status, body, "Location: http://127.0.0.1:1/elsewhere");
    started.fetch();

    assertKept(started, kind);
    if (kind == Kind.HTTP_STATUS) {
      assertThat(started.health().failure().orElseThrow().detail())
          .contains(status.substring(0, 3));
    }
  }

  @Test
  void fetch_redirect_isNotFollowed() throws IOException {
    try (ScriptedServer elsewhere = new ScriptedServer()) {
      elsewhere.answer("200 OK", Lists.json(1, 201));
      fixture.server.answer("302 Found", "", "Location: " + elsewhere.uri());
      HttpFixture.Started started = fixture.start().fetch();

      assertThat(started.source().current()).isEmpty();
      assertThat(fixture.lastFailure()).isEqualTo(Kind.REDIRECTED);
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void fetch_clientOfTheHostFollowsRedirects_isUpToTheHost() throws IOException {
    HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    try (ScriptedServer elsewhere = new ScriptedServer()) {
      elsewhere.answer("200 OK", Lists.json(1, 201));
      fixture.server.answer("302 Found", "", "Location: " + elsewhere.uri());

      assertThat(fixture.start(b -> b.httpClient(client)).fetch().list().size()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE html><html><body>Please log in</body></html>",
        "{\"error\":{\"code\":500}}",
        "{\"entries\":[]}",
        "[]",
        "null",
        "{\"entries\":{\"a\":{}}"
      })
  void fetch_somethingElseWith200_isUnreadable(String body) {
    fixture.server.answer("200 OK", Lists.json(1, 101));
    HttpFixture.Started started = fixture.start().fetch();
    fixture.server.answer("200 OK", body, "Content-Type: application/json");
    started.fetch();

    assertKept(started, Kind.UNREADABLE);
  }

  @Test
  void fetch_emptyBodyWith200_isUnreadable() {
    fixture.server.answer("200 OK", "");

    assertThat(fixture.start().fetch().source().current()).isEmpty();
    assertThat(fixture.lastFailure()).isEqualTo(Kind.UNREADABLE);
  }

  @Test
  void fetch_utf16_isUnreadable() {
    fixture.expectFailure(
        Kind.UNREADABLE,
        HttpFixture.LONG,
        out -> {
          byte[] body = Lists.json(1, 201).getBytes(StandardCharsets.UTF_16);
          out.write(ScriptedServer.head("200 OK", "Content-Length: " + body.length));
          out.write(body);
        });
  }

  @Test
  void fetch_byteOrderMark_isNoFault() {
    fixture.server.answer("200 OK", "\uFEFF" + Lists.json(1, 101));

    assertThat(fixture.start().fetch().list().size()).isEqualTo(100);
  }

  @Test
  void fetch_contentEncoding_isUnreadable() {
    fixture.server.answer("200 OK", Lists.json(1, 101), "Content-Encoding: gzip");

    fixture.start().fetch();
    assertThat(fixture.lastFailure()).isEqualTo(Kind.UNREADABLE);
  }

  @Test
  void fetch_emptyList_isRefused() {
    expectRefusal(Kind.EMPTY, Lists.json(0, 0));
  }

  @Test
  void fetch_shrunkList_isRefused() {
    expectRefusal(Kind.SHRUNK, Lists.json(1, 90));
  }

  @Test
  void fetch_shrunkListWithinTheBoundOfTheHost_isTaken() {
    fixture.server.answer("200 OK", Lists.json(1, 101));
    HttpFixture.Started started = fixture.start(b -> b.maxLossPercent(50)).fetch();
    fixture.clock.advance(Duration.ofHours(1));
    fixture.server.answer("200 OK", Lists.json(1, 51));

    assertThat(started.fetch().list().size()).isEqualTo(50);
  }

  @Test
  void fetch_olderListOutOfACache_isRefused() {
    expectRefusal(Kind.OUTDATED, Lists.json(1, 111), "Age: 7200");
  }

  @Test
  void fetch_olderListByItsDate_isRefused() {
    expectRefusal(
        Kind.OUTDATED,
        Lists.json(1, 111),
        "Date: " + Lists.httpDate(START.minus(Duration.ofDays(1))));
  }

  @Test
  void fetch_olderEditionByItsLastChange_isRefused() {
    fixture.server.answer("200 OK", Lists.json(1, 101), "Last-Modified: " + Lists.httpDate(START));
    HttpFixture.Started started = fixture.start().fetch();
    fixture.clock.advance(Duration.ofHours(1));
    fixture.server.answer(
        "200 OK", Lists.json(1, 111), "Last-Modified: " + Lists.httpDate(START.minusSeconds(1)));
    started.fetch();

    assertKept(started, Kind.OUTDATED);
  }

  @Test
  void fetch_notModifiedWithoutAList_isRefused() {
    fixture.server.notModified();
    HttpFixture.Started started = fixture.start().fetch();

    assertThat(started.source().current()).isEmpty();
    assertThat(fixture.lastFailure()).isEqualTo(Kind.NOT_MODIFIED_UNMATCHED);
  }

  @Test
  void fetch_notModifiedOfAnUnconditionalRequest_doesNotRenewTheAge() {
    fixture.server.answer("200 OK", Lists.json(1, 101));
    HttpFixture.Started started = fixture.start().fetch();
    fixture.clock.advance(Duration.ofHours(1));
    fixture.server.notModified();
    started.fetch();

    assertKept(started, Kind.NOT_MODIFIED_UNMATCHED);
  }

  @Test
  void fetch_notModifiedOfAnotherEdition_isRefusedAndAskedAgainWithoutCondition() {
    fixture.server.answer("200 OK", Lists.json(1, 101), "ETag: \"1\"");
    HttpFixture.Started started = fixture.start().fetch();
    fixture.clock.advance(Duration.ofHours(1));
    fixture.server.notModified("ETag: \"0\"");
    started.fetch();
    assertKept(started, Kind.NOT_MODIFIED_UNMATCHED);

    fixture.server.answer("200 OK", Lists.json(1, 102), "ETag: \"2\"");
    started.fetch();
    assertThat(fixture.server.lastRequest()).doesNotContainKey("if-none-match");
    assertThat(started.list().size()).isEqualTo(101);

    fixture.server.notModified();
    started.fetch();
    assertThat(fixture.server.lastRequest()).containsEntry("if-none-match", "\"2\"");
  }

  @Test
  void fetch_nobodyListens_isNoConnection() {
    fixture.server.close();
    HttpFixture.Started started = fixture.start().fetch();

    assertThat(started.source().current()).isEmpty();
    assertThat(fixture.lastFailure()).isEqualTo(Kind.CONNECTION_FAILED);
    assertThat(started.health().failure().orElseThrow().detail()).doesNotContain("127.0.0.1");
  }

  @Test
  void fetch_connectionClosedWithoutAWord_isNoConnection() {
    fixture.expectFailure(Kind.CONNECTION_FAILED, HttpFixture.LONG, out -> {});
  }

  @Test
  void fetch_answerIsNoHttp_isNoConnection() {
    fixture.expectFailure(
        Kind.CONNECTION_FAILED,
        HttpFixture.LONG,
        out -> out.write("SSH-2.0-OpenSSH_9.9\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void fetch_tooManyRequests_waitsAsLongAsAsked() {
    fixture.server.answer("429 Too Many Requests", "", "Retry-After: 5400");

    assertThat(fixture.start().fetch().scheduler().delay()).isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void fetch_failsAgainAndAgain_backsOffAndRecovers() {
    fixture.server.answer("500 Oops", "");
    HttpFixture.Started started = fixture.start();
    Duration previous = Duration.ZERO;
    for (int failures = 1; failures <= 7; failures++) {
      started.fetch();
      assertThat(started.health().consecutiveFailures()).isEqualTo(failures);
      assertThat(started.scheduler().delay()).isGreaterThan(previous.dividedBy(2));
      previous = started.scheduler().delay();
    }
    assertThat(previous).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(60));

    fixture.server.answer("200 OK", Lists.json(1, 101));
    started.fetch();
    assertThat(started.health().consecutiveFailures()).isZero();
    assertThat(started.health().failure()).isEmpty();
  }

  private void expectRefusal(Kind kind, String body, String... headers) {
    fixture.server.answer("200 OK", Lists.json(1, 101));
    HttpFixture.Started started = fixture.start().fetch();
    fixture.clock.advance(Duration.ofHours(1));
    fixture.server.answer("200 OK", body, headers);
    started.fetch();

    assertKept(started, kind);
  }

  private void assertKept(HttpFixture.Started started, Kind kind) {
    assertThat(fixture.lastFailure()).isEqualTo(kind);
    assertThat(started.list().size()).isEqualTo(100);
    assertThat(started.list().fetchedAt()).isEqualTo(START);
    assertThat(started.health().lastSuccess()).hasValue(START);
    assertThat(started.health().consecutiveFailures()).isEqualTo(1);
    assertThat(started.scheduler().delay())
        .isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
  }
}
