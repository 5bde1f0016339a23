package org.portcullis.rules.confine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.facts.ReasonCode;
import org.portcullis.facts.RuleId;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.SourcePosition;

/** The whole way from files to a tree. */
final class RuleSetConfinementTest {
  private static final Declarations DENY = Samples.declarations("test.deny");

  private static String rule(String id, String constraints) {
    return "rule \""
        + id
        + "\" when EligibilityCase( "
        + constraints
        + " )\nthen findings.deny(\"test.deny\"); end\n";
  }

  private static CheckReport check(RuleSource... sources) {
    return RuleSetConfinement.check(List.of(sources), DENY);
  }

  private static ConditionTree tree(CheckReport report) {
    assertThat(report).as(report.diagnostics().toString()).isInstanceOf(CheckReport.Clean.class);
    return ((CheckReport.Clean) report).tree();
  }

  @Test
  void check_plainFile_givesTheTree() {
    ConditionTree tree = tree(Samples.check(Samples.denying("device.sequence < 5")));
    assertThat(tree.rules()).hasSize(1);
    CheckedRule rule = tree.rules().get(0);
    assertThat(rule.id()).isEqualTo(new RuleId("test/rule"));
    assertThat(rule.position())
        .isEqualTo(new SourcePosition(Samples.FILE, Samples.HEAD_LINES + 1, 1));
    assertThat(rule.consequence().reason()).isEqualTo(Samples.DENY);
  }

  @Test
  void check_rulesOfSeveralFiles_areSortedById() {
    ConditionTree tree =
        tree(
            check(
                Samples.source(
                    "rules/z.drl",
                    Samples.HEAD
                        + rule("b/b", "device.sequence == 1")
                        + rule("a", "device.sequence == 2")),
                Samples.source(
                    "rules/y.drl",
                    Samples.HEAD
                        + rule("c", "device.sequence == 3")
                        + rule("b", "device.sequence == 4"))));
    assertThat(tree.rules()).map(rule -> rule.id().value()).containsExactly("a", "b", "b/b", "c");
  }

  static Stream<String> heads() {
    return Stream.of(
        "no-package|§import org.portcullis.facts.EligibilityCase\nglobal org.portcullis.rules.Findings findings",
        "bad-package|package §Portcullis\nimport org.portcullis.facts.EligibilityCase\nglobal org.portcullis.rules.Findings findings",
        "no-global|§package p\nimport org.portcullis.facts.EligibilityCase",
        "unknown-global|package p\nimport org.portcullis.facts.EligibilityCase\nglobal §org.portcullis.rules.Finding findings",
        "unknown-global|package p\nimport org.portcullis.facts.EligibilityCase\nglobal org.portcullis.rules.Findings §finding",
        "duplicate-import|package p\nimport org.portcullis.facts.EligibilityCase\nimport §org.portcullis.facts.EligibilityCase\nglobal org.portcullis.rules.Findings findings",
        "unknown-import|package p\nimport org.portcullis.facts.EligibilityCase\nimport §org.portcullis.facts.KeyAttestationFacts\nglobal org.portcullis.rules.Findings findings",
        "syntax|package p\nimport org.portcullis.facts.EligibilityCase\n§impor a.B\nglobal org.portcullis.rules.Findings findings");
  }

  @ParameterizedTest
  @MethodSource("heads")
  void check_wrongHead_isRefusedAtItsPlace(String row) {
    String[] columns = row.split("\\|", -1);
    Marked.of(columns[1] + "\n" + rule("a", "device.sequence == 1"))
        .assertRefused(DENY, columns[0]);
  }

  @Test
  void check_importOfTheCaseMissing_isRefusedWithTheImport() {
    CheckReport report =
        Samples.check(
            "package p\nglobal org.portcullis.rules.Findings findings\n"
                + rule("a", "device.sequence == 1"));
    assertThat(report.diagnostics())
        .map(Diagnostic::toString)
        .containsExactly(
            "rules/a.drl:3:15: error missing-import: `EligibilityCase` is not imported;"
                + " did you mean `import org.portcullis.facts.EligibilityCase`?");
  }

  @Test
  void check_packageOfAnotherFile_isRefused() {
    CheckReport report =
        check(
            Samples.source("a.drl", Samples.HEAD + rule("a", "device.sequence == 1")),
            Samples.source(
                "b.drl",
                Samples.HEAD.replace("policy.test", "policy.tset")
                    + rule("b", "device.sequence == 1")));
    assertThat(report.diagnostics())
        .map(Diagnostic::toString)
        .containsExactly(
            "b.drl:1:9: error package-mismatch: all files of a rule set have one package;"
                + " did you mean `portcullis.policy.test`?");
  }

  @Test
  void check_duplicateRule_isRefusedWithTheFirstPlace() {
    CheckReport report =
        check(
            Samples.source("b.drl", Samples.HEAD + rule("a", "device.sequence == 1")),
            Samples.source(
                "a.drl",
                Samples.HEAD
                    + rule("a", "device.sequence == 2")
                    + "\n "
                    + rule("a", "device.sequence == 3")));
    assertThat(report.diagnostics())
        .map(Diagnostic::toString)
        .containsExactly(
            "a.drl:23:2: error duplicate-rule: the rule `a` stands already at a.drl:20:1",
            "b.drl:20:1: error duplicate-rule: the rule `a` stands already at a.drl:20:1");
  }

  @Test
  void check_duplicateRuleInAnotherPackage_isRefusedToo() {
    CheckReport report =
        check(
            Samples.source("a.drl", Samples.HEAD + rule("a", "device.sequence == 1")),
            Samples.source(
                "b.drl",
                Samples.HEAD.replace("policy.test", "policy.other")
                    + rule("a", "device.sequence == 1")));
    assertThat(report.diagnostics())
        .map(each -> each.position() + " " + each.code())
        .containsExactly("b.drl:1:9 package-mismatch", "b.drl:20:1 duplicate-rule");
  }

  @Test
  void check_codeThatNoRuleReports_isRefusedWhereItIsDeclared() {
    ReasonCode idle = new ReasonCode("test.note");
    Declarations unplaced = Samples.declarations("test.deny", "test.note");
    Declarations placed =
        new Declarations(
            unplaced.codes(),
            unplaced.parameters(),
            Map.of(idle, new SourcePosition("ruleset.json", 12, 5)));
    List<RuleSource> files =
        List.of(Samples.source("a.drl", Samples.HEAD + rule("a", "device.sequence == 1")));
    assertThat(RuleSetConfinement.check(files, unplaced).diagnostics())
        .map(Diagnostic::toString)
        .containsExactly(
            "ruleset.json:1:1: error code-never-produced: no rule reports the declared code `test.note`");
    assertThat(RuleSetConfinement.check(files, placed).diagnostics())
        .map(each -> each.position().toString())
        .containsExactly("ruleset.json:12:5");
  }

  @Test
  void check_findingsOfAllFiles_comeAtOnceAndSorted() {
    CheckReport report =
        check(
            Samples.source("c.drl", Samples.HEAD + rule("c", "device.b == 1, device.a == 1")),
            Samples.source("b.drl", Samples.HEAD + "rule"),
            Samples.source("a.drl", "\u00e4"),
            Samples.source(
                "d.drl",
                Samples.HEAD + rule("d", "device.model < 1") + rule("E", "device.sequence == 1")));
    assertThat(report.diagnostics())
        .map(each -> each.position() + " " + each.code())
        .containsExactly(
            "a.drl:1:1 forbidden-character",
            "b.drl:20:5 syntax",
            "c.drl:20:39 unknown-path",
            "c.drl:20:54 unknown-path",
            "d.drl:20:45 no-order",
            "d.drl:22:6 bad-rule-id");
  }

  @Test
  void check_tooManyComparisons_isRefusedAtTheRuleThatIsTooMuch() {
    String many =
        String.join(", ", IntStream.range(0, 50).mapToObj(i -> "device.sequence != " + i).toList());
    List<RuleSource> files = new ArrayList<>();
    for (int file = 0; file < 4; file++) {
      StringBuilder text = new StringBuilder(Samples.HEAD);
      for (int i = 0; i < 100; i++) {
        text.append(rule("r" + file + "/" + (100 + i), many));
      }
      files.add(Samples.source("f" + file + ".drl", text.toString()));
    }
    assertThat(RuleSetConfinement.check(files, DENY)).isInstanceOf(CheckReport.Clean.class);
    files.add(Samples.source("g.drl", Samples.HEAD + rule("r9/more", "device.sequence != 1")));
    assertThat(RuleSetConfinement.check(files, DENY).diagnostics())
        .map(each -> each.position() + " " + each.code())
        .containsExactly("g.drl:20:1 too-many-comparisons");
  }

  @Test
  void check_tooManyRules_isRefused() {
    List<RuleSource> files = new ArrayList<>();
    for (int file = 0; file < 5; file++) {
      StringBuilder text = new StringBuilder(Samples.HEAD);
      for (int i = 0; i < (file == 4 ? 1 : 1_000); i++) {
        text.append(rule("r" + file + "/" + i, "device.sequence == 1"));
      }
      files.add(Samples.source("f" + file + ".drl", text.toString()));
    }
    assertThat(RuleSetConfinement.check(files, DENY).diagnostics())
        .map(each -> each.position() + " " + each.code())
        .containsExactly("f4.drl:20:1 too-many-rules");
    assertThat(tree(RuleSetConfinement.check(files.subList(0, 4), DENY)).rules()).hasSize(4_000);
  }

  @Test
  void check_twoFilesOfOneName_isTheCallersMistake() {
    RuleSource file = Samples.source("a.drl", Samples.HEAD);
    assertThatThrownBy(() -> check(file, file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two files are named `a.drl`");
  }

  @Test
  void check_patternLevelOr_saysWhatToWrite() {
    CheckReport report =
        Samples.check(
            Samples.HEAD
                + "rule \"or\" when ( EligibilityCase( channel.name == \"beta\" ) or EligibilityCase( device.sequence == 1 ) )"
                + " then findings.deny(\"test.deny\"); end\n");
    assertThat(report.diagnostics())
        .map(Diagnostic::toString)
        .containsExactly(
            "rules/a.drl:20:18: error forbidden-element: `or` between patterns reports twice when"
                + " both hold; write `||` within one pattern");
  }

  @Test
  void check_anything_printsNothing() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream catcher = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(catcher);
    System.setErr(catcher);
    try {
      for (String text :
          List.of(
              "",
              "rule",
              "package p; \"",
              "@ # ` ' \"",
              "package p rule x when A( b == ' ) then",
              "/*",
              "?*^%~")) {
        assertThat(Samples.check(text)).isInstanceOf(CheckReport.Refused.class);
        Samples.check(Samples.denying(text));
      }
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void check_ruleSplitByATokenThatDroolsSkips_isRefused() {
    // A whole pattern in parentheses is the pattern to Drools; here it is a form too many.
    Marked.of(
            Samples.HEAD
                + "rule \"a\" when §( EligibilityCase( device.sequence == 1 ) )\nthen findings.deny(\"test.deny\"); end\n")
        .assertRefused(DENY, "unexpected-token");
    Marked.of(Samples.HEAD + "§; " + rule("a", "device.sequence == 1"))
        .assertRefused(DENY, "unexpected-token");
  }

  @Test
  void check_random200Orders_giveOneTreeAndOneListOfFindings() {
    Random random = new Random(7);
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rules.add(rule("r/" + i, "device.sequence == " + i + ", device.model != \"m" + i + "\""));
    }
    String expected = DrlPrinter.print(tree(check(files(rules, 1, random))), "p");
    List<String> broken = new ArrayList<>(rules);
    broken.set(3, rule("r/3", "device.sequense == 1"));
    broken.set(5, rule("r/4", "device.model < 1"));
    List<String> complaints = complaints(check(files(broken, 1, random)));
    assertThat(complaints).hasSize(3);
    for (int run = 0; run < 200; run++) {
      Collections.shuffle(rules, random);
      Collections.shuffle(broken, random);
      assertThat(DrlPrinter.print(tree(check(files(rules, 3, random))), "p")).isEqualTo(expected);
      assertThat(complaints(check(files(broken, 3, random)))).isEqualTo(complaints);
    }
  }

  private static RuleSource[] files(List<String> rules, int count, Random random) {
    List<RuleSource> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> share = rules.subList(rules.size() * i / count, rules.size() * (i + 1) / count);
      files.add(Samples.source("f" + i, Samples.HEAD + String.join("", share)));
    }
    Collections.shuffle(files, random);
    return files.toArray(RuleSource[]::new);
  }

  /** Without places, since these move with the rules. */
  private static List<String> complaints(CheckReport report) {
    return report.diagnostics().stream()
        .map(each -> each.code() + ": " + each.message().replaceAll("already at .*", "already"))
        .sorted()
        .toList();
  }

  @Test
  void check_filesInAnyOrder_giveEqualReports() {
    List<RuleSource> files =
        new ArrayList<>(
            List.of(
                Samples.source(
                    "a",
                    Samples.HEAD + rule("a", "device.x == 1") + rule("b", "device.sequence == 1")),
                Samples.source("b", Samples.HEAD + rule("b", "device.sequence == 1")),
                Samples.source(
                    "c", Samples.HEAD.replace(".test", ".other") + rule("c", "device.model < 1"))));
    CheckReport expected = RuleSetConfinement.check(files, DENY);
    assertThat(expected.diagnostics()).hasSize(4);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(files, new Random(i));
      assertThat(RuleSetConfinement.check(files, DENY)).isEqualTo(expected);
    }
  }
}
