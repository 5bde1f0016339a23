package org.portcullis.cli;

/** Who reads the answer. */
enum OutputFormat {
  /** A person. */
  TEXT,
  /** A program: one JSON object a line. */
  JSON,
  /** A program that shows findings beside the lines they speak of: one SARIF 2.1.0 document. */
  SARIF
}
