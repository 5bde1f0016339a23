package org.portcullis.attestation.key.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

/** A source that goes on with the list of an earlier run. */
class RestartTest {
  private static final String TAG = "ETag: \"edition-1\"";

  @TempDir private Path folder;
  private Path store;
  private HttpFixture fixture;

  @BeforeEach
  void open() throws IOException {
    store = folder.resolve("status-list");
    fixture = new HttpFixture();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void start_duringAnOutage_beginsWithTheKeptListAtItsTrueAge() {
    keepList();
    fixture.clock.advance(Duration.ofDays(2));
    fixture.server.close();
    HttpFixture.Started restarted = fixture.startWith(store);

    assertThat(restarted.list().size()).isEqualTo(100);
    assertThat(restarted.list().fetchedAt()).isEqualTo(TestClock.START);
    assertThat(restarted.health().lastSuccess()).isEmpty();
    assertThat(fixture.updates).containsExactly(new StatusListUpdate.Replaced(restarted.list()));

    restarted.fetch();
    assertThat(fixture.lastFailure()).isEqualTo(Kind.CONNECTION_FAILED);
    assertThat(restarted.list().fetchedAt()).isEqualTo(TestClock.START);
  }

  @Test
  void start_keptList_isAskedForConditionallyAndGuards() {
    keepList();
    fixture.clock.advance(Duration.ofHours(1));
    HttpFixture.Started restarted = fixture.startWith(store);
    fixture.server.answer("200 OK", Lists.json(1, 50));
    restarted.fetch();

    assertThat(fixture.server.lastRequest())
        .containsEntry("if-none-match", "\"edition-1\"")
        .containsEntry("if-modified-since", Lists.httpDate(TestClock.START));
    assertThat(fixture.lastFailure()).isEqualTo(Kind.SHRUNK);
  }

  @Test
  void start_keptList_ordersLaterOnesByTheirLastChange() {
    keepList();
    fixture.clock.advance(Duration.ofHours(1));
    HttpFixture.Started restarted = fixture.startWith(store);
    fixture.server.answer(
        "200 OK",
        Lists.json(1, 102),
        "Last-Modified: " + Lists.httpDate(TestClock.START.minusSeconds(1)));
    restarted.fetch();

    assertThat(fixture.lastFailure()).isEqualTo(Kind.OUTDATED);
  }

  @Test
  void fetch_notModified_renewsTheKeptAge() {
    HttpFixture.Started started = keepList();
    fixture.clock.advance(Duration.ofDays(2));
    fixture.server.notModified();
    started.fetch();

    assertThat(fixture.startWith(store).list().fetchedAt())
        .isEqualTo(TestClock.START.plus(Duration.ofDays(2)));
  }

  @Test
  void fetch_refusedList_isNotKept() throws IOException {
    HttpFixture.Started started = keepList();
    byte[] before = Files.readAllBytes(store);
    fixture.server.answer("200 OK", Lists.json(1, 50));
    started.fetch();

    assertThat(store).hasBinaryContent(before);
  }

  @Test
  void fetch_list_leavesNothingButTheStore() throws IOException {
    keepList();

    assertThat(files()).containsExactly(store);
  }

  @Test
  void start_unfinishedWriteOfACrash_isOverwritten() throws IOException {
    Path unfinished = folder.resolve("status-list.tmp");
    Files.writeString(unfinished, "x".repeat(100_000));
    keepList();

    assertThat(files()).containsExactly(store);
    assertThat(fixture.startWith(store).list().size()).isEqualTo(100);
  }

  @Test
  void write_unfinishedIsALink_doesNotFollowIt() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "precious");
    Files.createSymbolicLink(folder.resolve("status-list.tmp"), other);
    HttpFixture.Started started = keepList();

    assertThat(other).hasContent("precious");
    assertThat(started.health().storeFailure())
        .get()
        .extracting(StatusListFailure::kind)
        .isEqualTo(Kind.STORE_UNWRITABLE);
  }

  @Test
  void start_keptListIsDamagedAnywhere_isIgnoredAndReported() throws IOException {
    keepList();
    byte[] good = Files.readAllBytes(store);
    for (int i = 0; i < good.length; i += 7) {
      byte[] damaged = good.clone();
      damaged[i] ^= 1;
      assertIgnored(damaged);
    }
  }

  @Test
  void start_keptListIsTornAnywhere_isIgnoredAndReported() throws IOException {
    keepList();
    byte[] good = Files.readAllBytes(store);
    for (int length = 0; length < good.length; length += 13) {
      assertIgnored(Arrays.copyOf(good, length));
    }
    assertIgnored(Arrays.copyOf(good, good.length + 1));
    assertIgnored(new byte[KeptListFormat.MAX_BYTES + 1]);
  }

  /** Behind a right digest: they would end every request before it is sent. */
  @Test
  void start_keptValidatorsCantBeSent_isIgnoredAndReported() throws Exception {
    keepList();
    KeptList good = KeptListFormat.decode(Files.readAllBytes(store));
    for (String unfit : List.of("\t", "\r", "x".repeat(513))) {
      assertIgnored(KeptListFormat.encode(with(good, new Validators(unfit, ""))));
      assertIgnored(KeptListFormat.encode(with(good, new Validators("", unfit))));
    }
    Files.write(store, KeptListFormat.encode(with(good, new Validators("x".repeat(512), ""))));
    assertThat(fixture.startWith(store).list().size()).isEqualTo(100);
  }

  private static KeptList with(KeptList list, Validators validators) {
    return new KeptList(list.edition(), validators, list.text());
  }

  @Test
  void start_keptListIsDamaged_theNextListIsTakenAndKept() throws IOException {
    Files.writeString(store, "damaged");
    HttpFixture.Started started = keepList();

    assertThat(started.list().size()).isEqualTo(100);
    assertThat(started.health().storeFailure()).isEmpty();
    assertThat(fixture.startWith(store).list().size()).isEqualTo(100);
  }

  @Test
  void start_storeIsAFolder_isReportedAndTheListStaysInMemory() throws IOException {
    Files.createDirectory(store);
    Files.createFile(store.resolve("something"));
    HttpFixture.Started started = keepList();

    assertThat(started.list().size()).isEqualTo(100);
    assertThat(started.health().failure()).isEmpty();
    assertThat(started.health().storeFailure())
        .get()
        .extracting(StatusListFailure::kind)
        .isEqualTo(Kind.STORE_UNWRITABLE);
    assertThat(failures()).containsExactly(Kind.STORE_UNREADABLE, Kind.STORE_UNWRITABLE);
  }

  @Test
  void fetch_folderIsGone_isReportedUntilItIsBack() throws IOException {
    store = folder.resolve("missing").resolve("status-list");
    HttpFixture.Started started = keepList();
    assertThat(started.list().size()).isEqualTo(100);
    assertThat(failures()).containsExactly(Kind.STORE_UNWRITABLE);
    assertThat(started.health().storeFailure().orElseThrow().detail())
        .doesNotContain(folder.toString());

    Files.createDirectory(folder.resolve("missing"));
    started.fetch();
    assertThat(started.health().storeFailure()).isEmpty();
    assertThat(fixture.startWith(store).list().size()).isEqualTo(100);
  }

  private HttpFixture.Started keepList() {
    fixture.server.answer(
        "200 OK", Lists.json(1, 101), TAG, "Last-Modified: " + Lists.httpDate(TestClock.START));
    HttpFixture.Started started = fixture.startWith(store).fetch();
    List<StatusListUpdate> failures =
        fixture.updates.stream().filter(StatusListUpdate.Failed.class::isInstance).toList();
    fixture.updates.clear();
    fixture.updates.addAll(failures);
    return started;
  }

  private List<Kind> failures() {
    return fixture.updates.stream()
        .map(update -> ((StatusListUpdate.Failed) update).failure().kind())
        .toList();
  }

  private void assertIgnored(byte[] content) throws IOException {
    Files.write(store, content);
    HttpFixture.Started restarted = fixture.startWith(store);

    assertThat(restarted.source().current()).isEmpty();
    assertThat(fixture.lastFailure()).isEqualTo(Kind.STORE_DAMAGED);
    assertThat(restarted.health().storeFailure()).isPresent();
    assertThat(restarted.health().consecutiveFailures()).isZero();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
