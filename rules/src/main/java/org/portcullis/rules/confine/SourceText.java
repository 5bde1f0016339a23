package org.portcullis.rules.confine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drools.drl.ast.descr.BaseDescr;
import org.portcullis.release.json.SourcePosition;

/** A file that has passed the gate: its text, its tokens and where they stand. */
final class SourceText {
  private final String file;
  private final String text;
  private final int[] lineStarts;
  private final List<Token> tokens;

  SourceText(String file, String text) {
    this.file = file;
    this.text = text;
    this.lineStarts = lineStarts(text);
    this.tokens = Tokenizer.tokenize(text);
  }

  private static int[] lineStarts(String text) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      starts.add(i + 1);
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }

  String file() {
    return file;
  }

  String text() {
    return text;
  }

  List<Token> tokens() {
    return tokens;
  }

  SourcePosition position(int offset) {
    int inside = Math.max(0, Math.min(offset, text.length()));
    int found = Arrays.binarySearch(lineStarts, inside);
    int line = found >= 0 ? found : -found - 2;
    return new SourcePosition(file, line + 1, inside - lineStarts[line] + 1);
  }

  /** The offset of a line and column that a parser reports, held to the text. */
  int offset(int line, int column) {
    if (line < 1 || line > lineStarts.length) {
      return text.length();
    }
    return Math.min(lineStarts[line - 1] + Math.max(0, column), text.length());
  }

  /** The tokens that begin in a range of offsets. */
  TokenCursor range(int from, int to) {
    int first = index(from);
    int end = Math.max(first, index(to));
    return new TokenCursor(this, tokens.subList(first, end), to);
  }

  /** The tokens that a descriptor covers. */
  TokenCursor range(BaseDescr descriptor) {
    int from = offset(descriptor);
    return range(from, Math.max(from, descriptor.getEndCharacter() + 1));
  }

  /** Where a descriptor begins. */
  SourcePosition position(BaseDescr descriptor) {
    return position(offset(descriptor));
  }

  /** Where the first token of this text stands in a descriptor, or else where that begins. */
  SourcePosition position(BaseDescr descriptor, String text) {
    TokenCursor cursor = range(descriptor);
    while (!cursor.atEnd() && !cursor.peek().is(text)) {
      cursor.next();
    }
    return cursor.atEnd() ? position(descriptor) : cursor.position(cursor.peek());
  }

  int offset(BaseDescr descriptor) {
    int start = descriptor.getStartCharacter();
    int end = text.length();
    return start >= 0 && start <= end
        ? start
        : offset(descriptor.getLine(), descriptor.getColumn());
  }

  private int index(int offset) {
    int low = 0;
    int high = tokens.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tokens.get(middle).offset() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
