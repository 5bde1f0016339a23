package org.portcullis.engine.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A real segment that fails on command. */
final class FaultyChannel implements SegmentChannel {
  private final SegmentChannel real;
  volatile int bytesPerWrite = Integer.MAX_VALUE;
  final AtomicLong bytesUntilFull = new AtomicLong(Long.MAX_VALUE);
  volatile boolean failForce;
  volatile boolean failTruncate;
  volatile CountDownLatch gate = new CountDownLatch(0);
  final AtomicInteger forces = new AtomicInteger();

  FaultyChannel(Path file) throws IOException {
    this.real = SegmentChannel.open(file);
  }

  @Override
  public int write(ByteBuffer from, long offset) throws IOException {
    int length = (int) Math.min(Math.min(from.remaining(), bytesPerWrite), bytesUntilFull.get());
    if (length == 0 && bytesUntilFull.get() == 0) {
      throw new IOException("No space left on device");
    }
    ByteBuffer part = from.slice(from.position(), length);
    int written = real.write(part, offset);
    from.position(from.position() + written);
    bytesUntilFull.addAndGet(-written);
    return written;
  }

  @Override
  public void force() throws IOException {
    forces.incrementAndGet();
    try {
      gate.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    if (failForce) {
      throw new IOException("Input/output error");
    }
    real.force();
  }

  @Override
  public void truncate(long size) throws IOException {
    if (failTruncate) {
      throw new IOException("Input/output error");
    }
    real.truncate(size);
  }

  @Override
  public void close() throws IOException {
    real.close();
  }
}
