package org.portcullis.release.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes files so that a crash leaves the old content or the new one, never a part, and that what
 * was written is on the device when the call returns. Not for network file systems, whose renames
 * and syncs promise less.
 */
public final class DurableFiles {
  /** Windows offers no way to sync a directory, and needs none for what is done here. */
  private static final boolean SYNCABLE =
      !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  private DurableFiles() {}

  /**
   * Makes a directory with its parents, and durable the entries that lead to it.
   *
   * @param directory the directory; nothing is done if it is there
   * @throws IOException if it can't be made
   */
  public static void createDirectories(Path directory) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    Path at = directory.toAbsolutePath();
    for (; at != null && !Files.isDirectory(at); at = at.getParent()) {
      missing.push(at);
    }
    Files.createDirectories(directory);
    for (Path made : missing) {
      sync(Objects.requireNonNull(made.getParent(), "a root is a directory"));
    }
  }

  /**
   * Makes the entries of a directory durable.
   *
   * @param directory the directory
   * @throws IOException if the system can't
   */
  public static void sync(Path directory) throws IOException {
    if (SYNCABLE) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /**
   * Writes a file in one step in place of the one that may be there.
   *
   * @param file the file, in a directory that is there
   * @param content its bytes
   * @throws IOException if it can't be written, or may not outlast a power cut: the file is then
   *     the old one or the new one, never a part
   */
  public static void replace(Path file, byte[] content) throws IOException {
    replace(file, content, parent(file));
  }

  /**
   * Writes a file in one step in place of the one that may be there, by way of another directory
   * than the file's, in which nothing else may appear.
   *
   * @param file the file, in a directory that is there
   * @param content its bytes
   * @param by a directory on the same device
   * @throws IOException if it can't be written, or may not outlast a power cut: the file is then
   *     the old one or the new one, never a part
   */
  public static void replace(Path file, byte[] content, Path by) throws IOException {
    Path temporary = temporary(by);
    try {
      write(temporary, content);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    sync(parent(file));
  }

  /**
   * A name that nothing has, for what is renamed once it is whole. Other than the platform's
   * temporary files, which are for their maker alone, what is made under it may be read by whom the
   * process lets read its files: stores are shared.
   *
   * @param directory where
   * @return a path with a name that begins with a dot
   */
  public static Path temporary(Path directory) {
    return directory.resolve("." + UUID.randomUUID() + ".tmp");
  }

  private static Path parent(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file's folder");
  }

  /**
   * Writes a file's content and makes it durable; the directory's entry is for {@link #sync}.
   *
   * @param file the file; emptied first if it is there
   * @param content its bytes
   * @throws IOException if it can't be written; it may then hold a part
   */
  public static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }
}
