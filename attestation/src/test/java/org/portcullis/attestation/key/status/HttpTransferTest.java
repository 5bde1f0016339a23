package org.portcullis.attestation.key.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.attestation.key.StatusList;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

/** A server that is slow, lies about a length, breaks off or never ends: that is no list. */
class HttpTransferTest {
  private static final Duration SHORT = Duration.ofMillis(300);

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
  void fetch_headersDoNotCome_timesOut() {
    fixture.expectFailure(Kind.TIMED_OUT, SHORT, out -> hold());
  }

  @Test
  void fetch_bodyDoesNotCome_timesOut() {
    fixture.expectFailure(
        Kind.TIMED_OUT,
        SHORT,
        out -> {
          out.write(ScriptedServer.head("200 OK", "Content-Length: 1000"));
          out.flush();
          hold();
        });
  }

  @Test
  void fetch_bodyDrips_timesOutAsAWhole() {
    fixture.expectFailure(
        Kind.TIMED_OUT,
        SHORT,
        out -> {
          out.write(ScriptedServer.head("200 OK", "Content-Length: 100000"));
          for (int i = 0; i < 100_000; i++) {
            out.write(' ');
            out.flush();
            Thread.sleep(20);
          }
        });
  }

  @Test
  void fetch_bodyShorterThanAnnounced_isTruncated() {
    fixture.expectFailure(
        Kind.TRUNCATED,
        HttpFixture.LONG,
        out -> {
          out.write(ScriptedServer.head("200 OK", "Content-Length: 100000"));
          out.write(Lists.json(1, 201).getBytes(StandardCharsets.UTF_8));
        });
  }

  @Test
  void fetch_bodyLongerThanAnnounced_isWhatWasAnnounced() {
    String list = Lists.json(1, 101);
    fixture.server.behave(
        out -> {
          out.write(ScriptedServer.head("200 OK", "Content-Length: " + list.length()));
          out.write((list + Lists.json(1, 301)).getBytes(StandardCharsets.UTF_8));
        });

    assertThat(fixture.start().fetch().list().size()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "-5", "99999999999999999999", ""})
  void fetch_lengthThatIsNone_isNoList(String length) {
    String list = Lists.json(1, 101);
    fixture.server.behave(
        out -> {
          out.write(ScriptedServer.head("200 OK", "Content-Length: " + length));
          out.write(list.substring(0, 20).getBytes(StandardCharsets.UTF_8));
        });
    HttpFixture.Started started = fixture.start().fetch();

    assertThat(started.source().current()).isEmpty();
    assertThat(fixture.updates).hasSize(1).first().isInstanceOf(StatusListUpdate.Failed.class);
    assertThat(started.scheduler().isWaiting()).isTrue();
  }

  @Test
  void fetch_endlessHeaders_endInAFailure() {
    fixture.server.behave(
        out -> {
          byte[] header = ("X-A: " + "a".repeat(8000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
          out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
          for (int i = 0; i < 8 * 1024; i++) {
            out.write(header);
          }
        });
    HttpFixture.Started started = fixture.start().fetch();

    assertThat(started.source().current()).isEmpty();
    assertThat(fixture.updates).hasSize(1).first().isInstanceOf(StatusListUpdate.Failed.class);
    assertThat(started.scheduler().isWaiting()).isTrue();
  }

  @Test
  void fetch_chunksBreakOff_isTruncated() {
    fixture.expectFailure(
        Kind.TRUNCATED,
        HttpFixture.LONG,
        out -> {
          out.write(ScriptedServer.head("200 OK", "Transfer-Encoding: chunked"));
          out.write("10\r\n{\"entries\":{".getBytes(StandardCharsets.UTF_8));
        });
  }

  @Test
  void fetch_lengthUnannouncedAndBrokenOff_isUnreadable() {
    fixture.expectFailure(
        Kind.UNREADABLE,
        HttpFixture.LONG,
        out -> {
          out.write(ScriptedServer.head("200 OK", "X-Test: 1"));
          String list = Lists.json(1, 201);
          out.write(list.substring(0, list.length() - 1).getBytes(StandardCharsets.UTF_8));
        });
  }

  @Test
  void fetch_endlessBody_isGivenUpAtTheLimit() throws InterruptedException {
    AtomicLong sent = new AtomicLong();
    CountDownLatch ended = new CountDownLatch(1);
    fixture.expectFailure(
        Kind.TOO_LARGE,
        HttpFixture.LONG,
        out -> {
          out.write(ScriptedServer.head("200 OK", "X-Test: 1"));
          writeForEver(out, sent, ended);
        });

    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    // what the sockets' buffers took beside the limit
    assertThat(sent.get()).isBetween((long) StatusList.MAX_BYTES, 2L * StatusList.MAX_BYTES);
  }

  @Test
  void fetch_tooLargeByItsOwnWord_isNotReadAtAll() throws InterruptedException {
    AtomicLong sent = new AtomicLong();
    CountDownLatch ended = new CountDownLatch(1);
    fixture.expectFailure(
        Kind.TOO_LARGE,
        HttpFixture.LONG,
        out -> {
          out.write(ScriptedServer.head("200 OK", "Content-Length: 16777217"));
          writeForEver(out, sent, ended);
        });

    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(sent.get()).isLessThan(StatusList.MAX_BYTES);
  }

  @Test
  void fetch_endlessErrorPage_isNotRead() throws InterruptedException {
    AtomicLong sent = new AtomicLong();
    CountDownLatch ended = new CountDownLatch(1);
    fixture.expectFailure(
        Kind.HTTP_STATUS,
        HttpFixture.LONG,
        out -> {
          out.write(ScriptedServer.head("500 Oops", "X-Test: 1"));
          writeForEver(out, sent, ended);
        });

    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(sent.get()).isLessThan(StatusList.MAX_BYTES);
  }

  private static void writeForEver(OutputStream out, AtomicLong sent, CountDownLatch ended)
      throws IOException {
    byte[] blanks = " ".repeat(8192).getBytes(StandardCharsets.US_ASCII);
    try {
      while (sent.get() < 8L * StatusList.MAX_BYTES) {
        out.write(blanks);
        sent.addAndGet(blanks.length);
      }
    } finally {
      ended.countDown();
    }
  }

  private static void hold() throws InterruptedException {
    Thread.sleep(HttpFixture.LONG.toMillis());
  }
}
