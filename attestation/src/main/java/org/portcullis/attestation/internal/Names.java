package org.portcullis.attestation.internal;

import java.util.regex.Pattern;

/** The form of names that operators coin: of anchors, status lists and vendors. */
public final class Names {
  /** The form in words. */
  public static final String FORM =
      "1 to 64 lower-case letters, digits, `.`, `_` or `-`, the first a letter or digit";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private Names() {}

  /**
   * Whether a text is a name.
   *
   * @param text any text
   * @return true if it has the form
   */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
