package org.portcullis.rules.confine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Splits text into tokens; comments and blanks are left out, nothing else is. */
final class Tokenizer {
  private static final Set<String> PAIRS = Set.of("==", "!=", "<=", ">=", "&&", "||");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokenizer(String text) {
    this.text = text;
  }

  static List<Token> tokenize(String text) {
    Tokenizer tokenizer = new Tokenizer(text);
    while (tokenizer.at < text.length()) {
      tokenizer.step();
    }
    return List.copyOf(tokenizer.tokens);
  }

  /** The text with one blank between tokens and without comments, for comparison. */
  static String normalize(String text) {
    return tokenize(text).stream().map(Token::text).collect(Collectors.joining(" "));
  }

  private void step() {
    char first = text.charAt(at);
    if (first == ' ' || first == '\n' || first == '\t' || first == '\r') {
      at++;
    } else if (text.startsWith("//", at)) {
      at = endOfLine(at);
    } else if (text.startsWith("/*", at)) {
      skipComment();
    } else if (first == '"' || first == '\'') {
      quoted(first);
    } else if (isDigit(first)) {
      number();
    } else if (isWord(first)) {
      word();
    } else {
      symbol();
    }
  }

  private void skipComment() {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      add(Token.Kind.STRANGE, text.length());
    } else {
      at = end + 2;
    }
  }

  private void quoted(char quote) {
    int line = endOfLine(at);
    int end = text.indexOf(quote, at + 1);
    if (end < 0 || end > line) {
      add(Token.Kind.STRANGE, line);
    } else {
      add(quote == '"' ? Token.Kind.TEXT : Token.Kind.STRANGE, end + 1);
    }
  }

  private void number() {
    int end = at + 1;
    while (end < text.length() && (isWord(text.charAt(end)) || isFraction(end))) {
      end++;
    }
    add(Token.Kind.NUMBER, end);
  }

  private boolean isFraction(int index) {
    return text.charAt(index) == '.'
        && index + 1 < text.length()
        && isDigit(text.charAt(index + 1));
  }

  private void word() {
    int end = at + 1;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    add(Token.Kind.WORD, end);
  }

  private void symbol() {
    boolean pair = at + 2 <= text.length() && PAIRS.contains(text.substring(at, at + 2));
    add(Token.Kind.SYMBOL, at + (pair ? 2 : 1));
  }

  private void add(Token.Kind kind, int end) {
    tokens.add(new Token(kind, text.substring(at, end), at));
    at = end;
  }

  private int endOfLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWord(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  }
}
