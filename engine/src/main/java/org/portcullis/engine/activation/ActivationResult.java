package org.portcullis.engine.activation;

import java.util.List;
import java.util.Optional;
import org.portcullis.facts.Digest;
import org.portcullis.release.json.Diagnostic;

/** What came of an activation. */
public sealed interface ActivationResult {
  /**
   * It is accepted, recorded, stored, and has taken effect.
   *
   * @param activation what it says
   * @param parameters the digest of the values in force; empty if it retires a rule set
   * @param warnings what the rule set's author should look at, sorted by place
   */
  record Accepted(Activation activation, Optional<Digest> parameters, List<Diagnostic> warnings)
      implements ActivationResult {
    /**
     * Copies the warnings.
     *
     * @param activation the {@code activation} component
     * @param parameters the {@code parameters} component
     * @param warnings the {@code warnings} component
     */
    public Accepted {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * It is refused, and what was in force stays so.
   *
   * @param reason why
   * @param detail the same in words, one line
   * @param activation what it says; empty if it could not be read, or nobody vouches for it
   * @param diagnostics what is wrong with a text, by place; empty if no text is at fault
   */
  record Refused(
      ActivationRefusal reason,
      String detail,
      Optional<Activation> activation,
      List<Diagnostic> diagnostics)
      implements ActivationResult {
    /**
     * Copies the diagnostics.
     *
     * @param reason the {@code reason} component
     * @param detail the {@code detail} component
     * @param activation the {@code activation} component
     * @param diagnostics the {@code diagnostics} component
     */
    public Refused {
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
