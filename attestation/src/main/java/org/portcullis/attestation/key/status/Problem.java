package org.portcullis.attestation.key.status;

import java.time.Duration;
import java.time.Instant;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

/** Ends one attempt to renew a list. Carries no stack trace. */
final class Problem extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String detail;
  private final Duration retryAfter;

  Problem(Kind kind, String detail) {
    this(kind, detail, Duration.ZERO);
  }

  Problem(Kind kind, String detail, Duration retryAfter) {
    super(detail, null, false, false);
    this.kind = kind;
    this.detail = detail;
    this.retryAfter = retryAfter;
  }

  Kind kind() {
    return kind;
  }

  /** How long the server asked to wait, or zero. */
  Duration retryAfter() {
    return retryAfter;
  }

  StatusListFailure at(Instant instant) {
    return new StatusListFailure(kind, instant, detail);
  }
}
