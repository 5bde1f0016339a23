package org.portcullis.engine.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.portcullis.release.files.DurableFiles;

/** The directory of a log: one segment, a lock, the blobs, and what recovery set aside. */
final class AuditDirectory {
  static final String LOCK = "audit.lock";
  static final String BLOBS = "blobs";
  static final String TORN = ".torn";

  private final Path directory;

  AuditDirectory(Path directory) {
    this.directory = directory;
  }

  Path lockFile() {
    return directory.resolve(LOCK);
  }

  BlobStore blobs() {
    return new FileBlobStore(directory.resolve(BLOBS));
  }

  /** The segment; empty if the log was never begun. */
  Optional<Path> segment() throws IOException {
    List<Path> segments = list(directory, SegmentFormat.SUFFIX);
    Path first = directory.resolve(SegmentFormat.fileName(0));
    if (segments.isEmpty()) {
      checkNeverBegun();
      return Optional.empty();
    }
    if (!segments.equals(List.of(first))) {
      throw new AuditLogException(
          AuditLogException.Cause.SEGMENT_UNEXPECTED,
          directory,
          "one segment named `" + first.getFileName() + "` is expected");
    }
    return Optional.of(first);
  }

  /** Begins the log: the head is durable before the segment has its name. */
  Path begin() throws IOException {
    Path file = directory.resolve(SegmentFormat.fileName(0));
    DurableFiles.replace(file, SegmentFormat.firstHead());
    return file;
  }

  /** Sets bytes aside beside the segment that they were cut from; never over earlier ones. */
  Path keepTorn(Path segment, byte[] bytes) throws IOException {
    Path kept = Path.of(segment + TORN);
    for (int i = 1; Files.exists(kept); i++) {
      kept = Path.of(segment + "." + i + TORN);
    }
    DurableFiles.write(kept, bytes);
    DurableFiles.sync(directory);
    return kept;
  }

  /** A new log must not take the place of one whose segment was removed. */
  private void checkNeverBegun() throws IOException {
    Path blobs = directory.resolve(BLOBS);
    boolean traces =
        !list(directory, TORN).isEmpty()
            || (Files.isDirectory(blobs) && !list(blobs, "").isEmpty());
    if (traces) {
      throw new AuditLogException(
          AuditLogException.Cause.SEGMENT_MISSING,
          directory,
          "a log was here and its segment is gone; a new one is not begun in its place");
    }
  }

  private static List<Path> list(Path directory, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
