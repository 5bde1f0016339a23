package org.portcullis.engine.audit;

import java.nio.file.Path;
import org.portcullis.facts.Digest;

/** An entry of the log: the bytes of one record, whose frame holds. */
public final class AuditEntry {
  private final long sequence;
  private final Path file;
  private final long offset;
  private final byte[] bytes;

  AuditEntry(long sequence, Path file, long offset, byte[] bytes) {
    this.sequence = sequence;
    this.file = file;
    this.offset = offset;
    this.bytes = bytes;
  }

  /**
   * Its place in the log.
   *
   * @return 0 or more
   */
  public long sequence() {
    return sequence;
  }

  /**
   * The segment that it stands in.
   *
   * @return the file
   */
  public Path file() {
    return file;
  }

  /**
   * Where its frame begins.
   *
   * @return the offset in bytes from the start of the file
   */
  public long offset() {
    return offset;
  }

  /**
   * The entry.
   *
   * @return a copy of its bytes
   */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * Its hash as a leaf.
   *
   * @return SHA-256(0x00 ‖ entry) (RFC 6962, 2.1)
   */
  public Digest leafHash() {
    return LeafHash.of(bytes);
  }

  /**
   * Reads the record.
   *
   * @return the record, or what is wrong and where
   */
  public RecordDecoding decode() {
    return AuditRecord.decode(bytes);
  }

  @Override
  public String toString() {
    return "AuditEntry[sequence=" + sequence + ", file=" + file + ", offset=" + offset + "]";
  }
}
