package org.portcullis.attestation.key.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.attestation.key.StatusList;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

class FileStatusListSourceTest {
  private static final Instant COPIED = TestClock.START.minus(Duration.ofHours(1));
  private static final Instant FETCHED = TestClock.START.minus(Duration.ofDays(2));

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final List<StatusListUpdate> updates = new ArrayList<>();
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("status.json");
  }

  @Test
  void build_list_isInForceAtItsTimeOfModification() throws IOException {
    write(Lists.json(1, 101), COPIED);
    FileStatusListSource source = statusList();

    assertThat(list(source).size()).isEqualTo(100);
    assertThat(list(source).fetchedAt()).isEqualTo(COPIED);
    assertThat(source.health().lastSuccess()).hasValue(TestClock.START);
    assertThat(source.health().nextAttempt()).isEmpty();
  }

  @Test
  void build_sidecar_saysWhenTheListWasFetched() throws IOException {
    write(Lists.json(1, 101), COPIED);
    sidecar(FETCHED + "\n");

    assertThat(list(statusList()).fetchedAt()).isEqualTo(FETCHED);
  }

  @Test
  void build_sidecarWithDigest_isAboutThatListAlone() throws IOException {
    write(Lists.json(1, 101), COPIED);
    String digest = Lists.list(1, 101, FETCHED).digest().toHex();
    sidecar(FETCHED + " " + digest.toUpperCase(Locale.ROOT) + "\n");
    FileStatusListSource source = statusList();
    assertThat(list(source).fetchedAt()).isEqualTo(FETCHED);

    sidecar(FETCHED.plusSeconds(9) + "  " + "0".repeat(64));
    assertThat(failure(source.reload())).isEqualTo(Kind.FETCH_INSTANT_UNREADABLE);
    assertThat(list(source).fetchedAt()).isEqualTo(FETCHED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-11-01",
        "2026-11-01T00:00:00Z 12ab",
        "2026-11-01T00:00:00Z x y",
        "+1000000001-01-01T00:00:00Z"
      })
  void build_damagedSidecar_isNeverTakenAsAbsent(String content) throws IOException {
    write(Lists.json(1, 101), COPIED);
    sidecar(content);
    FileStatusListSource source = statusList();

    assertThat(source.current()).isEmpty();
    assertThat(failure(updates.get(0))).isEqualTo(Kind.FETCH_INSTANT_UNREADABLE);
  }

  @Test
  void build_hugeSidecar_isUnreadable() throws IOException {
    write(Lists.json(1, 101), COPIED);
    sidecar(FETCHED + " ".repeat(300));

    assertThat(statusList().current()).isEmpty();
  }

  @Test
  void build_sidecarAheadOfTheClock_isRefused() throws IOException {
    write(Lists.json(1, 101), COPIED);
    sidecar(TestClock.START.plus(Duration.ofMinutes(6)).toString());
    statusList();

    assertThat(failure(updates.get(0))).isEqualTo(Kind.FROM_THE_FUTURE);
  }

  @Test
  void current_listAheadOfTheClock_isTakenOnceTheClockHasCaughtUp() throws IOException {
    write(Lists.json(1, 101), TestClock.START.plus(Duration.ofMinutes(6)));
    FileStatusListSource source = statusList();
    assertThat(source.current()).isEmpty();
    clock.advance(Duration.ofMinutes(1));

    assertThat(list(source).size()).isEqualTo(100);
    assertThat(source.health().failure()).isEmpty();
  }

  @Test
  void build_sidecarThatCantBeRead_mayHealWithoutAChangeOfIt() throws IOException {
    write(Lists.json(1, 101), COPIED);
    Files.createDirectory(folder.resolve("status.json.fetched"));
    FileStatusListSource source = statusList();
    clock.advance(Duration.ofMinutes(1));

    assertThat(source.current()).isEmpty();
    // it is tried each time: rights to a file come without a change of it
    assertThat(updates)
        .extracting(FileStatusListSourceTest::failure)
        .containsExactly(Kind.FILE_UNREADABLE, Kind.FILE_UNREADABLE);
  }

  /** Taken for absent, it would make the list as young as its copy. */
  @Test
  void build_sidecarIsALinkThatLeadsNowhere_isRefused() throws IOException {
    write(Lists.json(1, 101), COPIED);
    Files.createSymbolicLink(folder.resolve("status.json.fetched"), folder.resolve("gone"));
    FileStatusListSource source = statusList();

    assertThat(source.current()).isEmpty();
    assertThat(source.health().failure().orElseThrow().kind()).isEqualTo(Kind.FILE_UNREADABLE);
  }

  @Test
  void build_noFile_hasNoListAndSaysWhy() throws IOException {
    FileStatusListSource source = statusList();

    assertThat(source.current()).isEmpty();
    assertThat(source.health().failure().orElseThrow().kind()).isEqualTo(Kind.FILE_UNREADABLE);
    assertThat(source.health().failure().orElseThrow().detail()).doesNotContain(folder.toString());
  }

  @Test
  void current_fileComesLater_isFoundAfterTheInterval() throws IOException {
    FileStatusListSource source = statusList();
    write(Lists.json(1, 101), COPIED);

    clock.advance(Duration.ofMillis(9_999));
    assertThat(source.current()).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(source.current()).isPresent();
  }

  @Test
  void current_clockStepsBack_looksAtOnce() throws IOException {
    FileStatusListSource source = statusList();
    write(Lists.json(1, 101), FETCHED);
    clock.set(TestClock.START.minus(Duration.ofDays(1)));

    assertThat(source.current()).isPresent();
  }

  @Test
  void current_unchangedFile_isNotReadAgain() throws IOException {
    write(Lists.json(1, 101), COPIED);
    FileStatusListSource source = statusList();
    clock.advance(Duration.ofHours(1));
    source.current();

    assertThat(updates).hasSize(1);
  }

  @Test
  void current_changedFile_isTaken() throws IOException {
    write(Lists.json(1, 101), COPIED);
    FileStatusListSource source = statusList();
    clock.advance(Duration.ofHours(1));
    write(Lists.json(1, 102), COPIED.plusSeconds(1));

    assertThat(list(source).size()).isEqualTo(101);
  }

  @Test
  void current_sidecarChanged_renewsTheAge() throws IOException {
    write(Lists.json(1, 101), COPIED);
    sidecar(FETCHED.toString());
    FileStatusListSource source = statusList();
    clock.advance(Duration.ofHours(1));
    sidecar(FETCHED.plusSeconds(60).toString());

    assertThat(list(source).fetchedAt()).isEqualTo(FETCHED.plusSeconds(60));
    assertThat(updates.get(1)).isEqualTo(new StatusListUpdate.Confirmed(list(source)));
  }

  @Test
  void current_badList_isReportedOnceAndTheLastGoodOneStays() throws IOException {
    write(Lists.json(1, 101), COPIED);
    FileStatusListSource source = statusList();
    clock.advance(Duration.ofHours(1));
    write("<html>", COPIED.plusSeconds(1));
    source.current();
    clock.advance(Duration.ofHours(1));

    assertThat(list(source).size()).isEqualTo(100);
    assertThat(list(source).fetchedAt()).isEqualTo(COPIED);
    assertThat(updates).hasSize(2);
    assertThat(failure(updates.get(1))).isEqualTo(Kind.UNREADABLE);
    assertThat(source.health().failure()).isPresent();
  }

  @Test
  void reload_emptyShrunkOrOlderList_isRefused() throws IOException {
    write(Lists.json(1, 101), COPIED);
    FileStatusListSource source = statusList();

    write(Lists.json(0, 0), COPIED);
    assertThat(failure(source.reload())).isEqualTo(Kind.EMPTY);
    write(Lists.json(1, 90), COPIED);
    assertThat(failure(source.reload())).isEqualTo(Kind.SHRUNK);
    write(Lists.json(1, 102), COPIED.minusSeconds(1));
    assertThat(failure(source.reload())).isEqualTo(Kind.OUTDATED);
    assertThat(list(source).size()).isEqualTo(100);
  }

  @Test
  void reload_lossThatTheHostAllows_isTaken() throws IOException {
    write(Lists.json(1, 101), COPIED);
    FileStatusListSource source =
        FileStatusListSource.statusList(file, clock).maxLossPercent(100).build();
    write(Lists.json(1, 2), COPIED);

    assertThat(source.reload()).isInstanceOf(StatusListUpdate.Replaced.class);
  }

  @Test
  void reload_tooLargeFile_isRefused() throws IOException {
    write(Lists.json(1, 101) + " ".repeat(StatusList.MAX_BYTES), COPIED);

    assertThat(failure(statusList().reload())).isEqualTo(Kind.TOO_LARGE);
  }

  @Test
  void reload_folder_isRefused() throws IOException {
    Files.createDirectory(file);

    assertThat(failure(statusList().reload())).isEqualTo(Kind.FILE_UNREADABLE);
  }

  @Test
  void denyList_file_mayShrinkBeEmptyAndOlder() throws IOException {
    write(Lists.json(1, 101), COPIED);
    FileStatusListSource source = denyList();
    write(Lists.json(0, 0), FETCHED);
    clock.advance(Duration.ofHours(1));

    assertThat(list(source).size()).isZero();
  }

  @Test
  void denyList_unusableAtTheStart_isNoSource() throws IOException {
    assertThatExceptionOfType(IOException.class).isThrownBy(this::denyList);
    write("nonsense", COPIED);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(this::denyList)
        .withMessageContaining("the list is no valid json");
  }

  @Test
  void denyList_unusableLater_staysInForce() throws IOException {
    write(Lists.json(1, 3), COPIED);
    FileStatusListSource source = denyList();
    Files.delete(file);
    clock.advance(Duration.ofHours(1));

    assertThat(list(source).size()).isEqualTo(2);
    assertThat(source.health().failure().orElseThrow().kind()).isEqualTo(Kind.FILE_UNREADABLE);
  }

  @Test
  void builder_impossibleSettings_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                FileStatusListSource.statusList(file, clock).checkInterval(Duration.ofMillis(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileStatusListSource.statusList(file, clock).maxLossPercent(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileStatusListSource.statusList(Path.of("/"), clock).build());
  }

  @Test
  void checkInterval_zero_looksEachTime() throws IOException {
    write(Lists.json(1, 101), COPIED);
    FileStatusListSource source =
        FileStatusListSource.statusList(file, clock).checkInterval(Duration.ZERO).build();
    write(Lists.json(1, 102), COPIED.plusSeconds(1));

    assertThat(list(source).size()).isEqualTo(101);
  }

  private FileStatusListSource statusList() throws IOException {
    return FileStatusListSource.statusList(file, clock).listener(updates::add).build();
  }

  private FileStatusListSource denyList() throws IOException {
    return FileStatusListSource.denyList(file, clock).listener(updates::add).build();
  }

  private static StatusList list(FileStatusListSource source) {
    return source.current().orElseThrow();
  }

  private static Kind failure(StatusListUpdate update) {
    return ((StatusListUpdate.Failed) update).failure().kind();
  }

  private void write(String json, Instant modified) throws IOException {
    Files.writeString(file, json);
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }

  private void sidecar(String content) throws IOException {
    Path beside = folder.resolve("status.json.fetched");
    Files.writeString(beside, content);
  }
}
