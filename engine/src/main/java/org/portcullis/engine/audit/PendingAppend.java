package org.portcullis.engine.audit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.portcullis.engine.audit.AuditReceipt.Refused;
import org.portcullis.facts.Digest;

/** An entry on its way through the queue, and the caller that waits for its receipt. */
final class PendingAppend {
  private static final int WAITING = 0;
  private static final int TAKEN = 1;
  private static final int ABANDONED = 2;

  private final byte[] entry;
  private final long millis;
  private final Digest leafHash;
  private final AtomicInteger turn = new AtomicInteger(WAITING);
  private final CountDownLatch answered = new CountDownLatch(1);
  private volatile @Nullable AuditReceipt receipt;

  PendingAppend(byte[] entry, long millis) {
    this.entry = entry;
    this.millis = millis;
    this.leafHash = LeafHash.of(entry);
  }

  byte[] entry() {
    return entry;
  }

  long millis() {
    return millis;
  }

  /** The writer takes it, unless its caller has gone; from then on it may reach the disk. */
  boolean take() {
    return turn.compareAndSet(WAITING, TAKEN);
  }

  void accept(long sequence) {
    answer(new AuditReceipt.Accepted(sequence, AuditReceipt.Acceptance.DURABLE, leafHash));
  }

  void refuse(AuditRefusal refusal) {
    answer(new Refused(refusal));
  }

  private void answer(AuditReceipt given) {
    receipt = given;
    answered.countDown();
  }

  /** Waits for the receipt. An interrupt is kept for the caller and does not cut the wait short. */
  AuditReceipt await(long timeoutNanos) {
    long deadline = System.nanoTime() + timeoutNanos;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (!answered.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            turn.compareAndSet(WAITING, ABANDONED);
          }
          AuditReceipt given = receipt;
          return given != null ? given : new Refused(AuditRefusal.TIMED_OUT);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
