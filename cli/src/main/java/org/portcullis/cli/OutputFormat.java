package org.portcullis.cli;

/** Who reads the answer. */
enum OutputFormat {
  /** A person. */
  TEXT,
  /** A program: one JSON object a line. */
  JSON
}
