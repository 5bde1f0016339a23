package org.portcullis.cli;

import java.nio.file.Path;
import org.portcullis.release.json.Diagnostic;

/**
 * Why the tool can't answer: the command line or an input is unusable. The message is one line,
 * lower case, without a final period.
 */
final class Complaint extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Complaint(String message) {
    super(message, null, false, false);
  }

  /** About a file as a whole. */
  static Complaint about(Path file, String message) {
    return new Complaint(Texts.printable(file.toString()) + ": " + message);
  }

  /** About a place in a file; a line or column of 0 is unknown. */
  static Complaint about(Path file, int line, int column, String message) {
    String place = Texts.printable(file.toString());
    if (line > 0) {
      place += ":" + line;
    }
    if (line > 0 && column > 0) {
      place += ":" + column;
    }
    return new Complaint(place + ": " + message);
  }

  /** About a place that a strict reader found. */
  static Complaint about(Diagnostic diagnostic) {
    return new Complaint(Texts.withSuggestion(diagnostic));
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
