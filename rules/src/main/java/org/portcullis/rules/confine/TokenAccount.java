package org.portcullis.rules.confine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * The last fence of a file: every token belongs to something that was understood. A descriptor
 * tells what Drools made of the text; whatever Drools passed over in silence is found here.
 */
final class TokenAccount {
  private final SourceText source;
  private final DiagnosticSink sink;

  TokenAccount(SourceText source, DiagnosticSink sink) {
    this.source = source;
    this.sink = sink;
  }

  /** Checks what stands between imports, global and rules: the package and nothing else. */
  void checkFile(PackageDescr descriptor) {
    List<BaseDescr> parts = new ArrayList<>(descriptor.getImports());
    parts.addAll(descriptor.getGlobals());
    parts.addAll(descriptor.getRules());
    parts.sort(Comparator.comparingInt(BaseDescr::getStartCharacter));
    int at = 0;
    for (BaseDescr part : parts) {
      checkGap(at, part.getStartCharacter());
      if (!(part instanceof RuleDescr)) {
        checkDeclaration(source.range(part));
      }
      at = part.getEndCharacter() + 1;
    }
    checkGap(at, source.text().length());
  }

  private void checkGap(int from, int to) {
    TokenCursor gap = source.range(from, to);
    if (gap.peek().is("package") && gap.peek().equals(source.tokens().get(0))) {
      gap.next();
      gap.dotted();
      gap.take(";");
    }
    checkEnd(gap);
  }

  private void checkDeclaration(TokenCursor part) {
    if (part.take("global")) {
      part.dotted();
    } else {
      part.take("import");
    }
    part.dotted();
    part.take(";");
    checkEnd(part);
  }

  private void checkEnd(TokenCursor cursor) {
    if (!cursor.atEnd()) {
      unexpected(cursor);
    }
  }

  /** Checks that a rule is {@code rule "…" when Type( constraint, … ) then … end}. */
  void checkRule(RuleDescr rule, PatternDescr pattern) {
    TokenCursor cursor = source.range(rule);
    boolean head = cursor.take("rule") && cursor.next().kind() == Token.Kind.TEXT;
    if (!head || !cursor.take("when") || !cursor.take(Names.ROOT) || !cursor.take("(")) {
      unexpected(cursor);
      return;
    }
    for (BaseDescr constraint : pattern.getDescrs()) {
      boolean first = constraint == pattern.getDescrs().get(0);
      if ((!first && !cursor.take(","))
          || cursor.peek().offset() != constraint.getStartCharacter()) {
        unexpected(cursor);
        return;
      }
      while (!cursor.atEnd() && cursor.peek().offset() <= constraint.getEndCharacter()) {
        cursor.next();
      }
    }
    if (!cursor.take(")") || !cursor.take("then")) {
      unexpected(cursor);
    }
  }

  private void unexpected(TokenCursor cursor) {
    String text = cursor.atEnd() ? "end" : cursor.peek().text();
    sink.error(
        cursor.position(cursor.peek()), "unexpected-token", "unexpected " + Wording.quote(text));
  }
}
