package org.portcullis.engine.audit;

/** What is wrong with a segment, where no crash of a writer explains it. */
public enum AuditDamage {
  /** Shorter than a segment's head. */
  HEAD_TRUNCATED,

  /** The file does not begin as a segment does. */
  NOT_A_SEGMENT,

  /** The checksum of the head does not hold. */
  HEAD_CHECKSUM,

  /** A version or hash that this library does not know. */
  UNKNOWN_VERSION,

  /** The head says something that a log of this version can't say. */
  HEAD_CONTENT,

  /** A frame with a length that no frame has. */
  FRAME_LENGTH,

  /** The checksum of a frame does not hold, and the frame was not cut off. */
  FRAME_CHECKSUM,

  /** Data follow the end of the data. */
  DATA_AFTER_END,

  /** The frame holds, and its content is no record that this library can read. */
  RECORD_UNREADABLE
}
