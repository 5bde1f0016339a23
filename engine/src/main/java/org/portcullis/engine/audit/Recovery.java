package org.portcullis.engine.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads a log back before it goes on.
 *
 * @param found what was found and cut off
 * @param latestMillis the latest time of any record, 0 if there is none
 */
record Recovery(AuditRecovery found, long latestMillis) {

  static Recovery run(AuditDirectory directory, Path segment) throws IOException {
    try (FileChannel channel =
        FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      SegmentScanner scanner =
          new SegmentScanner(SegmentSource.of(channel), channel.size(), segment);
      long records = 0;
      long latest = 0;
      AuditScan scan = scanner.next();
      for (; scan instanceof AuditScan.Next next; scan = scanner.next()) {
        latest = Math.max(latest, timeOf(next.entry()));
        records++;
      }
      if (scan instanceof AuditScan.Damaged damaged) {
        throw AuditLogException.damaged(damaged);
      }
      return new Recovery(cut(directory, channel, (AuditScan.End) scan, records), latest);
    }
  }

  private static long timeOf(AuditEntry entry) throws AuditLogException {
    OptionalLong time = RecordParser.readTime(entry.bytes());
    if (time.isEmpty()) {
      throw AuditLogException.damaged(
          new AuditScan.Damaged(entry.file(), entry.offset(), AuditDamage.RECORD_UNREADABLE));
    }
    return time.getAsLong();
  }

  private static AuditRecovery cut(
      AuditDirectory directory, FileChannel channel, AuditScan.End end, long records)
      throws IOException {
    Optional<Path> kept = Optional.empty();
    if (end.tornBytes() > 0) {
      kept = Optional.of(directory.keepTorn(end.file(), read(channel, end)));
    }
    if (channel.size() > end.offset()) {
      channel.truncate(end.offset());
    }
    // What an earlier writer wrote and did not confirm is confirmed here, before anyone relies on
    // it.
    channel.force(true);
    return new AuditRecovery(records, end.offset(), end.tornBytes(), end.zeroBytes(), kept);
  }

  private static byte[] read(FileChannel channel, AuditScan.End end) throws IOException {
    ByteBuffer into = ByteBuffer.allocate(Math.toIntExact(end.tornBytes()));
    while (into.hasRemaining() && channel.read(into, end.offset() + into.position()) >= 0) {
      // Each round reads some more.
    }
    return into.array();
  }
}
