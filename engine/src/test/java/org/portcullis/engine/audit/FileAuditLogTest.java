package org.portcullis.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.engine.audit.AuditReceipt.Acceptance;
import org.portcullis.engine.audit.AuditReceipt.Accepted;
import org.portcullis.engine.audit.AuditReceipt.Refused;
import org.portcullis.facts.Digest;

class FileAuditLogTest {
  private static final FileAuditLog.Options PATIENT =
      new FileAuditLog.Options(Duration.ofSeconds(30), 4096);
  private static final FileAuditLog.Options HASTY =
      new FileAuditLog.Options(Duration.ofMillis(50), 4096);

  @TempDir Path directory;
  private @Nullable FaultyChannel channel;

  @Test
  void append_records_areReadBackInOrder() throws IOException {
    try (FileAuditLog log = FileAuditLog.open(directory)) {
      for (int i = 0; i < 20; i++) {
        Accepted accepted = (Accepted) log.append(Records.of(i));
        assertThat(accepted.sequence()).isEqualTo(i);
        assertThat(accepted.acceptance()).isEqualTo(Acceptance.DURABLE);
        assertThat(accepted.leafHash()).isEqualTo(LeafHash.of(Records.of(i).encode()));
        assertThat(read()).hasSize(i + 1);
      }
    }
    List<AuditEntry> entries = read();
    for (int i = 0; i < entries.size(); i++) {
      assertThat(entries.get(i).decode()).isEqualTo(new RecordDecoding.Decoded(Records.of(i)));
      assertThat(entries.get(i).toString()).contains("sequence=" + i);
    }
  }

  @Test
  void append_afterReopening_goesOn() throws IOException {
    try (FileAuditLog log = FileAuditLog.open(directory)) {
      log.append(Records.at(5_000, 1));
      log.append(Records.at(3_000, 2));
      assertThat(log.latestMillis()).isEqualTo(5_000);
    }
    try (FileAuditLog log = FileAuditLog.open(directory)) {
      assertThat(log.latestMillis()).isEqualTo(5_000);
      assertThat(log.recovery().records()).isEqualTo(2);
      assertThat(log.recovery().isTorn()).isFalse();
      assertThat(((Accepted) log.append(Records.of(3))).sequence()).isEqualTo(2);
    }
  }

  @Test
  void append_manyThreads_getEachItsOwnPlace() throws Exception {
    try (FileAuditLog log = open(PATIENT)) {
      List<AuditReceipt> receipts = appendAll(log, 16, 400);
      assertThat(receipts.stream().map(r -> ((Accepted) r).sequence()).distinct()).hasSize(400);
      assertThat(channel().forces.get()).isBetween(1, 400);
    }
    assertThat(read()).hasSize(400);
  }

  @Test
  void append_interruptedCaller_isAcceptedAndHarmsNobody() throws IOException {
    try (FileAuditLog log = FileAuditLog.open(directory, PATIENT)) {
      Thread.currentThread().interrupt();
      assertThat(log.append(Records.of(1)).isAccepted()).isTrue();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(log.append(Records.of(2)).isAccepted()).isTrue();
    }
  }

  @Test
  void append_shortWrites_areFinished() throws IOException {
    try (FileAuditLog log = open(PATIENT)) {
      channel().bytesPerWrite = 7;
      assertThat(log.append(Records.of(0)).isAccepted()).isTrue();
      assertThat(log.append(Records.of(1)).isAccepted()).isTrue();
    }
    assertThat(read()).hasSize(2);
  }

  @Test
  void append_writesThatWriteNothing_killTheLog() throws IOException {
    try (FileAuditLog log = open(PATIENT)) {
      channel().bytesPerWrite = 0;
      assertRefused(log.append(Records.of(0)), AuditRefusal.LOG_DEAD);
    }
  }

  @Test
  void append_fullDisk_takesTheRecordBackAndKillsTheLog() throws IOException {
    try (FileAuditLog log = open(PATIENT)) {
      log.append(Records.of(0));
      channel().bytesUntilFull.set(100);
      assertRefused(log.append(Records.of(1)), AuditRefusal.LOG_DEAD);
      assertThat(log.state()).isEqualTo(AuditLog.State.DEAD);
      channel().bytesUntilFull.set(Long.MAX_VALUE);
      assertRefused(log.append(Records.of(2)), AuditRefusal.LOG_DEAD);
    }
    assertThat(read()).hasSize(1);
    try (FileAuditLog log = FileAuditLog.open(directory)) {
      assertThat(log.recovery().isTorn()).isFalse();
      assertThat(log.append(Records.of(1)).isAccepted()).isTrue();
    }
  }

  @Test
  void append_fullDiskThatCannotBeCutBack_isRecoveredAtOpening() throws IOException {
    try (FileAuditLog log = open(PATIENT)) {
      log.append(Records.of(0));
      channel().failTruncate = true;
      channel().bytesUntilFull.set(100);
      assertRefused(log.append(Records.of(1)), AuditRefusal.LOG_DEAD);
    }
    try (FileAuditLog log = FileAuditLog.open(directory)) {
      assertThat(log.recovery().tornBytes()).isEqualTo(100);
      assertThat(((Accepted) log.append(Records.of(1))).sequence()).isEqualTo(1);
    }
    assertThat(read()).hasSize(2);
  }

  @Test
  void append_failedSync_killsTheLogAndIsNotTriedAgain() throws IOException {
    try (FileAuditLog log = open(PATIENT)) {
      log.append(Records.of(0));
      channel().failForce = true;
      assertRefused(log.append(Records.of(1)), AuditRefusal.LOG_DEAD);
      int forces = channel().forces.get();
      channel().failForce = false;
      assertRefused(log.append(Records.of(2)), AuditRefusal.LOG_DEAD);
      assertThat(channel().forces.get()).isEqualTo(forces);
      assertThat(log.state()).isEqualTo(AuditLog.State.DEAD);
    }
  }

  @Test
  void append_slowDevice_isRefusedInTimeAndMayBeDurableLater() throws IOException {
    try (FileAuditLog log = open(HASTY)) {
      channel().gate = new CountDownLatch(1);
      assertRefused(log.append(Records.of(0)), AuditRefusal.TIMED_OUT);
      // Its turn had not come when its caller went: it is never written.
      assertRefused(log.append(Records.of(1)), AuditRefusal.TIMED_OUT);
      channel().gate.countDown();
    }
    assertThat(read()).hasSize(1);
    assertThat(read().get(0).bytes()).isEqualTo(Records.of(0).encode());
  }

  @Test
  void append_fullQueue_isRefusedAtOnce() throws Exception {
    FileAuditLog.Options small = new FileAuditLog.Options(Duration.ofSeconds(20), 2);
    try (FileAuditLog log = open(small)) {
      channel().gate = new CountDownLatch(1);
      ExecutorService callers = Executors.newCachedThreadPool();
      List<Future<AuditReceipt>> receipts = new ArrayList<>();
      receipts.add(callers.submit(() -> log.append(Records.of(0))));
      while (channel().forces.get() == 0) {
        Thread.sleep(5);
      }
      // The writer is busy with the first: two more may wait.
      for (int i = 1; i < 10; i++) {
        int seed = i;
        receipts.add(callers.submit(() -> log.append(Records.of(seed))));
      }
      while (receipts.stream().filter(Future::isDone).count() < 7) {
        Thread.sleep(5);
      }
      channel().gate.countDown();
      int accepted = 0;
      for (Future<AuditReceipt> receipt : receipts) {
        AuditReceipt given = receipt.get(20, TimeUnit.SECONDS);
        if (given.isAccepted()) {
          accepted++;
        } else {
          assertRefused(given, AuditRefusal.QUEUE_FULL);
        }
      }
      callers.shutdown();
      assertThat(accepted).isEqualTo(3);
    }
    assertThat(read()).hasSize(3);
  }

  @Test
  void append_tooLongRecord_isRefusedAndHarmsNobody() throws IOException {
    try (FileAuditLog log = FileAuditLog.open(directory)) {
      assertRefused(log.append(Records.tooLong()), AuditRefusal.RECORD_TOO_LONG);
      assertThat(log.append(Records.of(1)).isAccepted()).isTrue();
    }
  }

  @Test
  void append_closedLog_isRefused() throws IOException {
    FileAuditLog log = FileAuditLog.open(directory);
    assertThat(log.state()).isEqualTo(AuditLog.State.OPEN);
    log.close();
    assertThat(log.state()).isEqualTo(AuditLog.State.CLOSED);
    assertRefused(log.append(Records.of(1)), AuditRefusal.LOG_CLOSED);
    log.close();
  }

  @Test
  void close_deviceThatHangs_keepsTheLockAndNeitherWritesNorAccepts() throws Exception {
    FileAuditLog log = open(PATIENT);
    FaultyChannel hanging = channel();
    hanging.gate = new CountDownLatch(1);
    ExecutorService callers = Executors.newCachedThreadPool();
    Future<AuditReceipt> written = callers.submit(() -> log.append(Records.of(0)));
    while (hanging.forces.get() == 0) {
      Thread.sleep(5);
    }
    Future<AuditReceipt> waiting = callers.submit(() -> log.append(Records.of(1)));
    Thread.sleep(50);
    log.close(Duration.ofMillis(50));
    assertThat(log.state()).isEqualTo(AuditLog.State.DEAD);
    assertRefusedToOpen(AuditLogException.Cause.LOCKED, "another writer has the log open");
    assertRefused(log.append(Records.of(2)), AuditRefusal.LOG_DEAD);
    long size = Files.size(segment());
    hanging.gate.countDown();
    assertRefused(written.get(10, TimeUnit.SECONDS), AuditRefusal.LOG_DEAD);
    assertRefused(waiting.get(10, TimeUnit.SECONDS), AuditRefusal.LOG_DEAD);
    callers.shutdown();
    log.close();
    assertThat(Files.size(segment())).isEqualTo(size);
    try (FileAuditLog next = FileAuditLog.open(directory)) {
      // It was written and its caller was told that it doesn't count.
      assertThat(next.recovery().records()).isEqualTo(1);
      assertThat(((Accepted) next.append(Records.of(1))).sequence()).isEqualTo(1);
    }
  }

  @Test
  void close_whileOthersAppend_answersEveryone() throws Exception {
    for (int round = 0; round < 20; round++) {
      Path fresh = directory.resolve("round-" + round);
      FileAuditLog log = FileAuditLog.open(fresh, PATIENT);
      ExecutorService callers = Executors.newFixedThreadPool(4);
      List<Future<AuditReceipt>> receipts = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        int seed = i;
        receipts.add(callers.submit(() -> log.append(Records.of(seed))));
      }
      log.close();
      long accepted = 0;
      for (Future<AuditReceipt> receipt : receipts) {
        AuditReceipt given = receipt.get(10, TimeUnit.SECONDS);
        accepted += given.isAccepted() ? 1 : 0;
        assertThat(given.isAccepted() || given.equals(new Refused(AuditRefusal.LOG_CLOSED)))
            .isTrue();
      }
      callers.shutdown();
      assertThat(read(fresh)).hasSize((int) accepted);
    }
  }

  @Test
  void open_secondWriter_isToldThatItIsLocked() throws IOException {
    try (FileAuditLog log = FileAuditLog.open(directory)) {
      for (int i = 0; i < 2; i++) {
        assertRefusedToOpen(AuditLogException.Cause.LOCKED, "another writer has the log open");
      }
      assertThat(log.append(Records.of(1)).isAccepted()).isTrue();
    }
    FileAuditLog.open(directory).close();
  }

  @Test
  void open_tornTail_isSetAsideAndReported() throws IOException {
    fill(3);
    byte[] whole = Files.readAllBytes(segment());
    for (int round = 0; round < 2; round++) {
      Files.write(segment(), new byte[] {40, 1, 0, 0, 77}, StandardOpenOption.APPEND);
      try (FileAuditLog log = FileAuditLog.open(directory)) {
        assertThat(log.recovery().tornBytes()).isEqualTo(5);
        assertThat(log.recovery().end()).isEqualTo(whole.length);
        Path kept = log.recovery().kept().orElseThrow();
        String name = segment().getFileName() + (round == 0 ? "" : "." + round) + ".torn";
        assertThat(kept.getFileName()).hasToString(name);
        assertThat(kept).hasBinaryContent(new byte[] {40, 1, 0, 0, 77});
      }
      assertThat(segment()).hasBinaryContent(whole);
    }
  }

  @Test
  void open_cutAnywhereInTheLastFrame_keepsTheOthers() throws IOException {
    fill(3);
    byte[] whole = Files.readAllBytes(segment());
    long last = read().get(2).offset();
    for (long cut = last; cut < whole.length; cut += 13) {
      Files.write(segment(), Arrays.copyOf(whole, (int) cut));
      try (FileAuditLog log = FileAuditLog.open(directory)) {
        assertThat(log.recovery().records()).isEqualTo(2);
        assertThat(((Accepted) log.append(Records.of(9))).sequence()).isEqualTo(2);
      }
      assertThat(read().get(2).bytes()).isEqualTo(Records.of(9).encode());
    }
  }

  @Test
  void open_damagedMiddle_isRefusedWithItsPlaceAndLeftAlone() throws IOException {
    fill(3);
    byte[] damaged = Files.readAllBytes(segment());
    long offset = read().get(1).offset();
    damaged[(int) offset + 50] ^= 1;
    Files.write(segment(), damaged);
    assertRefusedToOpen(
        AuditLogException.Cause.DAMAGED, "damaged at offset " + offset + " (FRAME_CHECKSUM)");
    assertThat(segment()).hasBinaryContent(damaged);
    try (AuditReader reader = AuditReader.open(directory)) {
      assertThat(reader.next()).isInstanceOf(AuditScan.Next.class);
      assertThat(reader.next())
          .isEqualTo(new AuditScan.Damaged(segment(), offset, AuditDamage.FRAME_CHECKSUM));
    }
  }

  @Test
  void open_entryThatIsNoRecord_isRefused() throws IOException {
    fill(1);
    ByteBuffer frame = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
    SegmentFormat.putFrame(frame, 1, 0, new byte[] {1, 2, 3});
    Files.write(
        segment(), Arrays.copyOf(frame.array(), frame.position()), StandardOpenOption.APPEND);
    assertRefusedToOpen(AuditLogException.Cause.DAMAGED, "RECORD_UNREADABLE");
  }

  @Test
  void open_emptiedSegment_isRefused() throws IOException {
    fill(3);
    Files.write(segment(), new byte[0]);
    assertRefusedToOpen(AuditLogException.Cause.DAMAGED, "HEAD_TRUNCATED");
  }

  @Test
  void open_segmentTakenAway_isRefused() throws IOException {
    fill(3);
    try (FileAuditLog log = FileAuditLog.open(directory)) {
      log.blobs().put(new byte[] {1});
    }
    Files.delete(segment());
    assertRefusedToOpen(AuditLogException.Cause.SEGMENT_MISSING, "its segment is gone");
  }

  @Test
  void open_strangeSegment_isRefused() throws IOException {
    fill(3);
    Files.copy(segment(), directory.resolve("00000000000000000003.pal"));
    assertRefusedToOpen(AuditLogException.Cause.SEGMENT_UNEXPECTED, "one segment named");
  }

  @Test
  void open_crashBeforeTheSegmentHadItsName_beginsTheLog() throws IOException {
    Files.write(directory.resolve("00000000000000000000.pal.tmp"), new byte[] {1});
    fill(1);
    assertThat(read()).hasSize(1);
  }

  @Test
  void read_noLog_saysSo() {
    assertThatThrownBy(() -> AuditReader.open(directory))
        .isInstanceOfSatisfying(
            AuditLogException.class,
            e -> assertThat(e.reason()).isEqualTo(AuditLogException.Cause.MISSING));
    assertThatThrownBy(() -> AuditReader.open(directory.resolve("nowhere")))
        .hasMessageEndingWith("nowhere: there is no audit log");
  }

  @Test
  void blobs_whatWasPut_isThereUnderItsDigest() throws IOException {
    try (FileAuditLog log = FileAuditLog.open(directory)) {
      byte[] content = {1, 2, 3};
      Digest digest = log.blobs().put(content);
      assertThat(digest).isEqualTo(Digest.of(content));
      assertThat(log.blobs().put(content)).isEqualTo(digest);
      assertThat(log.blobs().get(digest)).contains(content);
      assertThat(log.blobs().get(Digest.of(new byte[0]))).isEmpty();
      Path file = directory.resolve("blobs").resolve(digest.hex());
      Files.write(file, new byte[] {9});
      assertThatThrownBy(() -> log.blobs().get(digest)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> log.blobs().put(content)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void options_outOfRange_areAMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FileAuditLog.Options(Duration.ZERO, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FileAuditLog.Options(Duration.ofSeconds(1), 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FileAuditLog.Options(Duration.ofSeconds(Long.MAX_VALUE), 1));
  }

  private FileAuditLog open(FileAuditLog.Options options) throws IOException {
    return FileAuditLog.open(
        directory,
        options,
        file -> {
          FaultyChannel faulty = new FaultyChannel(file);
          channel = faulty;
          return faulty;
        });
  }

  private FaultyChannel channel() {
    return Objects.requireNonNull(channel);
  }

  private void fill(int records) throws IOException {
    try (FileAuditLog log = FileAuditLog.open(directory, PATIENT)) {
      for (int i = 0; i < records; i++) {
        assertThat(log.append(Records.of(i)).isAccepted()).isTrue();
      }
    }
  }

  private static List<AuditReceipt> appendAll(FileAuditLog log, int threads, int records)
      throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    List<Future<AuditReceipt>> waiting = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      int seed = i;
      waiting.add(callers.submit(() -> log.append(Records.of(seed))));
    }
    List<AuditReceipt> receipts = new ArrayList<>();
    for (Future<AuditReceipt> receipt : waiting) {
      receipts.add(receipt.get(30, TimeUnit.SECONDS));
    }
    callers.shutdown();
    return receipts;
  }

  private Path segment() {
    return directory.resolve("00000000000000000000.pal");
  }

  private List<AuditEntry> read() throws IOException {
    return read(directory);
  }

  private static List<AuditEntry> read(Path directory) throws IOException {
    List<AuditEntry> entries = new ArrayList<>();
    try (AuditReader reader = AuditReader.open(directory)) {
      AuditScan scan = reader.next();
      for (; scan instanceof AuditScan.Next next; scan = reader.next()) {
        entries.add(next.entry());
      }
      assertThat(scan).isInstanceOf(AuditScan.End.class);
    }
    return entries;
  }

  private void assertRefusedToOpen(AuditLogException.Cause cause, String message) {
    assertThatThrownBy(() -> FileAuditLog.open(directory))
        .isInstanceOfSatisfying(
            AuditLogException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(cause);
              assertThat(e.path().toString()).startsWith(directory.toString());
              assertThat(e).hasMessageContaining(message);
            });
  }

  private static void assertRefused(AuditReceipt receipt, AuditRefusal refusal) {
    assertThat(receipt).isEqualTo(new Refused(refusal));
  }
}
