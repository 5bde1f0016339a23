package org.portcullis.attestation.key.status;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs what is scheduled when the test says so, on the test's thread. */
final class ManualScheduler extends ScheduledThreadPoolExecutor {
  private Runnable task = () -> {};
  private Duration delay = Duration.ZERO;
  private boolean waiting;
  private boolean refusing;

  ManualScheduler() {
    super(1);
  }

  @Override
  public synchronized ScheduledFuture<?> schedule(Runnable command, long wait, TimeUnit unit) {
    if (refusing) {
      throw new RejectedExecutionException();
    }
    task = command;
    delay = Duration.of(wait, unit.toChronoUnit());
    waiting = true;
    // a future that never runs by itself
    return super.schedule((Callable<Void>) () -> null, Long.MAX_VALUE / 2, TimeUnit.NANOSECONDS);
  }

  void refuseFromNowOn() {
    refusing = true;
  }

  /** The delay of the task that is waiting. */
  Duration delay() {
    if (!waiting) {
      throw new AssertionError("nothing is scheduled");
    }
    return delay;
  }

  boolean isWaiting() {
    return waiting;
  }

  void runNext() {
    delay();
    waiting = false;
    task.run();
  }

  @Override
  public List<Runnable> shutdownNow() {
    throw new AssertionError("the scheduler of the host is its own");
  }

  /** Ends the thread of the test's own scheduler. */
  void end() {
    super.shutdownNow();
  }
}
