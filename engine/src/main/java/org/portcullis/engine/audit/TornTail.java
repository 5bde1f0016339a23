package org.portcullis.engine.audit;

/**
 * Judges what stands behind the last whole frame: a batch that was not confirmed when the machine
 * stopped, or damage.
 *
 * <p>A killed process leaves a prefix of what it was writing. A machine that loses power may leave
 * any of the batch's sectors unwritten, in any order, with zeros in their place, since the file had
 * grown and the data had not arrived: the broken frame may be the first of them while later ones
 * are whole. Nothing else is explained: a broken frame whose bytes are all there was confirmed
 * once. And nothing but the last batch is explained. What a whole frame behind the broken one says
 * of its batch decides: if it began behind the broken frame, that one was confirmed, and this is
 * damage.
 *
 * <p>What is cut off is kept and reported.
 */
final class TornTail {
  private static final int SECTOR = 512;
  private static final int SHORTEST_FRAME = SegmentFormat.FRAME_HEAD + 1;

  /** How many bytes of checksums are tried before a hostile file is called damaged. */
  private static final long BUDGET = 1L << 28;

  private final byte[] tail;
  private final long position;
  private final boolean reachesEndOfFile;
  private final long sequence;
  private final int index;
  private long spent;

  /**
   * A judge.
   *
   * @param tail the bytes behind the last whole frame
   * @param position the offset of the first of them in the file
   * @param reachesEndOfFile whether the file ends with the last of them
   * @param sequence the sequence that the next frame would have
   * @param index the index that it would have in the batch of the last whole frame
   */
  TornTail(byte[] tail, long position, boolean reachesEndOfFile, long sequence, int index) {
    this.tail = tail;
    this.position = position;
    this.reachesEndOfFile = reachesEndOfFile;
    this.sequence = sequence;
    this.index = index;
  }

  boolean isTorn() {
    return (isPrefix() || hasUnwrittenSector()) && isLastBatch();
  }

  /** Whether a frame begins here and the file ends before it does. */
  private boolean isPrefix() {
    if (!reachesEndOfFile) {
      return false;
    }
    if (tail.length < SegmentFormat.FRAME_HEAD) {
      return true;
    }
    FrameHead head = new FrameHead(SegmentFormat.readInt(tail, 0));
    return head.isValid() && head.frameLength() > tail.length && !isWholeButForItsLength(head);
  }

  private boolean isWholeButForItsLength(FrameHead head) {
    int length = tail.length - SegmentFormat.FRAME_HEAD;
    return length >= 1
        && length <= AuditRecord.MAX_LENGTH
        && SegmentFormat.isCrc(tail, 0, sequence, FrameHead.of(length, head.index()));
  }

  private boolean hasUnwrittenSector() {
    int at = 0;
    while (at < tail.length) {
      int end = (int) Math.min(tail.length, SECTOR - (position + at) % SECTOR + at);
      if (isZero(at, end)) {
        return true;
      }
      at = end;
    }
    return false;
  }

  private boolean isZero(int from, int to) {
    for (int i = from; i < to; i++) {
      if (tail[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isLastBatch() {
    int at = 0;
    while (at + SHORTEST_FRAME <= tail.length) {
      FrameHead head = new FrameHead(SegmentFormat.readInt(tail, at));
      boolean fits = head.isValid() && at + head.frameLength() <= tail.length;
      long found = fits ? find(at, head) : -1;
      if (spent > BUDGET || (found >= 0 && !isOfBrokenBatch(found, head))) {
        return false;
      }
      at += found >= 0 ? head.frameLength() : 1;
    }
    return true;
  }

  /** The broken frame continues the batch of the one before it, or begins one. */
  private boolean isOfBrokenBatch(long found, FrameHead head) {
    long begin = found - head.index();
    return found > sequence && (begin == sequence || begin == sequence - index);
  }

  /** The sequence of the frame at an offset; -1 if there is none. */
  private long find(int at, FrameHead head) {
    spent += head.length();
    // Frames may have been taken out or doubled, which is damage and must be seen as such.
    long lowest = Math.max(0, sequence - SegmentFormat.MAX_BATCH);
    long highest = sequence + at / SHORTEST_FRAME + SegmentFormat.MAX_BATCH;
    long found = SequenceFinder.find(tail, at, head, lowest);
    if (lowest >>> Integer.SIZE != highest >>> Integer.SIZE && found < lowest) {
      found = SequenceFinder.find(tail, at, head, highest);
    }
    return found >= lowest && found <= highest ? found : -1;
  }
}
