package org.portcullis.facts;

/** The application recognition of a Play Integrity verdict. */
public enum AppRecognition {
  /** Not evaluated. */
  UNKNOWN,

  /** The application and its certificate are as Play distributes them. */
  RECOGNIZED,

  /** The certificate or the package differs from what Play distributes. */
  UNRECOGNIZED_VERSION,

  /** A value that this library does not know. */
  UNRECOGNIZED
}
