package org.portcullis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.portcullis.engine.audit.AuditRecovery;
import org.portcullis.engine.audit.FileAuditLog;

/** Opens audit logs to write to, and says what was found torn in them. */
final class AuditFolder {
  /** Nobody waits for a command as a device waits for a server; a slow disk is no failure. */
  private static final FileAuditLog.Options PATIENT =
      new FileAuditLog.Options(Duration.ofSeconds(30), 4096);

  private AuditFolder() {}

  /** The log in a folder, which is made if need be. */
  static FileAuditLog open(Surroundings surroundings, InputFiles files, Path folder)
      throws IOException {
    FileAuditLog log = FileAuditLog.open(files.resolve(folder), PATIENT);
    report(surroundings, folder, log.recovery());
    return log;
  }

  private static void report(Surroundings surroundings, Path folder, AuditRecovery recovery) {
    if (recovery.isTorn()) {
      surroundings.complain(
          Texts.printable(folder.toString())
              + ": the log ended in an unfinished append, which was cut off: "
              + recovery.tornBytes()
              + " bytes at offset "
              + recovery.end()
              + recovery.kept().map(kept -> ", kept in " + kept.getFileName()).orElse(""));
    }
  }
}
