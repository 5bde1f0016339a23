package org.portcullis.engine.audit;

/**
 * The first four bytes of a frame.
 *
 * @param word as it is read, little-endian: the length below, the index above
 */
record FrameHead(int word) {
  static FrameHead of(int length, int index) {
    return new FrameHead(length | index << Short.SIZE);
  }

  /** Length of the body in bytes. */
  int length() {
    return word & 0xffff;
  }

  /** The frame's place in its batch, from 0. */
  int index() {
    return word >>> Short.SIZE;
  }

  boolean isValid() {
    return hasValidLength() && index() < SegmentFormat.MAX_BATCH;
  }

  boolean hasValidLength() {
    return length() >= 1 && length() <= AuditRecord.MAX_LENGTH;
  }

  /** Length of the whole frame in bytes. */
  int frameLength() {
    return SegmentFormat.FRAME_HEAD + length();
  }
}
