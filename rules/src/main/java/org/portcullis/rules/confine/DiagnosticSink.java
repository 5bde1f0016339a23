package org.portcullis.rules.confine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Severity;
import org.portcullis.release.json.SourcePosition;

/**
 * Collects what is wrong, so that all of it is reported at once. Each message is dear, as it names
 * what may have been meant: so many errors that nobody reads them end the check.
 */
final class DiagnosticSink {
  static final int MAX_ERRORS = 1_000;

  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private int errors;

  void error(SourcePosition position, String code, String message) {
    error(position, code, message, Optional.empty());
  }

  void error(SourcePosition position, String code, String message, Optional<String> suggestion) {
    errors++;
    diagnostics.add(new Diagnostic(position, Severity.ERROR, code, message, suggestion));
    if (errors == MAX_ERRORS) {
      String rest = MAX_ERRORS + " errors were found; what follows is not looked at";
      diagnostics.add(
          new Diagnostic(position, Severity.ERROR, "too-many-errors", rest, Optional.empty()));
      throw new Full();
    }
  }

  void warning(SourcePosition position, String code, String message) {
    diagnostics.add(new Diagnostic(position, Severity.WARNING, code, message, Optional.empty()));
  }

  void warning(SourcePosition position, String code, String message, String suggestion) {
    diagnostics.add(
        new Diagnostic(position, Severity.WARNING, code, message, Optional.of(suggestion)));
  }

  /** How many errors there are so far. */
  int errors() {
    return errors;
  }

  List<Diagnostic> sorted() {
    return diagnostics.stream().sorted().distinct().toList();
  }

  /** Ends a check that found more than anybody reads. */
  static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Full() {
      super("too many errors", null, false, false);
    }
  }
}
