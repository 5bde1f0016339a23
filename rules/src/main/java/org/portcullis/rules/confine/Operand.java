package org.portcullis.rules.confine;

/** What stands on the right of a comparison. */
sealed interface Operand {
  record Constant(Literal literal) implements Operand {}

  record Path(FactPath path) implements Operand {}

  /** A parameter that holds a set. */
  record Many(ParameterValue.Several values) implements Operand {}
}
