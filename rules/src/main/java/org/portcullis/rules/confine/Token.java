package org.portcullis.rules.confine;

/**
 * A piece of source text between blanks and comments.
 *
 * @param kind what it is
 * @param text as written, with the quotes of a text
 * @param offset of its first character in the file
 */
record Token(Kind kind, String text, int offset) {
  enum Kind {
    /** A name or a key word. */
    WORD,

    /** Whatever begins with a digit. */
    NUMBER,

    /** A text in double quotes on one line. */
    TEXT,

    /** An operator or a bracket. */
    SYMBOL,

    /** What no rule may contain: texts in single quotes, texts and comments without an end. */
    STRANGE
  }

  boolean is(String expected) {
    return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(expected);
  }

  /** The offset after the last character. */
  int end() {
    return offset + text.length();
  }

  /** The content of a text, without the quotes. */
  String content() {
    return text.substring(1, text.length() - 1);
  }
}
