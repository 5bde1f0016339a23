package org.portcullis.engine.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Walks over the frames of a segment and tells an unfinished batch at the end from damage. */
final class SegmentScanner {
  private static final int WINDOW = 1 << 16;
  private static final int LONGEST_FRAME = SegmentFormat.FRAME_HEAD + AuditRecord.MAX_LENGTH;

  private final SegmentSource source;
  private final Path file;
  private final long size;
  private final byte[] window = new byte[WINDOW];
  private long windowStart;
  private int windowLength;
  private long position;
  private long sequence;

  /** The index that the next frame has if it is of the same batch as the last. */
  private int index;

  SegmentScanner(SegmentSource source, long size, Path file) {
    this.source = source;
    this.size = size;
    this.file = file;
  }

  /** The next entry; after an end or damage, the same again. */
  AuditScan next() throws IOException {
    if (position == 0) {
      Optional<AuditDamage> damage = readHead();
      if (damage.isPresent()) {
        return new AuditScan.Damaged(file, 0, damage.get());
      }
      position = SegmentFormat.HEAD_LENGTH;
    }
    int available = fill(position, LONGEST_FRAME);
    int at = (int) (position - windowStart);
    if (isFrame(at, available)) {
      return frame(at);
    }
    return judgeTail();
  }

  private Optional<AuditDamage> readHead() throws IOException {
    if (fill(0, SegmentFormat.HEAD_LENGTH) < SegmentFormat.HEAD_LENGTH) {
      return Optional.of(AuditDamage.HEAD_TRUNCATED);
    }
    return SegmentFormat.checkHead(Arrays.copyOf(window, SegmentFormat.HEAD_LENGTH));
  }

  private AuditScan frame(int at) {
    FrameHead head = new FrameHead(SegmentFormat.readInt(window, at));
    int body = at + SegmentFormat.FRAME_HEAD;
    byte[] bytes = Arrays.copyOfRange(window, body, body + head.length());
    AuditEntry entry = new AuditEntry(sequence, file, position, bytes);
    position += head.frameLength();
    sequence++;
    index = head.index() + 1;
    return new AuditScan.Next(entry);
  }

  private AuditScan judgeTail() throws IOException {
    long end = endOfNonZero();
    if (end == position) {
      return new AuditScan.End(file, position, 0, size - end);
    }
    boolean torn = end - position <= SegmentFormat.LONGEST_BATCH && isTorn(readTail(end));
    return torn ? new AuditScan.End(file, position, end - position, size - end) : damaged();
  }

  private boolean isTorn(byte[] tail) {
    boolean growing = position + tail.length >= size;
    return new TornTail(tail, position, growing, sequence, index).isTorn();
  }

  /** What is not zero, and the zeros that the last frame in it may end with. */
  private byte[] readTail(long end) throws IOException {
    return read(position, (int) (end - position) + LONGEST_FRAME);
  }

  private AuditScan damaged() throws IOException {
    byte[] head = read(position, Integer.BYTES);
    FrameHead read =
        new FrameHead(head.length < Integer.BYTES ? 0 : SegmentFormat.readInt(head, 0));
    AuditDamage damage =
        read.word() == 0
            ? AuditDamage.DATA_AFTER_END
            : read.hasValidLength() ? AuditDamage.FRAME_CHECKSUM : AuditDamage.FRAME_LENGTH;
    return new AuditScan.Damaged(file, position, damage);
  }

  private boolean isFrame(int at, int available) {
    if (available <= SegmentFormat.FRAME_HEAD) {
      return false;
    }
    FrameHead head = new FrameHead(SegmentFormat.readInt(window, at));
    return head.isValid()
        && (head.index() == 0 || head.index() == index)
        && head.frameLength() <= available
        && SegmentFormat.isCrc(window, at, sequence, head);
  }

  /** The offset behind the last byte that is not zero, not before the position. */
  private long endOfNonZero() throws IOException {
    long end = size;
    while (end > position) {
      long start = Math.max(position, end - WINDOW);
      byte[] block = read(start, (int) (end - start));
      int i = block.length;
      while (i > 0 && block[i - 1] == 0) {
        i--;
      }
      if (i > 0) {
        return start + i;
      }
      end = start;
    }
    return position;
  }

  /** Makes some bytes from an offset on available in the window; fewer only at the end. */
  private int fill(long offset, int wanted) throws IOException {
    long windowEnd = windowStart + windowLength;
    int needed = (int) Math.min(wanted, size - offset);
    if (offset < windowStart || offset + needed > windowEnd) {
      byte[] block = read(offset, (int) Math.min(WINDOW, size - offset));
      System.arraycopy(block, 0, window, 0, block.length);
      windowStart = offset;
      windowLength = block.length;
    }
    return (int) Math.min(needed, windowStart + windowLength - offset);
  }

  private byte[] read(long offset, int length) throws IOException {
    ByteBuffer into = ByteBuffer.allocate((int) Math.min(length, size - offset));
    while (into.hasRemaining() && source.read(into, offset + into.position()) >= 0) {
      // Each round reads some more.
    }
    return Arrays.copyOf(into.array(), into.position());
  }
}
