package org.portcullis.engine.audit;

/**
 * Judges what stands behind the last whole frame: the beginning of an append that a crash cut off,
 * or damage.
 *
 * <p>A killed process leaves a prefix of what it was writing. A machine that loses power may also
 * leave zeros from the start of some sector to the end of the file, where the file had grown and
 * the data had not arrived. Nothing else is explained: a frame with all its bytes and a wrong
 * checksum was confirmed once, and so was a broken frame that a valid one follows.
 */
final class TornTail {
  private static final int SECTOR = 512;
  private static final int SHORTEST_FRAME = SegmentFormat.FRAME_HEAD + 1;

  /** How many bytes of checksums are tried before a hostile file is called damaged. */
  private static final long BUDGET = 1L << 26;

  private final byte[] tail;
  private final long position;
  private final long size;
  private final long nonZeroEnd;
  private final long sequence;
  private long spent;

  /**
   * A judge.
   *
   * @param tail the bytes from {@code position} on, as many as one frame can have or the file has
   * @param position where the last whole frame ends
   * @param size of the file
   * @param nonZeroEnd the offset behind the last byte of the file that is not zero
   * @param sequence the sequence that the next frame would have
   */
  TornTail(byte[] tail, long position, long size, long nonZeroEnd, long sequence) {
    this.tail = tail;
    this.position = position;
    this.size = size;
    this.nonZeroEnd = nonZeroEnd;
    this.sequence = sequence;
  }

  boolean isTorn() {
    return nonZeroEnd <= position + tail.length && isBegun() && !isWholeAtEnd() && !hidesFrame();
  }

  /** Whether a frame begins here and its last bytes are missing. */
  private boolean isBegun() {
    if (tail.length < Integer.BYTES) {
      return true;
    }
    int length = SegmentFormat.readInt(tail, 0);
    long end = position + SegmentFormat.FRAME_HEAD + length;
    long firstSectorOfZeros = (nonZeroEnd + SECTOR - 1) / SECTOR * SECTOR;
    return SegmentFormat.isFrameLength(length) && (end > size || end > firstSectorOfZeros);
  }

  /** Whether a frame that ends with the file is whole but for its length. */
  private boolean isWholeAtEnd() {
    long length = size - position - SegmentFormat.FRAME_HEAD;
    return length >= 1 && length <= AuditRecord.MAX_LENGTH && isCrc(0, sequence, (int) length);
  }

  private boolean hidesFrame() {
    for (int at = 1; at + SegmentFormat.FRAME_HEAD < tail.length; at++) {
      int length = SegmentFormat.readInt(tail, at);
      boolean fits = at + SegmentFormat.FRAME_HEAD + (long) length <= tail.length;
      if (SegmentFormat.isFrameLength(length) && fits && isFrameOfLaterSequence(at, length)) {
        return true;
      }
    }
    return false;
  }

  private boolean isFrameOfLaterSequence(int at, int length) {
    long last = sequence + at / SHORTEST_FRAME + 1;
    for (long candidate = sequence; candidate <= last; candidate++) {
      spent += length;
      if (spent > BUDGET || isCrc(at, candidate, length)) {
        return true;
      }
    }
    return false;
  }

  private boolean isCrc(int at, long candidate, int length) {
    return SegmentFormat.isCrc(tail, at, candidate, length);
  }
}
