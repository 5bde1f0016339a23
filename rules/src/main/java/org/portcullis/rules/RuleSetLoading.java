package org.portcullis.rules;

import java.util.List;
import org.portcullis.release.json.Diagnostic;

/** What became of a rule set that should be loaded. */
public sealed interface RuleSetLoading {
  /**
   * It is compiled, primed and ready.
   *
   * @param ruleSet the rule set, which the receiver closes
   * @param warnings what its author should look at, sorted by place
   */
  record Loaded(RuleSet ruleSet, List<Diagnostic> warnings) implements RuleSetLoading {
    /**
     * Copies the warnings.
     *
     * @param ruleSet the rule set
     * @param warnings sorted by place
     */
    public Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * It is refused.
   *
   * @param diagnostics at least one error, sorted by place
   */
  record Refused(List<Diagnostic> diagnostics) implements RuleSetLoading {
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
