package org.portcullis.rules.confine;

import java.util.List;
import java.util.Optional;
import org.antlr.runtime.RecognitionException;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DRLFactory;
import org.drools.drl.parser.DroolsParserException;
import org.drools.drl.parser.antlr4.DRL10Parser;
import org.drools.drl.parser.antlr4.DRL10ParserHelper;
import org.drools.drl.parser.lang.DRLLexer;
import org.drools.drl.parser.lang.DRLParser;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;

/**
 * Drools' two parsers. They are called below {@code DrlParser}, which is a thin cover over the same
 * classes, because that one logs every exception and leaves ANTLR's console listener in place:
 * nothing of Drools' wording may reach an author. The language level is stated, since its default
 * depends on a system property.
 */
final class DrlSource {
  private final SourceText source;
  private final DiagnosticSink sink;

  DrlSource(SourceText source, DiagnosticSink sink) {
    this.source = source;
    this.sink = sink;
  }

  /** What the parser of level 6 reads, or nothing if it stumbled, which is then reported. */
  Optional<PackageDescr> parse() {
    DRLLexer lexer = DRLFactory.buildLexer(source.text(), LanguageLevelOption.DRL6);
    DRLParser parser = DRLFactory.buildParser(lexer, LanguageLevelOption.DRL6);
    @Nullable PackageDescr descriptor = null;
    try {
      descriptor = parser.compilationUnit();
    } catch (RecognitionException e) {
      syntaxError(source.offset(e.line, e.charPositionInLine));
      return Optional.empty();
    } catch (RuntimeException | StackOverflowError e) {
      syntaxError(0);
      return Optional.empty();
    }
    List<DroolsParserException> errors =
        parser.hasErrors() ? parser.getErrors() : lexer.getErrors();
    if (!errors.isEmpty()) {
      // What follows the first error is mostly its echo.
      syntaxError(source.offset(errors.get(0).getLineNumber(), errors.get(0).getColumn()));
      return Optional.empty();
    }
    if (descriptor == null) {
      syntaxError(0);
    }
    return Optional.ofNullable(descriptor);
  }

  private void syntaxError(int offset) {
    Optional<Token> number = strangeNumber();
    if (number.isPresent()) {
      sink.error(
          source.position(number.get().offset()),
          "bad-number",
          Wording.quote(number.get().text()) + " is no whole number in its one form");
      return;
    }
    Token found = source.range(offset, source.text().length()).peek();
    Token token = found.text().isEmpty() ? afterEnd().orElse(found) : found;
    String what = token.text().isEmpty() ? "end of file" : Wording.quote(token.text());
    sink.error(source.position(token.offset()), "syntax", "unexpected " + what);
  }

  /** A number with underscores, over which the lexer stumbles later, and elsewhere. */
  private Optional<Token> strangeNumber() {
    return source.tokens().stream()
        .filter(token -> token.kind() == Token.Kind.NUMBER && token.text().contains("_"))
        .findFirst();
  }

  /**
   * What follows the {@code end} of the last rule. Level 6 takes an {@code end} with anything but a
   * rule behind it for a part of the consequence, and then misses one at the end of the file.
   */
  private Optional<Token> afterEnd() {
    List<Token> tokens = source.tokens();
    int end = -1;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is("rule")) {
        end = -1;
      } else if (tokens.get(i).is("end") && end < 0) {
        end = i;
      }
    }
    return end < 0 || end + 1 == tokens.size()
        ? Optional.empty()
        : Optional.of(tokens.get(end + 1));
  }

  /** Reports where the parser of level 10 reads something else than that of level 6 did. */
  void checkAgreement(PackageDescr levelSix) {
    Optional<PackageDescr> levelTen = parseLevelTen();
    if (levelTen.isEmpty()) {
      return;
    }
    List<Reading> six = Reading.of(levelSix);
    List<Reading> ten = Reading.of(levelTen.get());
    for (int i = 0; i < Math.max(six.size(), ten.size()); i++) {
      if (i >= six.size() || i >= ten.size() || !six.get(i).text().equals(ten.get(i).text())) {
        int offset = i < six.size() ? six.get(i).offset() : source.text().length();
        disagree(offset);
        return;
      }
    }
  }

  /**
   * Parses with the faster of ANTLR's two predictions, which answers as the full one does wherever
   * it finds no error. Where it does find one the full one could find none; it is not asked, since
   * its time has no good bound, and the forms of rules that are admitted need it nowhere.
   */
  private Optional<PackageDescr> parseLevelTen() {
    FirstError error = new FirstError();
    try {
      DRL10Parser parser = DRL10ParserHelper.createDrlParser(source.text());
      parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
      parser.removeErrorListeners();
      parser.addErrorListener(error);
      if (parser.getTokenStream().getTokenSource() instanceof Lexer lexer) {
        lexer.removeErrorListeners();
        lexer.addErrorListener(error);
      }
      DRL10Parser.CompilationUnitContext unit = parser.compilationUnit();
      if (error.line == 0) {
        return Optional.of(
            DRL10ParserHelper.compilationUnitContext2PackageDescr(
                unit, parser.getTokenStream(), null));
      }
    } catch (RuntimeException | StackOverflowError e) {
      // An exception is no agreement; the position is the error's, if there was one before.
    }
    disagree(source.offset(Math.max(1, error.line), error.column));
    return Optional.empty();
  }

  private void disagree(int offset) {
    sink.error(
        source.position(offset),
        "parsers-disagree",
        "the two parsers of DRL read this differently; write it more plainly");
  }

  /** Keeps the place of the first error and prints nothing. */
  private static final class FirstError extends BaseErrorListener {
    private int line;
    private int column;

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        @Nullable Object offendingSymbol,
        int line,
        int charPositionInLine,
        @Nullable String message,
        org.antlr.v4.runtime.@Nullable RecognitionException e) {
      if (this.line == 0) {
        this.line = line;
        this.column = charPositionInLine;
      }
    }
  }
}
