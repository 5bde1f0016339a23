package org.portcullis.engine.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the writer does to a segment; nobody else touches it. */
interface SegmentChannel extends Closeable {
  /** Writes some of the buffer, perhaps not all. */
  int write(ByteBuffer from, long offset) throws IOException;

  /** Returns once everything written is durable. */
  void force() throws IOException;

  void truncate(long size) throws IOException;

  static SegmentChannel open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    return new SegmentChannel() {
      @Override
      public int write(ByteBuffer from, long offset) throws IOException {
        return channel.write(from, offset);
      }

      @Override
      public void force() throws IOException {
        channel.force(false);
      }

      @Override
      public void truncate(long size) throws IOException {
        channel.truncate(size);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  /** How segments are opened; tests put faults here. */
  interface Opener {
    SegmentChannel open(Path file) throws IOException;
  }
}
