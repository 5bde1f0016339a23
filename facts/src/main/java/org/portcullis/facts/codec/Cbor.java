package org.portcullis.facts.codec;

/** The major types and simple values of the profile (RFC 8949, 3). */
final class Cbor {
  static final int UNSIGNED = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int ARRAY = 4;
  static final int MAP = 5;
  static final int SIMPLE = 7;

  static final int FALSE = 20;
  static final int TRUE = 21;

  /** Deepest nesting that a reader follows. */
  static final int MAX_DEPTH = 16;

  private Cbor() {}
}
