package org.portcullis.attestation.internal;

/** What a person wrote, fit for a message of one line. */
public final class Quoted {
  private static final int MAX_LENGTH = 64;

  private Quoted() {}

  /**
   * The text in printable ASCII, cut to a length that a line can hold.
   *
   * @param text any text
   * @return at most 64 characters and an ellipsis
   */
  public static String of(String text) {
    StringBuilder printable = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
    for (int i = 0; i < text.length() && i < MAX_LENGTH; i++) {
      char c = text.charAt(i);
      printable.append(c >= ' ' && c < 0x7F && c != '`' ? c : '?');
    }
    return text.length() > MAX_LENGTH ? printable + "..." : printable.toString();
  }
}
