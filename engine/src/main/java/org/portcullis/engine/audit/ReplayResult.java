package org.portcullis.engine.audit;

import java.util.List;
import java.util.Optional;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Obligation;
import org.portcullis.facts.Outcome;
import org.portcullis.facts.RuleId;

/** What the replay of a recorded decision shows. */
public sealed interface ReplayResult {
  /**
   * The recorded case under the recorded rule set and parameters gives the recorded evaluation,
   * byte for byte.
   *
   * @param sameEngine whether this engine has the version that decided; if not, another version
   *     gives the same
   */
  record Identical(boolean sameEngine) implements ReplayResult {}

  /**
   * It gives another evaluation: the record was changed, or the engine was.
   *
   * @param sameEngine whether this engine has the version that decided
   * @param outcome the outcomes, if they differ
   * @param findingsAdded findings of the replay that are not recorded, sorted
   * @param findingsRemoved recorded findings that the replay has not, sorted
   * @param obligationsAdded obligations of the replay that are not recorded
   * @param obligationsRemoved recorded obligations that the replay has not
   * @param firstRule the first rule, by effect, code and name, whose finding differs
   * @param byteOffset the first byte of the evaluation's canonical form that differs
   */
  record Differs(
      boolean sameEngine,
      Optional<OutcomeChange> outcome,
      List<Finding> findingsAdded,
      List<Finding> findingsRemoved,
      List<Obligation> obligationsAdded,
      List<Obligation> obligationsRemoved,
      Optional<RuleId> firstRule,
      int byteOffset)
      implements ReplayResult {
    /**
     * Copies the lists.
     *
     * @param sameEngine the {@code sameEngine} component
     * @param outcome the {@code outcome} component
     * @param findingsAdded the {@code findingsAdded} component
     * @param findingsRemoved the {@code findingsRemoved} component
     * @param obligationsAdded the {@code obligationsAdded} component
     * @param obligationsRemoved the {@code obligationsRemoved} component
     * @param firstRule the {@code firstRule} component
     * @param byteOffset the {@code byteOffset} component
     */
    public Differs {
      findingsAdded = List.copyOf(findingsAdded);
      findingsRemoved = List.copyOf(findingsRemoved);
      obligationsAdded = List.copyOf(obligationsAdded);
      obligationsRemoved = List.copyOf(obligationsRemoved);
    }
  }

  /**
   * Two outcomes of one case.
   *
   * @param recorded what the record says
   * @param replayed what the replay gives
   */
  record OutcomeChange(Outcome recorded, Outcome replayed) {}

  /** The record is of an act and no decision; there is nothing to decide again. */
  record NoDecision() implements ReplayResult {}

  /**
   * Nothing can be said.
   *
   * @param reason why
   * @param detail what is missing or wrong, one line
   * @param subject the digest that was looked for; empty if none was
   */
  record NotReplayable(Reason reason, String detail, Optional<Digest> subject)
      implements ReplayResult {}

  /** Why a decision can't be replayed. */
  enum Reason {
    /** No rule set of the recorded digest is at hand. */
    RULE_SET_MISSING,

    /** The rule set is at hand, and this engine refuses it. */
    RULE_SET_REFUSED,

    /** No parameters of the recorded digest are at hand. */
    PARAMETERS_MISSING,

    /** The parameters are at hand, and are none of this rule set. */
    PARAMETERS_REFUSED,

    /** The facts are of a vocabulary that this engine doesn't know. */
    VOCABULARY_UNKNOWN,

    /** The record is of a kind that this engine doesn't know. */
    ENGINE_TOO_OLD,

    /** The entry is no record. */
    RECORD_DAMAGED,

    /** The rule set failed on the case. */
    RULE_THREW
  }
}
