package org.portcullis.rules.confine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.portcullis.facts.Effect;
import org.portcullis.facts.ReasonCode;
import org.portcullis.release.json.Nearest;

/** Reads {@code findings.<verb>("code"[, seconds]);}, exactly once, and nothing else. */
final class ConsequenceParser {
  private static final long MAX_SECONDS = 31_536_000;
  private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,7}");
  private static final List<String> VERBS =
      Stream.of(Effect.values())
          .map(Effect::name)
          .map(name -> name.toLowerCase(Locale.ROOT))
          .toList();

  private final FileScope scope;
  private final TokenCursor cursor;

  private ConsequenceParser(FileScope scope, TokenCursor cursor) {
    this.scope = scope;
    this.cursor = cursor;
  }

  /** The consequence, or nothing if anything was reported. */
  static Optional<Consequence> parse(FileScope scope, TokenCursor cursor) {
    int before = scope.sink().errors();
    Optional<Consequence> read = new ConsequenceParser(scope, cursor).read();
    return scope.sink().errors() == before ? read : Optional.empty();
  }

  private Optional<Consequence> read() {
    if (!cursor.take(Names.GLOBAL) || !cursor.take(".")) {
      return unexpected();
    }
    Token verb = cursor.next();
    if (!cursor.take("(") || cursor.peek().kind() != Token.Kind.TEXT) {
      return unexpected();
    }
    Token code = cursor.next();
    Optional<Token> seconds = Optional.empty();
    if (cursor.take(",")) {
      seconds = Optional.of(cursor.next());
    }
    if (!cursor.take(")") || !cursor.take(";")) {
      return unexpected();
    }
    if (!cursor.atEnd()) {
      error(cursor.peek(), "bad-consequence", "a rule reports exactly one finding");
    }
    return meaning(verb, code, seconds);
  }

  private Optional<Consequence> unexpected() {
    Token token = cursor.peek();
    String what = cursor.atEnd() ? "end" : token.text();
    error(
        token,
        "bad-consequence",
        "unexpected " + Wording.quote(what) + ": want `findings.<verb>(\"code\"[, seconds]);`");
    return Optional.empty();
  }

  private Optional<Consequence> meaning(Token verb, Token code, Optional<Token> seconds) {
    Optional<Effect> effect = effect(verb);
    Optional<ReasonCode> reason = reason(verb, code, effect);
    Optional<Long> number =
        seconds.isEmpty() ? Optional.of(0L) : seconds.flatMap(token -> seconds(token, effect));
    if (effect.isEmpty() || reason.isEmpty() || number.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Consequence(effect.get(), reason.get(), number.get()));
  }

  private Optional<Effect> effect(Token verb) {
    int index = VERBS.indexOf(verb.text());
    if (index < 0) {
      error(
          verb,
          "unknown-verb",
          "unknown verb "
              + Wording.quote(verb.text())
              + "; "
              + Wording.wantOneOf(verb.text(), VERBS),
          Nearest.of(verb.text(), VERBS));
      return Optional.empty();
    }
    return Optional.of(Effect.valueOf(VERBS.get(index).toUpperCase(Locale.ROOT)));
  }

  private Optional<ReasonCode> reason(Token verb, Token token, Optional<Effect> effect) {
    String written = token.content();
    if (!ReasonCode.isReasonCode(written)) {
      error(
          token,
          "bad-code",
          Wording.quote(written)
              + " is no reason code; want the shape `[a-z][a-z0-9-]*(.[a-z][a-z0-9-]*){1,3}`");
      return Optional.empty();
    }
    ReasonCode code = new ReasonCode(written);
    if (code.isReserved()) {
      error(
          token,
          "reserved-code",
          Wording.quote(written) + " belongs to the engine; want another first part");
      return Optional.empty();
    }
    Optional<CodeDeclaration> declared =
        Optional.ofNullable(scope.declarations().codes().get(code));
    if (declared.isEmpty()) {
      unknown(token, written);
    } else if (effect.isPresent() && declared.get().effect() != effect.get()) {
      String verbs = declared.get().effect().name().toLowerCase(Locale.ROOT);
      error(
          verb,
          "wrong-effect",
          Wording.quote(written) + " is declared with the effect " + Wording.quote(verbs),
          Optional.of(verbs));
    }
    return declared.map(CodeDeclaration::code);
  }

  private void unknown(Token token, String written) {
    List<String> codes =
        scope.declarations().codes().keySet().stream().map(ReasonCode::value).sorted().toList();
    error(
        token,
        "unknown-code",
        "the reason code " + Wording.quote(written) + " is not declared",
        Nearest.of(written, codes));
  }

  private Optional<Long> seconds(Token token, Optional<Effect> effect) {
    boolean takesSeconds =
        effect.isEmpty() || effect.get() == Effect.DEFER || effect.get() == Effect.OBLIGE;
    if (!takesSeconds) {
      error(token, "seconds-not-allowed", "only `defer` and `oblige` take seconds");
      return Optional.empty();
    }
    if (!SECONDS.matcher(token.text()).matches() || Long.parseLong(token.text()) > MAX_SECONDS) {
      error(
          token,
          "bad-seconds",
          Wording.quote(token.text())
              + " is no number of seconds; want 1 to "
              + MAX_SECONDS
              + " without leading zero");
      return Optional.empty();
    }
    return Optional.of(Long.parseLong(token.text()));
  }

  private void error(Token at, String code, String message) {
    error(at, code, message, Optional.empty());
  }

  private void error(Token at, String code, String message, Optional<String> suggestion) {
    scope.sink().error(cursor.position(at), code, message, suggestion);
  }
}
