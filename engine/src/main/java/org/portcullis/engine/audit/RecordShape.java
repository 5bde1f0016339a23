package org.portcullis.engine.audit;

import java.util.regex.Pattern;

/** What all records have in common. */
final class RecordShape {
  static final int MAX_VERSION_LENGTH = 64;

  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+-]{0,63}");

  private RecordShape() {}

  static void check(long timeMillis, String engineVersion) {
    if (timeMillis < 0 || timeMillis > AuditRecord.LATEST_MILLIS) {
      throw new IllegalArgumentException("`timeMillis` must have 48 bits");
    }
    if (!VERSION.matcher(engineVersion).matches()) {
      throw new IllegalArgumentException("`engineVersion` must be a version");
    }
  }
}
