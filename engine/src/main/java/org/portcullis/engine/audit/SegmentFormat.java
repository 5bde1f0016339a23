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
 * frame  u16 length, 1 to 8192 | u16 index in its batch, 0 to 511
 *        | u32 CRC-32C of u64 sequence, the four bytes of length and index, body | body
 * </pre>
 *
 * <p>The sequence is not written and yet checked, so that a frame counts only in its own place.
 *
 * <p>A batch is what was written at once and confirmed at once, 512 frames and 1 MiB at most. It is
 * begun after the batch before it was confirmed: any whole frame of a later batch, whose sequence
 * less its index lies behind a broken frame, shows that the broken one was confirmed once.
 */
final class SegmentFormat {
  static final String SUFFIX = ".pal";
  static final int HEAD_LENGTH = 4096;
  static final int FRAME_HEAD = 8;

  /** How many frames a batch has at most. */
  static final int MAX_BATCH = 512;

  /** How many bytes a batch has at most. */
  static final int LONGEST_BATCH = 1 << 20;

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

  static void putFrame(ByteBuffer out, long sequence, int index, byte[] body) {
    FrameHead head = FrameHead.of(body.length, index);
    out.putInt(head.word());
    out.putInt(frameCrc(sequence, head, body, 0));
    out.put(body);
  }

  static int frameCrc(long sequence, FrameHead head, byte[] source, int bodyOffset) {
    CRC32C crc = new CRC32C();
    ByteBuffer prefix = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    prefix.putLong(sequence).putInt(head.word()).flip();
    crc.update(prefix);
    crc.update(source, bodyOffset, head.length());
    return (int) crc.getValue();
  }

  /** Whether the frame at an offset has this sequence, this head, and a body to match. */
  static boolean isCrc(byte[] source, int at, long sequence, FrameHead head) {
    int stored = readInt(source, at + Integer.BYTES);
    return stored == frameCrc(sequence, head, source, at + FRAME_HEAD);
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
