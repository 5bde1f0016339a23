package org.portcullis.engine.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads a log from its first entry on, without the right to write it; a writer may go on meanwhile.
 * It sees what was there when it was opened. Not thread-safe.
 */
public final class AuditReader implements Closeable {
  private final AuditDirectory directory;
  private final FileChannel channel;
  private final SegmentScanner scanner;

  private AuditReader(AuditDirectory directory, FileChannel channel, SegmentScanner scanner) {
    this.directory = directory;
    this.channel = channel;
    this.scanner = scanner;
  }

  /**
   * Opens a log for reading.
   *
   * @param directory where it is
   * @return the reader, before the first entry
   * @throws AuditLogException if there is no log, or it is gone
   * @throws IOException if it can't be read
   */
  public static AuditReader open(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw missing(directory);
    }
    AuditDirectory files = new AuditDirectory(directory);
    Path segment = files.segment().orElseThrow(() -> missing(directory));
    FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ);
    try {
      SegmentSource source = SegmentSource.of(channel);
      SegmentScanner scanner = new SegmentScanner(source, channel.size(), segment);
      return new AuditReader(files, channel, scanner);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static AuditLogException missing(Path directory) {
    return new AuditLogException(
        AuditLogException.Cause.MISSING, directory, "there is no audit log");
  }

  /**
   * Reads on.
   *
   * @return the next entry, the end, or damage; after the last two, the same again
   * @throws IOException if the file can't be read
   */
  public AuditScan next() throws IOException {
    return scanner.next();
  }

  /**
   * The store of what the records name by digest.
   *
   * @return the store beside the log
   */
  public BlobStore blobs() {
    return directory.blobs();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
