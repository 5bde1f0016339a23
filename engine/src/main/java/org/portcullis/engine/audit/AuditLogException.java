package org.portcullis.engine.audit;

import java.io.IOException;
import java.nio.file.Path;

/** Says why a log can't be opened, and where. */
public final class AuditLogException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  private final Cause reason;

  private final transient Path path;

  /** Why a log can't be opened. */
  public enum Cause {
    /** There is no log. */
    MISSING,

    /** Another writer has it open. */
    LOCKED,

    /** It is damaged where no crash of a writer explains it. */
    DAMAGED,

    /** A log was here, and its records are gone. */
    SEGMENT_MISSING,

    /** There are segments of a kind that this library doesn't write. */
    SEGMENT_UNEXPECTED
  }

  AuditLogException(Cause reason, Path path, String message) {
    super(path + ": " + message);
    this.reason = reason;
    this.path = path;
  }

  static AuditLogException damaged(AuditScan.Damaged damaged) {
    return new AuditLogException(
        Cause.DAMAGED,
        damaged.file(),
        "damaged at offset "
            + damaged.offset()
            + " ("
            + damaged.damage()
            + "); the log is not continued, so that nothing is lost");
  }

  /**
   * Why.
   *
   * @return the cause
   */
  public Cause reason() {
    return reason;
  }

  /**
   * Where.
   *
   * @return the directory or file
   */
  public Path path() {
    return path;
  }
}
