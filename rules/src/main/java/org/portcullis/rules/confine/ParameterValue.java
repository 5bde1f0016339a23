package org.portcullis.rules.confine;

import java.util.List;

/** The effective value of a parameter, as it is compiled in. */
public sealed interface ParameterValue {
  /**
   * One value.
   *
   * @param literal the value
   */
  record Single(Literal literal) implements ParameterValue {}

  /**
   * A set of identifiers.
   *
   * @param literals sorted, without repetition; may be empty
   */
  record Several(List<Literal.IdentifierLiteral> literals) implements ParameterValue {
    /**
     * Copies the literals.
     *
     * @param literals sorted, without repetition; may be empty
     */
    public Several {
      literals = List.copyOf(literals);
    }
  }
}
