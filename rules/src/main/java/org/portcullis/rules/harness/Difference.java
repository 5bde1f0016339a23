package org.portcullis.rules.harness;

import org.portcullis.facts.Outcome;
import org.portcullis.facts.ReasonCode;

/** One way in which an evaluation is not what its test expects. */
public sealed interface Difference {
  /**
   * In one line.
   *
   * @return lower case, no final period
   */
  String message();

  /** Which set of codes differs. */
  enum Part {
    /** The codes of what denies or defers. */
    REASON("reason"),

    /** The codes of the obligations. */
    OBLIGATION("obligation"),

    /** The codes of the notes. */
    NOTE("note");

    private final String word;

    Part(String word) {
      this.word = word;
    }
  }

  /**
   * Another outcome.
   *
   * @param expected what the test says
   * @param actual what the rule set says
   */
  record OtherOutcome(Outcome expected, Outcome actual) implements Difference {
    @Override
    public String message() {
      return "the outcome is " + actual + ", not " + expected;
    }
  }

  /**
   * A code that the test names and the evaluation has not.
   *
   * @param part of which set
   * @param code the code
   */
  record Missing(Part part, ReasonCode code) implements Difference {
    @Override
    public String message() {
      return "the " + part.word + " `" + code + "` is missing";
    }
  }

  /**
   * A code that the evaluation has and the test doesn't name.
   *
   * @param part of which set
   * @param code the code
   */
  record Unexpected(Part part, ReasonCode code) implements Difference {
    @Override
    public String message() {
      return "the " + part.word + " `" + code + "` is not expected";
    }
  }
}
