package org.portcullis.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.portcullis.facts.Digest;

/** What a scanner makes of every cut and of every changed byte. */
class SegmentTest {
  private static final Path FILE = Path.of("00000000000000000000.pal");
  private static final int RECORDS = 5;

  private final int[] ends = new int[RECORDS + 1];
  private final byte[] segment = segment();

  @Test
  void firstHead_always_hasTheseBytes() {
    byte[] head = SegmentFormat.firstHead();
    String empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assertThat(HexFormat.of().formatHex(head, 0, 80))
        .isEqualTo("5043414c" + "01" + "01" + "0000" + "0000000000000000" + empty + empty);
    assertThat(head).hasSize(4096);
    assertThat(Arrays.copyOfRange(head, 84, 4096)).containsOnly(0);
    assertThat(SegmentFormat.fileName(0)).isEqualTo("00000000000000000000.pal");
  }

  @Test
  void leafHash_asciiLeaf_isTheKnownOne() {
    // Leaf 0 of a tree over "portcullis-0", computed by golang.org/x/mod/sumdb/tlog.
    byte[] leaf = "portcullis-0".getBytes(StandardCharsets.US_ASCII);
    assertThat(LeafHash.of(leaf))
        .isEqualTo(
            Digest.fromHex("18e416863cffb5755fc10826217c893b38d355a6a847bd50a685208b8f2d9c7e"));
  }

  @Test
  void scan_wholeSegment_givesEveryEntryAndTheEnd() throws IOException {
    assertThat(scan(segment)).isEqualTo(new Result(RECORDS, end(segment.length, 0, 0)));
  }

  @Test
  void scan_cutAtEveryByte_givesTheWholeFramesAndTheTornRest() throws IOException {
    for (int cut = ends[0]; cut < segment.length; cut++) {
      int whole = wholeFrames(cut);
      Result result = scan(Arrays.copyOf(segment, cut));
      assertThat(result.frames()).isEqualTo(whole);
      AuditScan.End end = (AuditScan.End) result.last();
      assertThat(end.offset()).isEqualTo(ends[whole]);
      assertThat(end.tornBytes() + end.zeroBytes()).isEqualTo(cut - ends[whole]);
    }
  }

  @Test
  void scan_zerosFromAnySectorOn_isATornTail() throws IOException {
    for (int cut = ends[0] / 512 * 512; cut < segment.length; cut += 512) {
      byte[] zeroed = segment.clone();
      Arrays.fill(zeroed, cut, zeroed.length, (byte) 0);
      Result result = scan(zeroed);
      assertThat(result.frames()).isEqualTo(wholeFrames(cut));
      assertThat(result.last()).isInstanceOf(AuditScan.End.class);
    }
  }

  @Test
  void scan_zeroTail_isTheEnd() throws IOException {
    byte[] longer = Arrays.copyOf(segment, segment.length + 200_000);
    assertThat(scan(longer)).isEqualTo(new Result(RECORDS, end(segment.length, 0, 200_000)));
  }

  @Test
  void scan_headCutAtEveryByte_isDamaged() throws IOException {
    for (int cut = 0; cut < SegmentFormat.HEAD_LENGTH; cut++) {
      assertThat(scan(Arrays.copyOf(segment, cut)))
          .isEqualTo(new Result(0, damaged(0, AuditDamage.HEAD_TRUNCATED)));
    }
  }

  @Test
  void scan_anyByteOfTheHeadChanged_isDamaged() throws IOException {
    for (int at = 0; at < SegmentFormat.HEAD_LENGTH; at++) {
      Result result = scan(flipped(at, 0x10));
      assertThat(result.frames()).isZero();
      assertThat(result.last()).isInstanceOf(AuditScan.Damaged.class);
    }
  }

  @Test
  void scan_anyBitOfAnEarlierFrameChanged_isDamagedThere() throws IOException {
    for (int at = ends[0]; at < ends[RECORDS - 1]; at++) {
      for (int bit = 1; bit < 256; bit <<= 1) {
        Result result = scan(flipped(at, bit));
        assertThat(result.frames()).isEqualTo(wholeFrames(at));
        assertThat(result.last()).isInstanceOf(AuditScan.Damaged.class);
        assertThat(((AuditScan.Damaged) result.last()).offset()).isEqualTo(ends[wholeFrames(at)]);
      }
    }
  }

  @Test
  void scan_anyBitOfTheLastFrameChanged_isDamagedThere() throws IOException {
    for (int at = ends[RECORDS - 1]; at < segment.length; at++) {
      for (int bit = 1; bit < 256; bit <<= 1) {
        Result result = scan(flipped(at, bit));
        assertThat(result.frames()).isEqualTo(RECORDS - 1);
        assertThat(result.last()).isInstanceOf(AuditScan.Damaged.class);
      }
    }
  }

  @Test
  void scan_framesSwapped_isDamaged() throws IOException {
    byte[] swapped = new byte[segment.length];
    System.arraycopy(segment, 0, swapped, 0, ends[1]);
    int second = ends[2] - ends[1];
    int third = ends[3] - ends[2];
    System.arraycopy(segment, ends[2], swapped, ends[1], third);
    System.arraycopy(segment, ends[1], swapped, ends[1] + third, second);
    System.arraycopy(segment, ends[3], swapped, ends[3], segment.length - ends[3]);
    assertThat(scan(swapped))
        .isEqualTo(new Result(1, damaged(ends[1], AuditDamage.FRAME_CHECKSUM)));
  }

  @Test
  void scan_frameTakenOutOrDoubled_isDamaged() throws IOException {
    assertThat(scan(spliced(ends[1], ends[2])).last()).isInstanceOf(AuditScan.Damaged.class);
    assertThat(scan(spliced(ends[2], ends[1])).last()).isInstanceOf(AuditScan.Damaged.class);
  }

  @Test
  void scan_garbageBehindTheEnd_isDamaged() throws IOException {
    byte[] longer = Arrays.copyOf(segment, segment.length + 40);
    Arrays.fill(longer, segment.length, longer.length, (byte) 0xee);
    assertThat(scan(longer))
        .isEqualTo(new Result(RECORDS, damaged(segment.length, AuditDamage.FRAME_LENGTH)));
    byte[] later = Arrays.copyOf(segment, segment.length + SegmentFormat.LONGEST_BATCH + 1);
    later[later.length - 1] = 1;
    assertThat(scan(later))
        .isEqualTo(new Result(RECORDS, damaged(segment.length, AuditDamage.DATA_AFTER_END)));
  }

  @Test
  void scan_indexOutOfItsBatch_isDamaged() throws IOException {
    ByteBuffer out = ByteBuffer.allocate(1 << 14).order(ByteOrder.LITTLE_ENDIAN);
    out.put(segment, 0, ends[1]);
    SegmentFormat.putFrame(out, 1, 2, Records.of(1).encode());
    assertThat(scan(Arrays.copyOf(out.array(), out.position())))
        .isEqualTo(new Result(1, damaged(ends[1], AuditDamage.FRAME_CHECKSUM)));
  }

  @Test
  void putFrame_always_hasTheseBytes() {
    ByteBuffer out = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    SegmentFormat.putFrame(out, 5, 3, new byte[] {1, 2, 3, 4});
    CRC32C crc = new CRC32C();
    crc.update(HexFormat.of().parseHex("0500000000000000" + "0400" + "0300" + "01020304"));
    ByteBuffer in = ByteBuffer.wrap(out.array()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(in.getInt()).isEqualTo(0x0003_0004);
    assertThat(Integer.toUnsignedLong(in.getInt())).isEqualTo(crc.getValue());
    assertThat(HexFormat.of().formatHex(out.array(), 8, 12)).isEqualTo("01020304");
  }

  @Test
  void scan_oneByteOfGarbage_isTornAndReported() throws IOException {
    byte[] longer = Arrays.copyOf(segment, segment.length + 1);
    longer[segment.length] = (byte) 0xee;
    assertThat(scan(longer)).isEqualTo(new Result(RECORDS, end(segment.length, 1, 0)));
  }

  @Test
  void scan_tailMadeToCostMuch_isDamagedSoon() throws IOException {
    int length = SegmentFormat.LONGEST_BATCH;
    ByteBuffer tail = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (tail.hasRemaining()) {
      tail.putInt(AuditRecord.MAX_LENGTH);
    }
    byte[] longer = Arrays.copyOf(segment, segment.length + length);
    System.arraycopy(tail.array(), 0, longer, segment.length, length);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertThat(scan(longer))
                .isEqualTo(
                    new Result(RECORDS, damaged(segment.length, AuditDamage.FRAME_CHECKSUM))));
  }

  private record Result(int frames, AuditScan last) {}

  private static Result scan(byte[] bytes) throws IOException {
    SegmentScanner scanner = new SegmentScanner(SegmentSource.of(bytes), bytes.length, FILE);
    int frames = 0;
    AuditScan scan = scanner.next();
    for (; scan instanceof AuditScan.Next next; scan = scanner.next()) {
      assertThat(next.entry().sequence()).isEqualTo(frames);
      assertThat(next.entry().bytes()).isEqualTo(Records.of(frames).encode());
      frames++;
    }
    return new Result(frames, scan);
  }

  private static AuditScan end(long offset, long torn, long zeros) {
    return new AuditScan.End(FILE, offset, torn, zeros);
  }

  private static AuditScan damaged(long offset, AuditDamage damage) {
    return new AuditScan.Damaged(FILE, offset, damage);
  }

  private int wholeFrames(int offset) {
    int frames = 0;
    while (frames < RECORDS && ends[frames + 1] <= offset) {
      frames++;
    }
    return frames;
  }

  private byte[] flipped(int at, int bit) {
    byte[] changed = segment.clone();
    changed[at] ^= (byte) bit;
    return changed;
  }

  /** What comes before {@code to}, then what comes from {@code from} on. */
  private byte[] spliced(int to, int from) {
    byte[] spliced = Arrays.copyOf(segment, to + segment.length - from);
    System.arraycopy(segment, from, spliced, to, segment.length - from);
    return spliced;
  }

  private byte[] segment() {
    ByteBuffer out = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    out.put(SegmentFormat.firstHead());
    ends[0] = out.position();
    for (int i = 0; i < RECORDS; i++) {
      SegmentFormat.putFrame(out, i, 0, Records.of(i).encode());
      ends[i + 1] = out.position();
    }
    return Arrays.copyOf(out.array(), out.position());
  }
}
