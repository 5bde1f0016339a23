package org.portcullis.attestation.key.status;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** One thread that never keeps a JVM alive. */
final class DaemonScheduler {
  private static final String NAME = "portcullis-status-list";

  private DaemonScheduler() {}

  static ScheduledExecutorService create() {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, NAME);
          thread.setDaemon(true);
          return thread;
        });
  }
}
