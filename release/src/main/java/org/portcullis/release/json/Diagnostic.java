package org.portcullis.release.json;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * What is wrong with a rule set, and where.
 *
 * @param position the place
 * @param severity how grave it is
 * @param code a stable name such as {@code unknown-path}
 * @param message one line, lower case, without a final period
 * @param suggestion what the author may have meant, if anything is near
 */
public record Diagnostic(
    SourcePosition position,
    Severity severity,
    String code,
    String message,
    Optional<String> suggestion)
    implements Comparable<Diagnostic> {
  private static final Comparator<Diagnostic> ORDER =
      Comparator.comparing(Diagnostic::position)
          .thenComparing(Diagnostic::severity)
          .thenComparing(Diagnostic::code)
          .thenComparing(Diagnostic::message);

  @Override
  public int compareTo(Diagnostic other) {
    return ORDER.compare(this, other);
  }

  /**
   * The diagnostic in the form {@code file:line:col: severity code: message; did you mean …?}.
   *
   * @return one line
   */
  @Override
  public String toString() {
    String text =
        position + ": " + severity.name().toLowerCase(Locale.ROOT) + " " + code + ": " + message;
    return suggestion.map(meant -> text + "; did you mean `" + meant + "`?").orElse(text);
  }
}
