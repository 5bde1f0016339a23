package org.portcullis.release.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what is wrong with a text, so that all of it is reported at once. Not thread-safe. */
public final class Problems {
  private static final int MAX_PROBLEMS = 100;

  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /** No problem yet. */
  public Problems() {}

  /**
   * Adds an error. Beyond one hundred they are dropped: nobody reads them.
   *
   * @param position the place
   * @param code a stable name
   * @param message one line, lower case, no final period
   */
  public void error(SourcePosition position, String code, String message) {
    error(position, code, message, Optional.empty());
  }

  /**
   * Adds an error about a name that is not known.
   *
   * @param position the place
   * @param code a stable name
   * @param message one line, lower case, no final period
   * @param name the name
   * @param known what it may have meant
   */
  public void unknown(
      SourcePosition position, String code, String message, String name, Collection<String> known) {
    error(position, code, message, Nearest.of(name, known));
  }

  /**
   * Adds errors that were found elsewhere.
   *
   * @param more the diagnostics
   */
  public void addAll(Collection<Diagnostic> more) {
    diagnostics.addAll(more);
  }

  /**
   * Whether nothing is wrong.
   *
   * @return whether no error was added
   */
  public boolean isEmpty() {
    return diagnostics.isEmpty();
  }

  /**
   * The diagnostics.
   *
   * @return sorted by place
   */
  public List<Diagnostic> sorted() {
    return diagnostics.stream().sorted().toList();
  }

  /**
   * Ends the reading.
   *
   * @param value makes the thing; called only if nothing is wrong
   * @param <T> the thing
   * @return the thing or all problems
   */
  public <T> Reading<T> result(Supplier<T> value) {
    return isEmpty() ? new Reading.Parsed<>(value.get()) : new Reading.Refused<>(sorted());
  }

  private void error(
      SourcePosition position, String code, String message, Optional<String> suggestion) {
    if (diagnostics.size() < MAX_PROBLEMS) {
      diagnostics.add(new Diagnostic(position, Severity.ERROR, code, message, suggestion));
    }
  }
}
