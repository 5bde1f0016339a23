package org.portcullis.engine.audit;

/**
 * Tells which sequence a frame was written with, from its checksum: a CRC is linear, so that the
 * difference between the checksum that stands there and one for a known sequence, run backwards
 * over the bytes in between, is the difference between the two sequences.
 */
final class SequenceFinder {
  /** CRC-32C (RFC 3720, 12.1), reflected. */
  private static final int POLYNOMIAL = 0x82f63b78;

  /** For each byte, the state that a step over a zero byte gives. */
  private static final int[] STEP = new int[256];

  /** For each highest byte of such a state, the byte that it came from. */
  private static final int[] ORIGIN = new int[256];

  static {
    for (int i = 0; i < STEP.length; i++) {
      int state = i;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        state = (state & 1) == 0 ? state >>> 1 : state >>> 1 ^ POLYNOMIAL;
      }
      STEP[i] = state;
      ORIGIN[state >>> 24] = i;
    }
  }

  private SequenceFinder() {}

  /**
   * The one sequence with the upper 32 bits of {@code near} under which a frame's checksum holds.
   * Whether the frame is one at all shows in whether that sequence makes sense in its place.
   */
  static long find(byte[] source, int at, FrameHead head, long near) {
    int stored = SegmentFormat.readInt(source, at + Integer.BYTES);
    int difference =
        stored ^ SegmentFormat.frameCrc(near, head, source, at + SegmentFormat.FRAME_HEAD);
    // Sequence and word are 12 bytes, and the lower half of the sequence comes first.
    for (int i = head.length() + 12; i > 0; i--) {
      int origin = ORIGIN[difference >>> 24];
      difference = (difference ^ STEP[origin]) << Byte.SIZE | origin;
    }
    return near ^ Integer.toUnsignedLong(difference);
  }
}
