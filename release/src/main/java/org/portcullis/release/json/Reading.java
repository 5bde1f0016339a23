package org.portcullis.release.json;

import java.util.List;

/**
 * What became of a text that should be something: the thing itself, or all that is wrong with it.
 *
 * @param <T> the thing
 */
public sealed interface Reading<T> {
  /**
   * It is well formed.
   *
   * @param value the thing
   * @param <T> its type
   */
  record Parsed<T>(T value) implements Reading<T> {}

  /**
   * It is refused.
   *
   * @param diagnostics at least one, sorted by place
   * @param <T> the type of the thing that it is not
   */
  record Refused<T>(List<Diagnostic> diagnostics) implements Reading<T> {
    /**
     * Copies the diagnostics.
     *
     * @param diagnostics at least one, sorted by place
     */
    public Refused {
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
