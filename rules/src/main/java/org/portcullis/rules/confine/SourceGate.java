package org.portcullis.rules.confine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.portcullis.release.json.SourcePosition;

/**
 * The first fence: which bytes may be looked at at all. Nothing that another decoder, lexer or
 * compiler could read differently gets past it, nor anything that nests deep enough to exhaust a
 * parser's stack.
 */
final class SourceGate {
  static final int MAX_BYTES = 256 * 1024;
  static final int MAX_DEPTH = 16;
  private static final int MAX_REPORTED = 100;

  private final String file;
  private final DiagnosticSink sink;

  SourceGate(String file, DiagnosticSink sink) {
    this.file = file;
    this.sink = sink;
  }

  /** The text, or nothing if any finding was reported. */
  Optional<SourceText> pass(byte[] content) {
    if (content.length > MAX_BYTES) {
      sink.error(
          new SourcePosition(file, 1, 1),
          "file-too-large",
          "the file has " + content.length + " bytes; want at most " + MAX_BYTES);
      return Optional.empty();
    }
    int before = sink.errors();
    String text = decode(content);
    checkCharacters(text);
    if (sink.errors() > before) {
      return Optional.empty();
    }
    SourceText source = new SourceText(file, text);
    checkDepth(source);
    if (sink.errors() == before) {
      new TokenLimits(source, sink).check();
    }
    return sink.errors() > before ? Optional.empty() : Optional.of(source);
  }

  /** Everything before the first byte that is no UTF-8. */
  private String decode(byte[] content) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer out = CharBuffer.allocate(content.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(content), out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      sink.error(endOf(text), "not-utf8", "the text is not UTF-8");
    }
    return text;
  }

  private SourcePosition endOf(String text) {
    int lineStart = text.lastIndexOf('\n') + 1;
    int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
    return new SourcePosition(file, line, text.codePointCount(lineStart, text.length()) + 1);
  }

  private void checkCharacters(String text) {
    int line = 1;
    int column = 1;
    int reported = 0;
    for (int i = 0; i < text.length() && reported < MAX_REPORTED; ) {
      int c = text.codePointAt(i);
      if (!isAllowed(c)) {
        reported++;
        sink.error(new SourcePosition(file, line, column), "forbidden-character", describe(c));
      }
      line += c == '\n' ? 1 : 0;
      column = c == '\n' ? 1 : column + 1;
      i += Character.charCount(c);
    }
  }

  private static boolean isAllowed(int c) {
    return c == '\n' || c == '\t' || (c >= ' ' && c <= '~' && c != '\\');
  }

  private static String describe(int c) {
    return switch (c) {
      case '\\' -> "a backslash is not allowed, in comments neither";
      case '\r' -> "a carriage return is not allowed; end lines with a line feed";
      case '\uFEFF' -> "a byte order mark is not allowed";
      default ->
          String.format(Locale.ROOT, "U+%04X is not allowed; want tab and U+0020 to U+007E", c);
    };
  }

  /**
   * Counts brackets twice: in all of the text, as a parser that takes no comment for one would see
   * it, and between comments and texts, so that a bracket closed in a comment hides nothing.
   */
  private void checkDepth(SourceText source) {
    int raw = source.text().length();
    int depth = 0;
    for (int i = 0; i < source.text().length() && raw == source.text().length(); i++) {
      depth = Math.max(0, depth + nesting(source.text().charAt(i)));
      raw = depth > MAX_DEPTH ? i : raw;
    }
    int first = Math.min(raw, tooDeepToken(source));
    if (first < source.text().length()) {
      sink.error(
          source.position(first),
          "too-deep",
          "brackets nest deeper than " + MAX_DEPTH + ", counting those in comments and texts");
    }
  }

  private static int tooDeepToken(SourceText source) {
    int depth = 0;
    for (Token token : source.tokens()) {
      if (token.kind() == Token.Kind.SYMBOL) {
        depth = Math.max(0, depth + nesting(token.text().charAt(0)));
      }
      if (depth > MAX_DEPTH) {
        return token.offset();
      }
    }
    return source.text().length();
  }

  private static int nesting(char c) {
    return switch (c) {
      case '(', '[', '{' -> 1;
      case ')', ']', '}' -> -1;
      default -> 0;
    };
  }
}
