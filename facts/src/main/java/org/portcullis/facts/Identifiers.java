package org.portcullis.facts;

import java.util.regex.Pattern;

/** The registered shape of every text in a fact: lower-case, short, without spaces. */
public final class Identifiers {
  /** The neutral identifier: no name. */
  public static final String NONE = "none";

  /** Length limit in characters. */
  public static final int MAX_LENGTH = 64;

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private Identifiers() {}

  /**
   * Whether a text has the shape {@code [a-z0-9][a-z0-9._-]{0,63}}.
   *
   * @param text any text
   * @return whether it is an identifier
   */
  public static boolean isIdentifier(String text) {
    return text.length() <= MAX_LENGTH && SHAPE.matcher(text).matches();
  }

  /**
   * Holds a text to the shape. The message names the component and never repeats the text.
   *
   * @param name the component, for the message
   * @param text the text
   * @return the text
   * @throws IllegalArgumentException if it is no identifier
   */
  public static String check(String name, String text) {
    if (!isIdentifier(text)) {
      throw new IllegalArgumentException(
          "`" + name + "` must be an identifier of the shape [a-z0-9][a-z0-9._-]{0,63}");
    }
    return text;
  }
}
