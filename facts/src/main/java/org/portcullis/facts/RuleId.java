package org.portcullis.facts;

import java.util.regex.Pattern;

/**
 * The name of a rule, such as {@code channel/mismatch}.
 *
 * @param value {@code [a-z0-9]+(/[a-z0-9-]+)*}, at most 128 characters
 */
public record RuleId(String value) implements Comparable<RuleId> {
  /** The origin of findings that Java makes and no rule can prevent. */
  public static final RuleId FLOOR = new RuleId("portcullis/floor");

  /** The origin of findings about required layers that nothing satisfied. */
  public static final RuleId COMBINER = new RuleId("portcullis/combiner");

  private static final int MAX_LENGTH = 128;

  /** Used before the constants are made, hence no constant of its own above them. */
  private static final class Shape {
    static final Pattern PATTERN = Pattern.compile("[a-z0-9]+(/[a-z0-9-]+)*");
  }

  /**
   * Checks the shape.
   *
   * @param value the {@code value} component
   * @throws IllegalArgumentException if the text is no rule id
   */
  public RuleId {
    if (!isRuleId(value)) {
      throw new IllegalArgumentException("a rule id must have the shape [a-z0-9]+(/[a-z0-9-]+)*");
    }
  }

  /**
   * Whether a text has the shape of a rule id.
   *
   * @param text any text
   * @return whether it is one
   */
  public static boolean isRuleId(String text) {
    return text.length() <= MAX_LENGTH && Shape.PATTERN.matcher(text).matches();
  }

  @Override
  public int compareTo(RuleId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
