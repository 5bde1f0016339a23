package org.portcullis.engine.activation;

import java.util.List;
import java.util.Optional;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.rules.RuleSet;

/** What the examination of an activation showed. */
public sealed interface Examination {
  /**
   * It may take effect.
   *
   * @param signed the activation
   * @param ruleSet the rule set with its values, compiled and probed; the receiver closes it. Empty
   *     if it retires one
   * @param before the state of its scope that it was held against
   * @param warnings what the rule set's author should look at, sorted by place
   */
  record Ready(
      SignedActivation signed,
      Optional<RuleSet> ruleSet,
      Optional<ActivationState> before,
      List<Diagnostic> warnings)
      implements Examination {
    /**
     * Copies the warnings.
     *
     * @param signed the {@code signed} component
     * @param ruleSet the {@code ruleSet} component
     * @param before the {@code before} component
     * @param warnings the {@code warnings} component
     */
    public Ready {
      warnings = List.copyOf(warnings);
    }

    /** Ends the rule set, if it comes to nothing. */
    public void discard() {
      ruleSet.ifPresent(RuleSet::close);
    }
  }

  /**
   * It may not.
   *
   * @param result why
   * @param signed the activation, if enough keys vouch for it
   */
  record Refused(ActivationResult.Refused result, Optional<SignedActivation> signed)
      implements Examination {}
}
