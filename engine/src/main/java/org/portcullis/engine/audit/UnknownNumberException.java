package org.portcullis.engine.audit;

import org.portcullis.engine.audit.RecordDecoding.Fault;

/** A number that a newer library may know. */
final class UnknownNumberException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Fault fault;
  private final int offset;

  UnknownNumberException(Fault fault, int offset) {
    super("unknown", null, false, false);
    this.fault = fault;
    this.offset = offset;
  }

  Fault fault() {
    return fault;
  }

  int offset() {
    return offset;
  }
}
