package org.portcullis.rules.bundle;

import java.util.regex.Pattern;

/**
 * A version in the form of Semantic Versioning 2.0.0, as {@code 1.4.0} or {@code 2.0.0-rc.1}.
 *
 * @param value the version
 * @see <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a>
 */
public record SemanticVersion(String value) {
  private static final int MAX_LENGTH = 64;
  private static final String NUMBER = "(0|[1-9][0-9]{0,8})";
  private static final String PART = "(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
  private static final Pattern SHAPE =
      Pattern.compile(
          NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + ("(-" + PART + "(\\." + PART + ")*)?")
              + "(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");

  /**
   * Checks the shape.
   *
   * @param value the version
   * @throws IllegalArgumentException if it is no semantic version
   */
  public SemanticVersion {
    if (!isVersion(value)) {
      throw new IllegalArgumentException("a version must have the shape MAJOR.MINOR.PATCH");
    }
  }

  /**
   * Whether a text is a semantic version of at most 64 characters.
   *
   * @param text any text
   * @return whether it is one
   */
  public static boolean isVersion(String text) {
    return text.length() <= MAX_LENGTH && SHAPE.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
