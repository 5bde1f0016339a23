package org.portcullis.facts;

/** Who verified a signal. */
public enum SignalSource {
  /** Nobody: the signal was not verified or rejected by anyone. */
  NOBODY,

  /** A verifier of this library. */
  PORTCULLIS,

  /** The embedding server, which asserts the result. */
  HOST
}
