package org.portcullis.engine.audit;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a log found when it was opened.
 *
 * @param records how many whole records it holds
 * @param end where the last of them ends, in bytes from the start of the segment
 * @param tornBytes how many bytes of an unfinished append were cut off
 * @param zeroBytes how many zeros behind those were cut off
 * @param kept where the torn bytes were set aside; empty if there were none
 */
public record AuditRecovery(
    long records, long end, long tornBytes, long zeroBytes, Optional<Path> kept) {
  /**
   * Whether the last append was unfinished.
   *
   * @return whether anything was cut off
   */
  public boolean isTorn() {
    return tornBytes > 0 || zeroBytes > 0;
  }
}
