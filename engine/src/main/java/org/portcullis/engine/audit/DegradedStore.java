package org.portcullis.engine.audit;

/** A store that could not be asked during a decision. */
public enum DegradedStore {
  /** The store of requests already seen. */
  REPLAY_GUARD,

  /** The store of enrollments. */
  ENROLLMENTS
}
