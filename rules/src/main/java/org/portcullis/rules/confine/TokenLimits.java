package org.portcullis.rules.confine;

import java.util.List;
import java.util.Set;

/**
 * Bounds the effort of the parsers before they run. The parser of level 6 looks ahead over whole
 * paths and starts again behind each element, so that its time grows with the square of their
 * number; an index doubles it for each level of nesting.
 */
final class TokenLimits {
  static final int MAX_RUN = 500;
  static final int MAX_RULE = 10_000;
  static final int MAX_INDEXES = 16;

  private static final Set<String> SEPARATORS = Set.of(",", ";", "(", ")", "[", "]", "{", "}");

  private final SourceText source;
  private final DiagnosticSink sink;
  private int run;
  private int rule;
  private int indexes;

  TokenLimits(SourceText source, DiagnosticSink sink) {
    this.source = source;
    this.sink = sink;
  }

  /** Reports the first token that is one too many. */
  void check() {
    List<Token> tokens = source.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean begins =
          token.is("rule") && i + 1 < tokens.size() && tokens.get(i + 1).kind() == Token.Kind.TEXT;
      run = begins || SEPARATORS.contains(token.text()) ? 0 : run + 1;
      rule = begins ? 0 : rule + 1;
      indexes += token.is("[") ? 1 : 0;
      if (isTooMuch(token)) {
        return;
      }
    }
  }

  private boolean isTooMuch(Token token) {
    if (run > MAX_RUN) {
      return refuse(
          token,
          "run-too-long",
          "more than " + MAX_RUN + " words and signs without a comma, a semicolon or a bracket");
    } else if (rule > MAX_RULE) {
      return refuse(
          token, "rule-too-long", "more than " + MAX_RULE + " words and signs in one rule");
    } else if (indexes > MAX_INDEXES) {
      return refuse(
          token, "too-many-indexes", "more than " + MAX_INDEXES + " `[`; there are no indexes");
    }
    return false;
  }

  private boolean refuse(Token token, String code, String message) {
    sink.error(source.position(token.offset()), code, message);
    return true;
  }
}
