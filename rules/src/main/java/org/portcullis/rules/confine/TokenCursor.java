package org.portcullis.rules.confine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.portcullis.release.json.SourcePosition;

/** Reads tokens one after another; at the end stands an empty token. */
final class TokenCursor {
  private final SourceText source;
  private final List<Token> tokens;
  private final Token end;
  private int next;

  TokenCursor(SourceText source, List<Token> tokens, int endOffset) {
    this.source = source;
    this.tokens = tokens;
    this.end = new Token(Token.Kind.STRANGE, "", endOffset);
  }

  Token peek() {
    return peek(0);
  }

  Token peek(int ahead) {
    return next + ahead < tokens.size() ? tokens.get(next + ahead) : end;
  }

  Token next() {
    Token token = peek();
    next = Math.min(next + 1, tokens.size());
    return token;
  }

  /** Takes the token if it is the expected one. */
  boolean take(String expected) {
    boolean found = peek().is(expected);
    if (found) {
      next();
    }
    return found;
  }

  /** Takes {@code a.b.c}: the words; empty if none stands here. */
  List<Token> dotted() {
    List<Token> words = new ArrayList<>();
    while (peek().kind() == Token.Kind.WORD) {
      words.add(next());
      if (!peek().is(".") || peek(1).kind() != Token.Kind.WORD) {
        break;
      }
      next();
    }
    return words;
  }

  static String join(List<Token> words) {
    return words.stream().map(Token::text).collect(Collectors.joining("."));
  }

  /** The last token, whether or not it was read. */
  Token last() {
    return tokens.isEmpty() ? end : tokens.get(tokens.size() - 1);
  }

  boolean atEnd() {
    return next >= tokens.size();
  }

  void skipToEnd() {
    next = tokens.size();
  }

  SourcePosition position(Token token) {
    return source.position(token.offset());
  }
}
