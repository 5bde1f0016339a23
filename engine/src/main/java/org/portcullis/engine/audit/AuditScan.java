package org.portcullis.engine.audit;

import java.nio.file.Path;

/** What a reader of the log comes upon next. */
public sealed interface AuditScan {
  /**
   * An entry.
   *
   * @param entry the entry, whose frame holds
   */
  record Next(AuditEntry entry) implements AuditScan {}

  /**
   * The end. Whether the log once went on cannot be told from the log alone.
   *
   * @param file the last segment
   * @param offset where the last whole frame ends
   * @param tornBytes how many bytes of an unfinished append follow: of one that is going on, or of
   *     one that a crash cut off
   * @param zeroBytes how many zeros follow those
   */
  record End(Path file, long offset, long tornBytes, long zeroBytes) implements AuditScan {}

  /**
   * Damage that no crash of a writer explains; nothing behind it can be trusted to be in place.
   *
   * @param file the segment
   * @param offset where, in bytes from the start of the file
   * @param damage what is wrong
   */
  record Damaged(Path file, long offset, AuditDamage damage) implements AuditScan {}
}
