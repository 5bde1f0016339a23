package org.portcullis.rules.confine;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.portcullis.facts.Effect;
import org.portcullis.facts.ReasonCode;

/**
 * Sources at the edge of the grammar: the text of a generated tree in which a few tokens are taken
 * out, doubled, replaced or joined by fragments of DRL, Java and MVEL. A good part is accepted.
 */
public final class MutatedRules {
  private static final List<String> FRAGMENTS =
      List.of(
          "System",
          "java.lang.System",
          "getClass()",
          ".class",
          "eval( true )",
          "matches",
          "!.",
          "#",
          "in",
          "not",
          "memberOf",
          "contains",
          "(",
          ")",
          "||",
          "&&",
          ",",
          "==",
          "!=",
          "<",
          ">=",
          "null",
          "this",
          "params.channels",
          "params.requireIntegrity == true",
          "0",
          "-1",
          "010",
          "1L",
          "\"a\"",
          "\"B c\"",
          "true",
          "SignalState.VERIFIED",
          "new a.B()",
          "T(a)",
          "$x :",
          "from",
          "[0]",
          "{",
          "}",
          "'",
          "\"",
          "/*",
          "*/",
          "/* x */",
          "// x\n",
          "end",
          "rule \"b\"",
          "when",
          "then",
          "findings",
          "findings.deny(\"test.deny\");",
          "drools.halt();",
          "dialect \"mvel\"",
          "salience 1",
          "import java.lang.System",
          "@a",
          "EligibilityCase(",
          "or",
          "exists",
          "; ",
          ".",
          "?",
          ":",
          "+ 1",
          "device.sequence == 1",
          "request.state",
          "|| request.state == SignalState.ABSENT",
          "\u00e9");

  private static final List<String> BLANKS =
      List.of(" ", "\n", "\t", "/* ( */", " // \"\n", "/* end */ ");

  private final Random random;

  /** Draws from a generator. */
  public MutatedRules(Random random) {
    this.random = random;
  }

  /** A source of one to four rules. */
  public RuleSource draw() {
    String text = DrlPrinter.print(new RandomTrees(random).tree(), "portcullis.policy.random");
    for (int i = random.nextInt(4); i > 0; i--) {
      text = mutate(text);
    }
    return new RuleSource("rules/mutated.drl", text.getBytes(StandardCharsets.UTF_8));
  }

  private String mutate(String text) {
    List<Token> tokens = Tokenizer.tokenize(text);
    Token token = tokens.get(random.nextInt(tokens.size()));
    String fragment = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
    String before = text.substring(0, token.offset());
    String after = text.substring(token.end());
    return switch (random.nextInt(7)) {
      case 0 -> before + after;
      case 1 -> before + token.text() + " " + token.text() + after;
      case 2 -> before + fragment + after;
      case 3 -> before + token.text() + " " + fragment + after;
      case 4 -> before + BLANKS.get(random.nextInt(BLANKS.size())) + token.text() + after;
      default -> before + like(token, tokens) + after;
    };
  }

  /** Another token of the kind, so that the syntax stays what it was. */
  private String like(Token token, List<Token> tokens) {
    List<Token> alike = tokens.stream().filter(other -> other.kind() == token.kind()).toList();
    return alike.get(random.nextInt(alike.size())).text();
  }

  /** What a check of the source says; every code that a rule of it may name is declared. */
  public static CheckReport check(RuleSource source) {
    Map<ReasonCode, CodeDeclaration> codes = new HashMap<>();
    for (Effect effect : Effect.values()) {
      ReasonCode code = new ReasonCode("test." + effect.name().toLowerCase(java.util.Locale.ROOT));
      if (new String(source.content(), StandardCharsets.UTF_8).contains(code.value())) {
        codes.put(code, Samples.declare(code, effect));
      }
    }
    return RuleSetConfinement.check(List.of(source), new Declarations(codes, Samples.parameters()));
  }

  /** The rules, if the check accepts the source. */
  public static Optional<ConditionTree> accepted(RuleSource source) {
    return check(source) instanceof CheckReport.Clean clean
        ? Optional.of(clean.tree())
        : Optional.empty();
  }
}
