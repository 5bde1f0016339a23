package org.portcullis.engine.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes that a scanner reads at any offset. */
interface SegmentSource {
  /** Reads into the buffer what there is from an offset on; -1 at the end. */
  int read(ByteBuffer into, long offset) throws IOException;

  static SegmentSource of(FileChannel channel) {
    return channel::read;
  }

  static SegmentSource of(byte[] content) {
    return (into, offset) -> {
      if (offset >= content.length) {
        return -1;
      }
      int length = (int) Math.min(into.remaining(), content.length - offset);
      into.put(content, (int) offset, length);
      return length;
    };
  }
}
