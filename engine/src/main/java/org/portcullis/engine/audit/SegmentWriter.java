package org.portcullis.engine.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.portcullis.engine.audit.AuditLog.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes the segment: takes what waits, writes it in one go, makes it durable,
 * answers. No other thread touches the channel, since an interrupted one would close it for all.
 */
final class SegmentWriter implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);
  private static final int MAX_STALLS = 16;
  private static final long IDLE_MILLIS = 20;

  private final SegmentChannel channel;
  private final BlockingQueue<PendingAppend> queue;
  private final Closeable lock;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(SegmentFormat.LONGEST_BATCH).order(ByteOrder.LITTLE_ENDIAN);
  private final List<PendingAppend> batch = new ArrayList<>(SegmentFormat.MAX_BATCH);
  private long end;
  private long sequence;
  private volatile long latestMillis;
  private volatile State state = State.OPEN;
  private volatile boolean closing;

  /**
   * A writer.
   *
   * @param lock released when the thread has ended, and by nobody else: as long as it lives it may
   *     touch the segment
   */
  SegmentWriter(
      SegmentChannel channel,
      BlockingQueue<PendingAppend> queue,
      Recovery recovery,
      Closeable lock) {
    this.lock = lock;
    this.channel = channel;
    this.queue = queue;
    this.end = recovery.found().end();
    this.sequence = recovery.found().records();
    this.latestMillis = recovery.latestMillis();
  }

  State state() {
    return state;
  }

  long latestMillis() {
    return latestMillis;
  }

  /** Asks the thread to end once the queue is empty. */
  void stop() {
    closing = true;
  }

  /** Gives up on a device that doesn't answer: the thread ends as soon as it does, empty-handed. */
  void abandon() {
    state = State.DEAD;
  }

  @Override
  public void run() {
    try {
      while (state == State.OPEN && !(closing && queue.isEmpty())) {
        collect();
        if (!batch.isEmpty()) {
          commit();
        }
      }
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      die(e);
    } finally {
      finish();
    }
  }

  /** Takes what waits, as much as fits the buffer; waits a little for the first. */
  private void collect() throws InterruptedException {
    batch.clear();
    buffer.clear();
    PendingAppend next = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
    while (next != null) {
      if (next.take()) {
        SegmentFormat.putFrame(buffer, sequence + batch.size(), batch.size(), next.entry());
        batch.add(next);
      }
      boolean room = buffer.remaining() >= SegmentFormat.FRAME_HEAD + AuditRecord.MAX_LENGTH;
      next = room && batch.size() < SegmentFormat.MAX_BATCH ? queue.poll() : null;
    }
    buffer.flip();
  }

  private void commit() throws IOException {
    long length = buffer.remaining();
    write();
    channel.force();
    checkNotAbandoned();
    end += length;
    for (PendingAppend append : batch) {
      latestMillis = Math.max(latestMillis, append.millis());
      append.accept(sequence++);
    }
    batch.clear();
  }

  private void checkNotAbandoned() throws IOException {
    if (state == State.DEAD) {
      throw new IOException("the device answered too late");
    }
  }

  private void write() throws IOException {
    long offset = end;
    int stalls = 0;
    try {
      while (buffer.hasRemaining()) {
        checkNotAbandoned();
        int written = channel.write(buffer, offset);
        offset += written;
        stalls = written > 0 ? 0 : stalls + 1;
        if (stalls > MAX_STALLS) {
          throw new IOException("the device takes no more");
        }
      }
    } catch (IOException e) {
      cutBack(e);
      throw e;
    }
  }

  /** What was written of a batch that is refused is taken back, if the device lets us. */
  private void cutBack(IOException cause) {
    try {
      channel.truncate(end);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Nothing is tried again: after a failed sync the system may have dropped the data and will say
   * so only once.
   */
  private void die(Throwable cause) {
    state = State.DEAD;
    LOG.error("the audit log takes no more records: {}", cause.toString());
    batch.forEach(append -> append.refuse(AuditRefusal.LOG_DEAD));
    batch.clear();
  }

  private void finish() {
    if (state == State.OPEN) {
      state = State.CLOSED;
    }
    refuseWaiting();
    close(channel, "segment");
    close(lock, "lock");
  }

  private static void close(Closeable what, String name) {
    try {
      what.close();
    } catch (IOException e) {
      LOG.warn("the audit log's {} could not be closed: {}", name, e.toString());
    }
  }

  /** Answers whoever came too late, or came while the thread ended. */
  void refuseWaiting() {
    AuditRefusal refusal = state == State.DEAD ? AuditRefusal.LOG_DEAD : AuditRefusal.LOG_CLOSED;
    PendingAppend append = queue.poll();
    while (append != null) {
      append.refuse(refusal);
      append = queue.poll();
    }
  }
}
