package org.portcullis.rules.bundle;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions of the vocabulary that a rule set was written for.
 *
 * @param name the vocabulary, {@link #NAME}
 * @param lowest the lowest version, inclusive
 * @param highest the highest version, inclusive; not below the lowest
 */
public record VocabularyRange(String name, int lowest, int highest) {
  /** The vocabulary of this library. */
  public static final String NAME = "portcullis";

  private static final Pattern SHAPE = Pattern.compile("([1-9][0-9]{0,5})(?:-([1-9][0-9]{0,5}))?");

  /**
   * Checks the bounds.
   *
   * @param name the vocabulary
   * @param lowest the lowest version
   * @param highest the highest version
   * @throws IllegalArgumentException if the bounds are no range
   */
  public VocabularyRange {
    if (lowest < 1 || highest < lowest) {
      throw new IllegalArgumentException("a range of versions begins at 1 or more and rises");
    }
  }

  /**
   * Whether a version lies within.
   *
   * @param version any version
   * @return whether the rule set was written for it
   */
  public boolean contains(int version) {
    return lowest <= version && version <= highest;
  }

  /**
   * Reads {@code 1} or {@code 1-3}.
   *
   * @param name the vocabulary
   * @param range any text
   * @return the range, or empty if the text is none
   */
  static Optional<VocabularyRange> parse(String name, String range) {
    Matcher matcher = SHAPE.matcher(range);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int lowest = Integer.parseInt(matcher.group(1));
    int highest = matcher.group(2) == null ? lowest : Integer.parseInt(matcher.group(2));
    return highest < lowest
        ? Optional.empty()
        : Optional.of(new VocabularyRange(name, lowest, highest));
  }
}
