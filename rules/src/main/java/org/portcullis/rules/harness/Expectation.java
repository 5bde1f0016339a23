package org.portcullis.rules.harness;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.portcullis.facts.Outcome;
import org.portcullis.facts.ReasonCode;

/**
 * What a test of a rule set expects of an evaluation.
 *
 * @param outcome the outcome
 * @param reasons exactly the codes of every finding that denies or defers, those of the engine
 *     included; empty if the test says nothing of them
 * @param obligations exactly the codes of the obligations; empty if the test says nothing of them
 * @param notes exactly the codes of every note; empty if the test says nothing of them
 */
public record Expectation(
    Outcome outcome,
    Optional<Set<ReasonCode>> reasons,
    Optional<Set<ReasonCode>> obligations,
    Optional<Set<ReasonCode>> notes) {
  /**
   * Copies the sets.
   *
   * @param outcome the outcome
   * @param reasons the codes that deny or defer
   * @param obligations the codes of the obligations
   * @param notes the codes of the notes
   */
  public Expectation {
    reasons = reasons.map(Expectation::sorted);
    obligations = obligations.map(Expectation::sorted);
    notes = notes.map(Expectation::sorted);
  }

  private static Set<ReasonCode> sorted(Set<ReasonCode> codes) {
    return Collections.unmodifiableSet(new TreeSet<>(codes));
  }
}
