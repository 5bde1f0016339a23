package org.portcullis.release.json;

/** A text from outside, made fit for a message of one line. */
public final class Printable {
  private static final int MAX_LENGTH = 64;

  private Printable() {}

  /**
   * The text with everything but printable ASCII replaced by {@code ?}, cut after 64 characters.
   *
   * @param text any text
   * @return a text fit for a message
   */
  public static String of(String text) {
    String printable = text.replaceAll("[^\\x20-\\x7e]|`", "?");
    return printable.length() <= MAX_LENGTH
        ? printable
        : printable.substring(0, MAX_LENGTH) + "...";
  }
}
