package org.portcullis.cli;

import java.util.Locale;
import org.portcullis.release.json.Diagnostic;

/** Wording shared by all commands. */
final class Texts {
  private Texts() {}

  /** A text from outside without control characters, so that it can't rule the terminal. */
  static String printable(String text) {
    return text.codePoints()
        .map(c -> isPlain(c) ? c : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isPlain(int codePoint) {
    int type = Character.getType(codePoint);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  /** A constant as a person reads it: {@code NOT_ELIGIBLE} as {@code not eligible}. */
  static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** A diagnostic as {@code FILE:LINE:COL: message}, with what was meant, if it is known. */
  static String withSuggestion(Diagnostic diagnostic) {
    String line = printable(diagnostic.position() + ": " + diagnostic.message());
    return diagnostic.suggestion().map(meant -> line + didYouMean(meant)).orElse(line);
  }

  static String didYouMean(String meant) {
    return "; did you mean `" + printable(meant) + "`?";
  }
}
