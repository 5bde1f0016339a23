package org.portcullis.engine.audit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.portcullis.facts.Digest;

/**
 * The bytes of a segment. All numbers are little-endian.
 *
 * <pre>
 * head   "PCAL" | u8 version | u8 hash | u16 0 | u64 first sequence | 32 B root of the tree before
 *        it | 32 B digest of the tree's edge | u32 CRC-32C of the 80 bytes before; zeros to 4096
 * frame  u32 length, 1 to 8192 | u32 CRC-32C of u64 sequence, u32 length, body | body
 * </pre>
 *
 * <p>The sequence is not written and yet checked, so that a frame counts only in its own place.
 */
final class SegmentFormat {
  static final String SUFFIX = ".pal";
  static final int HEAD_LENGTH = 4096;
  static final int FRAME_HEAD = 8;

  private static final int HEAD_CONTENT = 84;
  private static final int MAGIC = 'P' | ('C' << 8) | ('A' << 16) | ('L' << 24);
  private static final byte VERSION = 1;
  private static final byte HASH_SHA256 = 1;

  /** The root of the empty tree (RFC 6962, 2.1) and, being the digest of no hashes, its edge. */
  private static final Digest EMPTY = Digest.of(new byte[0]);

  private SegmentFormat() {}

  static String fileName(long firstSequence) {
    return String.format(Locale.ROOT, "%020d", firstSequence) + SUFFIX;
  }

  /** The head of the segment that begins a log. */
  static byte[] firstHead() {
    byte[] head = new byte[HEAD_LENGTH];
    ByteBuffer out = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC).put(VERSION).put(HASH_SHA256).putShort((short) 0).putLong(0);
    out.put(EMPTY.bytes()).put(EMPTY.bytes());
    out.putInt(crc(head, 0, HEAD_CONTENT - Integer.BYTES));
    return head;
  }

  /** What is wrong with a head of full length, if anything. */
  static Optional<AuditDamage> checkHead(byte[] head) {
    ByteBuffer in = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    if (in.getInt(0) != MAGIC) {
      return Optional.of(AuditDamage.NOT_A_SEGMENT);
    }
    int content = HEAD_CONTENT - Integer.BYTES;
    if (in.getInt(content) != crc(head, 0, content)) {
      return Optional.of(AuditDamage.HEAD_CHECKSUM);
    }
    if (head[4] != VERSION || head[5] != HASH_SHA256) {
      return Optional.of(AuditDamage.UNKNOWN_VERSION);
    }
    return Arrays.equals(head, firstHead())
        ? Optional.empty()
        : Optional.of(AuditDamage.HEAD_CONTENT);
  }

  static boolean isFrameLength(int length) {
    return length >= 1 && length <= AuditRecord.MAX_LENGTH;
  }

  static void putFrame(ByteBuffer out, long sequence, byte[] body) {
    out.putInt(body.length);
    out.putInt(frameCrc(sequence, body, 0, body.length));
    out.put(body);
  }

  static int frameCrc(long sequence, byte[] source, int offset, int length) {
    CRC32C crc = new CRC32C();
    ByteBuffer prefix = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    prefix.putLong(sequence).putInt(length).flip();
    crc.update(prefix);
    crc.update(source, offset, length);
    return (int) crc.getValue();
  }

  /** Whether the frame at an offset has this sequence, this length, and a body to match. */
  static boolean isCrc(byte[] source, int at, long sequence, int length) {
    int stored = readInt(source, at + Integer.BYTES);
    return stored == frameCrc(sequence, source, at + FRAME_HEAD, length);
  }

  static int readInt(byte[] source, int offset) {
    return ByteBuffer.wrap(source).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
  }

  private static int crc(byte[] source, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(source, offset, length);
    return (int) crc.getValue();
  }
}
