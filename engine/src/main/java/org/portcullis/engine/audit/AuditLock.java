package org.portcullis.engine.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The right to write a log, held by at most one writer on the machine. */
final class AuditLock implements Closeable {
  /**
   * What this process holds. Without it a second attempt in the same process would open the file,
   * fail, and by closing the file give up the first one's lock: POSIX locks belong to a process and
   * end with the first close of the file.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private AuditLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static AuditLock acquire(Path directory, Path lockFile) throws IOException {
    Path file = directory.toRealPath().resolve(lockFile.getFileName());
    if (!HELD.add(file)) {
      throw locked(directory);
    }
    try {
      return lock(directory, file);
    } catch (IOException | RuntimeException e) {
      HELD.remove(file);
      throw e;
    }
  }

  // The lock is held as long as the channel is open, which close() ends.
  @SuppressWarnings("resource")
  private static AuditLock lock(Path directory, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by a copy of this class in another class loader.
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw locked(directory);
    }
    return new AuditLock(file, channel);
  }

  private static AuditLogException locked(Path directory) {
    return new AuditLogException(
        AuditLogException.Cause.LOCKED, directory, "another writer has the log open");
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(file);
    }
  }
}
