package org.portcullis.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** A power cut takes sectors of the last batch; nothing else is explained by one. */
class TornTailProperties {
  private static final Path FILE = Path.of("torn.pal");
  private static final int SECTOR = 512;

  @Property(tries = 400)
  void scan_sectorsOfTheLastBatchLost_givesEveryEarlierBatch(@ForAll long seed) throws IOException {
    Batches batches = new Batches(new SplittableRandom(seed));
    byte[] torn = batches.lose(batches.size() - 1);
    List<byte[]> read = new ArrayList<>();
    AuditScan last = scan(torn, read);
    assertThat(last).isInstanceOf(AuditScan.End.class);
    assertThat(read.size()).isBetween(batches.recordsBefore(batches.size() - 1), batches.records());
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i)).isEqualTo(Records.of(i).encode());
    }
  }

  @Property(tries = 400)
  void scan_sectorsOfAnEarlierBatchLost_isDamagedThere(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Batches batches = new Batches(random);
    int lost = random.nextInt(batches.size() - 1);
    List<byte[]> read = new ArrayList<>();
    AuditScan last = scan(batches.lose(lost), read);
    assertThat(last).isInstanceOf(AuditScan.Damaged.class);
    assertThat(read.size())
        .isBetween(batches.recordsBefore(lost), batches.recordsBefore(lost + 1) - 1);
  }

  @Property(tries = 400)
  void scan_anEarlierBatchAndTheBeginOfTheLastLost_isDamaged(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Batches batches = new Batches(random, 20);
    int last = batches.size() - 1;
    byte[] segment = batches.lose(last - 1);
    Arrays.fill(segment, batches.begin(last), batches.begin(last) + 9, (byte) 0x55);
    assertThat(scan(segment, new ArrayList<>())).isInstanceOf(AuditScan.Damaged.class);
  }

  @Property
  void find_anyFrame_isItsSequence(
      @ForAll @LongRange(min = 0) long sequence, @ForAll long seed, @ForAll int low) {
    byte[] body = Records.of(seed).encode();
    ByteBuffer out = ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);
    SegmentFormat.putFrame(out, sequence, 7, body);
    long near = sequence ^ Integer.toUnsignedLong(low);
    FrameHead head = FrameHead.of(body.length, 7);
    assertThat(SequenceFinder.find(out.array(), 0, head, near)).isEqualTo(sequence);
  }

  private static AuditScan scan(byte[] segment, List<byte[]> into) throws IOException {
    SegmentScanner scanner = new SegmentScanner(SegmentSource.of(segment), segment.length, FILE);
    AuditScan scan = scanner.next();
    for (; scan instanceof AuditScan.Next next; scan = scanner.next()) {
      into.add(next.entry().bytes());
    }
    return scan;
  }

  /** A segment of two batches or more. */
  private static final class Batches {
    private final SplittableRandom random;
    private final ByteBuffer out = ByteBuffer.allocate(1 << 19).order(ByteOrder.LITTLE_ENDIAN);
    private final List<Integer> begins = new ArrayList<>();
    private final List<Integer> firsts = new ArrayList<>();
    private int records;

    Batches(SplittableRandom random) {
      this(random, 1);
    }

    Batches(SplittableRandom random, int shortest) {
      this.random = random;
      out.put(SegmentFormat.firstHead());
      for (int batch = 2 + random.nextInt(3); batch > 0; batch--) {
        add(shortest + random.nextInt(40));
      }
      begins.add(out.position());
      firsts.add(records);
    }

    private void add(int frames) {
      begins.add(out.position());
      firsts.add(records);
      for (int index = 0; index < frames; index++) {
        SegmentFormat.putFrame(out, records, index, Records.of(records).encode());
        records++;
      }
    }

    int size() {
      return begins.size() - 1;
    }

    int records() {
      return records;
    }

    int recordsBefore(int batch) {
      return firsts.get(batch);
    }

    int begin(int batch) {
      return begins.get(batch);
    }

    /** The segment, in which some sectors of a batch hold zeros; at least one byte differs. */
    byte[] lose(int batch) {
      byte[] segment = Arrays.copyOf(out.array(), out.position());
      do {
        loseSector(segment, begins.get(batch), begins.get(batch + 1));
      } while (random.nextInt(3) > 0
          || Arrays.equals(segment, 0, out.position(), out.array(), 0, out.position()));
      return segment;
    }

    private void loseSector(byte[] segment, int begin, int end) {
      int sector = (begin + random.nextInt(end - begin)) / SECTOR * SECTOR;
      int from = Math.max(begin, sector);
      int to = Math.min(end, sector + SECTOR);
      Arrays.fill(segment, from, to, (byte) 0);
    }
  }
}
