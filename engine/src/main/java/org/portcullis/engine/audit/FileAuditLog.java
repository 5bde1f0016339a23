package org.portcullis.engine.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.portcullis.release.files.DurableFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An audit log in a directory: one append-only segment that grows without limit, a lock, and the
 * blobs that records name. A record is accepted when {@code fdatasync} has returned for it.
 *
 * <p>One thread writes, for all callers at once: what waits while one write is made durable is
 * written together with the next. A record that is refused as timed out may be durable after all,
 * if its turn had come; the caller was told that it doesn't count, and an eligible record whose
 * decision was never returned grants nothing.
 *
 * <p>A write or sync that fails ends the log until it is opened again. Opening reads every record's
 * frame; an unfinished append at the end is set aside and reported, any other damage is refused.
 *
 * <p>Not for network file systems, whose locks and syncs promise less.
 */
public final class FileAuditLog implements AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger(FileAuditLog.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final long JOIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final AuditDirectory directory;
  private final AuditRecovery recovery;
  private final BlockingQueue<PendingAppend> queue;
  private final SegmentWriter writer;
  private final Thread thread;
  private final long timeoutNanos;
  private volatile boolean closed;

  /**
   * Settings of a log.
   *
   * @param timeout how long an append waits at most, over 0, up to a day
   * @param queueCapacity how many records may wait, 1 or more
   */
  public record Options(Duration timeout, int queueCapacity) {
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);

    /** A quarter of a second, and 4,096 records. */
    public static final Options DEFAULTS = new Options(Duration.ofMillis(250), 4096);

    /**
     * Checks ranges.
     *
     * @param timeout the {@code timeout} component
     * @param queueCapacity the {@code queueCapacity} component
     * @throws IllegalArgumentException if one is not positive, or the timeout over a day
     */
    public Options {
      if (timeout.isZero() || timeout.isNegative() || queueCapacity < 1) {
        throw new IllegalArgumentException("timeout and capacity must be positive");
      }
      if (timeout.compareTo(LONGEST_TIMEOUT) > 0) {
        throw new IllegalArgumentException("`timeout` must not be over a day");
      }
    }
  }

  private FileAuditLog(
      AuditDirectory directory,
      AuditLock lock,
      Recovery recovery,
      SegmentChannel channel,
      Options options) {
    this.directory = directory;
    this.recovery = recovery.found();
    this.queue = new ArrayBlockingQueue<>(options.queueCapacity());
    this.timeoutNanos = options.timeout().toNanos();
    this.writer = new SegmentWriter(channel, queue, recovery, lock);
    this.thread = new Thread(writer, "portcullis-audit");
    thread.setDaemon(true);
  }

  /**
   * Opens a log with the default settings.
   *
   * @param directory where it is; made if it is not there
   * @return the log
   * @throws AuditLogException if it is locked, damaged or gone
   * @throws IOException if the directory can't be read or written
   */
  public static FileAuditLog open(Path directory) throws IOException {
    return open(directory, Options.DEFAULTS);
  }

  /**
   * Opens a log.
   *
   * @param directory where it is; made if it is not there
   * @param options the settings
   * @return the log
   * @throws AuditLogException if it is locked, damaged or gone
   * @throws IOException if the directory can't be read or written
   */
  public static FileAuditLog open(Path directory, Options options) throws IOException {
    return open(directory, options, SegmentChannel::open);
  }

  static FileAuditLog open(Path path, Options options, SegmentChannel.Opener opener)
      throws IOException {
    DurableFiles.createDirectories(path);
    AuditDirectory directory = new AuditDirectory(path);
    AuditLock lock = AuditLock.acquire(path, directory.lockFile());
    try {
      Path segment = directory.segment().orElse(null);
      Path begun = segment == null ? directory.begin() : segment;
      Recovery recovery = Recovery.run(directory, begun);
      report(recovery.found());
      FileAuditLog log = new FileAuditLog(directory, lock, recovery, opener.open(begun), options);
      log.thread.start();
      return log;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void report(AuditRecovery found) {
    if (found.isTorn()) {
      LOG.warn(
          "the audit log ended in an unfinished append: {} bytes and {} zeros were cut off at {}",
          found.tornBytes(),
          found.zeroBytes(),
          found.end());
    }
  }

  /**
   * What was found when the log was opened.
   *
   * @return the recovery
   */
  public AuditRecovery recovery() {
    return recovery;
  }

  @Override
  public AuditReceipt append(AuditRecord record) {
    byte[] entry = record.encode();
    if (entry.length > AuditRecord.MAX_LENGTH) {
      return new AuditReceipt.Refused(AuditRefusal.RECORD_TOO_LONG);
    }
    if (state() != State.OPEN) {
      return refusedByState();
    }
    PendingAppend append = new PendingAppend(entry, record.timeMillis());
    if (!queue.offer(append)) {
      return new AuditReceipt.Refused(AuditRefusal.QUEUE_FULL);
    }
    if (writer.state() != State.OPEN) {
      // The thread may have ended between the two looks, and nobody else would answer.
      writer.refuseWaiting();
    }
    return append.await(timeoutNanos);
  }

  private AuditReceipt refusedByState() {
    boolean dead = state() == State.DEAD;
    return new AuditReceipt.Refused(dead ? AuditRefusal.LOG_DEAD : AuditRefusal.LOG_CLOSED);
  }

  @Override
  public State state() {
    State written = writer.state();
    return closed && written == State.OPEN ? State.CLOSED : written;
  }

  @Override
  public long latestMillis() {
    return writer.latestMillis();
  }

  @Override
  public BlobStore blobs() {
    return directory.blobs();
  }

  /**
   * Ends the log after the records that already wait, and releases its lock. If the device doesn't
   * answer within ten seconds, the log is dead: nothing is written or accepted any more, and the
   * lock is kept until the device answers or the process ends.
   */
  @Override
  public void close() {
    close(CLOSE_TIMEOUT);
  }

  synchronized void close(Duration timeout) {
    closed = true;
    writer.stop();
    boolean interrupted = awaitThread(timeout);
    if (thread.isAlive()) {
      writer.abandon();
      LOG.error("the audit log's device does not answer; the lock is kept until it does");
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the writer, which must not be interrupted; says whether the caller was. */
  private boolean awaitThread(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    boolean interrupted = false;
    while (thread.isAlive() && System.nanoTime() - deadline < 0) {
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.min(deadline - System.nanoTime(), JOIN_NANOS));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }
}
