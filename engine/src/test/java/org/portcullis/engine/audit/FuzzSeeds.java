package org.portcullis.engine.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes the seeds of the fuzz tests; run by hand when the format changes. */
final class FuzzSeeds {
  private FuzzSeeds() {}

  public static void main(String[] arguments) throws IOException {
    Path resources = Path.of(arguments[0], "org", "portcullis", "engine", "audit");
    Path records =
        resources.resolve(
            "AuditRecordFuzzInputs/decode_anyBytes_isARecordOfExactlyTheseBytesOrRefused");
    Path segments = resources.resolve("SegmentFuzzInputs/scan_anyBytesBehindAHead_endsOrIsDamaged");
    Files.createDirectories(records);
    Files.createDirectories(segments);
    for (int seed = 0; seed < 3; seed++) {
      Files.write(records.resolve("record-" + seed), Records.of(seed).encode());
    }
    byte[] frames = frames();
    Files.write(segments.resolve("whole"), frames);
    Files.write(segments.resolve("torn"), Arrays.copyOf(frames, frames.length - 9));
    Files.write(segments.resolve("zeros"), Arrays.copyOf(frames, frames.length + 700));
    frames[60] ^= 1;
    Files.write(segments.resolve("damaged"), frames);
  }

  private static byte[] frames() {
    ByteBuffer out = ByteBuffer.allocate(1 << 14).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 3; i++) {
      SegmentFormat.putFrame(out, i, 0, Records.of(i).encode());
    }
    return Arrays.copyOf(out.array(), out.position());
  }
}
