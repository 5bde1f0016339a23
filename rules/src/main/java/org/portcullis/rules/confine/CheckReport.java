package org.portcullis.rules.confine;

import java.util.List;
import org.portcullis.release.json.Diagnostic;

/** The answer of the confinement. */
public sealed interface CheckReport {
  /**
   * All diagnostics, sorted by file, line and column.
   *
   * @return an unmodifiable list
   */
  List<Diagnostic> diagnostics();

  /**
   * The rules are within the grammar.
   *
   * @param tree the rules
   * @param diagnostics warnings only
   */
  record Clean(ConditionTree tree, List<Diagnostic> diagnostics) implements CheckReport {
    /**
     * Copies the warnings.
     *
     * @param tree the rules
     * @param diagnostics warnings only
     */
    public Clean {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /**
   * The rules are refused.
   *
   * @param diagnostics at least one error
   */
  record Refused(List<Diagnostic> diagnostics) implements CheckReport {
    /**
     * Copies the diagnostics.
     *
     * @param diagnostics at least one error
     */
    public Refused {
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
