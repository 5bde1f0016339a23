package org.portcullis.rules.confine;

import java.util.List;
import org.portcullis.release.json.SourcePosition;

/** A condition over one case, built from comparisons of typed paths by and, or and parentheses. */
public sealed interface Condition {
  /**
   * The comparisons, at any depth.
   *
   * @return in the order of the text; at least one
   */
  default List<Leaf> leaves() {
    if (this instanceof Leaf leaf) {
      return List.of(leaf);
    }
    List<Condition> parts = this instanceof And and ? and.parts() : ((Or) this).parts();
    return parts.stream().flatMap(part -> part.leaves().stream()).toList();
  }

  /** A condition without parts. */
  sealed interface Leaf extends Condition {
    /**
     * The path that is read first.
     *
     * @return the left-hand side
     */
    FactPath path();

    /**
     * All paths that are read.
     *
     * @return one, or two where paths are compared
     */
    default List<FactPath> paths() {
      return this instanceof ComparePaths compare
          ? List.of(compare.path(), compare.other())
          : List.of(path());
    }

    /**
     * Where the condition stands.
     *
     * @return the place of its first character
     */
    SourcePosition position();
  }

  /**
   * Every part holds.
   *
   * @param parts at least one; the constraints of a pattern and the operands of {@code &&}
   */
  record And(List<Condition> parts) implements Condition {
    /**
     * Copies the parts.
     *
     * @param parts at least one
     */
    public And {
      parts = List.copyOf(parts);
    }
  }

  /**
   * At least one part holds.
   *
   * @param parts at least two; the operands of {@code ||}
   */
  record Or(List<Condition> parts) implements Condition {
    /**
     * Copies the parts.
     *
     * @param parts at least two
     */
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /**
   * {@code path op literal}.
   *
   * @param path what is read
   * @param operator how it is compared
   * @param literal a literal of the path's type
   * @param position where it stands
   */
  record CompareLiteral(FactPath path, Operator operator, Literal literal, SourcePosition position)
      implements Leaf {}

  /**
   * {@code path op path}.
   *
   * @param path the left-hand side
   * @param operator how they are compared
   * @param other the right-hand side, of the same type
   * @param position where it stands
   */
  record ComparePaths(FactPath path, Operator operator, FactPath other, SourcePosition position)
      implements Leaf {}

  /**
   * {@code path [not] in (literal, …)}; also what a set-valued parameter becomes. Without literals
   * it never holds or, negated, always does: so a parameter that switches a rule on or off ({@code
   * params.strict == true}) is written here once its value is known.
   *
   * @param path what is read
   * @param negated whether {@code not} is written
   * @param literals literals of the path's type, no two equal; empty only from a parameter
   * @param position where it stands
   */
  record In(FactPath path, boolean negated, List<Literal> literals, SourcePosition position)
      implements Leaf {
    /**
     * Copies the literals.
     *
     * @param path what is read
     * @param negated whether {@code not} is written
     * @param literals literals of the path's type
     * @param position where it stands
     */
    public In {
      literals = List.copyOf(literals);
    }
  }

  /**
   * {@code path [not] contains literal} over a set of constants.
   *
   * @param path a set-valued path
   * @param negated whether {@code not} is written
   * @param literal a constant of the set's enum
   * @param position where it stands
   */
  record Contains(FactPath path, boolean negated, Literal literal, SourcePosition position)
      implements Leaf {}
}
