package org.portcullis.engine;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * A generator's bytes, drawn at once: a secure one asks the system under a lock for each call. Not
 * thread-safe; throws when it is used up.
 */
final class DrawnBytes implements RandomGenerator {
  private final ByteBuffer bytes;

  private DrawnBytes(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  static DrawnBytes from(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return new DrawnBytes(bytes);
  }

  @Override
  public long nextLong() {
    return bytes.getLong();
  }

  @Override
  public void nextBytes(byte[] into) {
    bytes.get(into);
  }
}
