package org.portcullis.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

class SegmentFuzz {
  private static final Path FILE = Path.of("fuzz.pal");

  @FuzzTest(maxDuration = "20s")
  void scan_anyBytesBehindAHead_endsOrIsDamaged(byte[] frames) throws IOException {
    byte[] head = SegmentFormat.firstHead();
    byte[] segment = Arrays.copyOf(head, head.length + frames.length);
    System.arraycopy(frames, 0, segment, head.length, frames.length);
    check(segment);
  }

  @FuzzTest(maxDuration = "20s")
  void scan_anyBytes_endsOrIsDamaged(byte[] segment) throws IOException {
    check(segment);
  }

  private static void check(byte[] segment) throws IOException {
    SegmentScanner scanner = new SegmentScanner(SegmentSource.of(segment), segment.length, FILE);
    AuditScan scan = scanner.next();
    long frames = 0;
    for (; scan instanceof AuditScan.Next next; scan = scanner.next()) {
      assertThat(next.entry().sequence()).isEqualTo(frames++);
    }
    if (scan instanceof AuditScan.End end) {
      assertThat(end.offset() + end.tornBytes() + end.zeroBytes()).isEqualTo(segment.length);
    }
    assertThat(scanner.next()).isEqualTo(scan);
  }
}
