package org.portcullis.engine.audit;

/** Where a decision's time came from. */
public enum ClockSource {
  /** The system clock of the machine. */
  SYSTEM,

  /** A clock that the embedder gave, as one that is synchronised or one for tests. */
  EMBEDDER,

  /** An instant that a person named, as to try a decision at another time. */
  STATED
}
