package org.portcullis.rules.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.facts.Vocabulary;
import org.portcullis.facts.VocabularyHistory;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.rules.confine.CheckReport;
import org.portcullis.rules.confine.ConditionTree;
import org.portcullis.rules.confine.Declarations;
import org.portcullis.rules.confine.RuleSetConfinement;
import org.portcullis.rules.confine.RuleSource;

/** What an invented later vocabulary would change. */
final class VocabularyReviewTest {
  /** Lines 1 to 3 and 4 to 6; of what exists some came with 2, 5 and 6. */
  private static final VocabularyHistory LATER =
      new VocabularyHistory(
          6,
          Set.of(1, 4),
          Map.of(
              "Urgency.SECURITY", 5,
              "VerifiedBootState.FAILED", 6,
              "DeviceIntegrityLabel.STRONG", 6),
          Map.of("rollout.deferredSeconds", 5));

  private static VocabularyRange range(String text) {
    return VocabularyRange.parse("portcullis", text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "4-6, ",
    "5, ",
    "4, ",
    "6-9, ",
    "4-99, ",
    "1, the vocabulary of this library is 6",
    "1-3, the vocabulary of this library is 6",
    "7-9, the vocabulary of this library is 6",
    "3-4, 'the range reaches across version 4 of the vocabulary, which was a break'",
    "1-9, 'the range reaches across version 4 of the vocabulary, which was a break'"
  })
  void refusal_range_dependsOnLineAndBeginning(String range, String expected) {
    assertThat(VocabularyReview.refusal(range(range), LATER).orElse(null)).isEqualTo(expected);
  }

  @Test
  void refusal_today_takesEveryRangeFromOneOn() {
    assertThat(VocabularyReview.refusal(range("1"), Vocabulary.history())).isEmpty();
    assertThat(VocabularyReview.refusal(range("1-3"), Vocabulary.history())).isEmpty();
    assertThat(VocabularyReview.refusal(range("2"), Vocabulary.history()))
        .contains("the vocabulary of this library is 1");
  }

  private static ConditionTree tree(String... constraints) {
    StringBuilder text =
        new StringBuilder(
            """
            package p
            import org.portcullis.facts.DeviceIntegrityLabel
            import org.portcullis.facts.EligibilityCase
            import org.portcullis.facts.SignalState
            import org.portcullis.facts.Urgency
            import org.portcullis.facts.VerifiedBootState
            global org.portcullis.rules.Findings findings
            """);
    for (int i = 0; i < constraints.length; i++) {
      text.append("rule \"r").append(i).append("\" when EligibilityCase( ");
      text.append(constraints[i]).append(" )\nthen findings.note(\"a.b\"); end\n");
    }
    RuleSetManifest manifest = SmallBundle.small().manifest();
    CheckReport report =
        RuleSetConfinement.check(
            List.of(
                new RuleSource("rules/a.drl", text.toString().getBytes(StandardCharsets.UTF_8))),
            new Declarations(manifest.codes(), Map.of()));
    assertThat(report).isInstanceOf(CheckReport.Clean.class);
    return ((CheckReport.Clean) report).tree();
  }

  private static List<String> review(String range, Set<String> tested, String... constraints) {
    return VocabularyReview.review(tree(constraints), range(range), LATER, tested).stream()
        .map(Diagnostic::toString)
        .map(text -> text.replaceFirst("rules/a.drl:(\\d+):\\d+: ", "$1 "))
        .collect(Collectors.toList());
  }

  private static final String[] CONSTRAINTS = {
    "release.state == SignalState.VERIFIED, release.urgency != Urgency.ROUTINE",
    "keyAttestation.state == SignalState.VERIFIED,"
        + " keyAttestation.bootState not in ( VerifiedBootState.VERIFIED )",
    "integrity.state == SignalState.VERIFIED,"
        + " integrity.deviceLabels not contains DeviceIntegrityLabel.STRONG",
    "release.state == SignalState.VERIFIED, release.urgency == Urgency.ROUTINE",
    "release.state != SignalState.VERIFIED",
    "rollout.deferredSeconds > 5"
  };

  @Test
  void review_olderRuleSet_listsWhatNewerConstantsMeet() {
    assertThat(review("4", Set.of(), CONSTRAINTS))
        .containsExactly(
            "8 error newer-constant: this may hold for `Urgency.SECURITY`, which is there since"
                + " version 5; the range of the rule set ends with 4; no test of the rule set names"
                + " it",
            "10 error newer-constant: this may hold for `VerifiedBootState.FAILED`, which is there"
                + " since version 6; the range of the rule set ends with 4; no test of the rule set"
                + " names it",
            "12 error newer-constant: this may hold for"
                + " `DeviceIntegrityLabel.STRONG`, which is there since version 6;"
                + " the range of the rule set ends with 4; no test of the rule set names it",
            "18 error newer-component: `rollout.deferredSeconds` is there since version 5; the"
                + " range of the rule set ends with 4");
  }

  @Test
  void review_testedConstant_isWarnedOf() {
    assertThat(review("4", Set.of("SECURITY"), CONSTRAINTS[0]))
        .containsExactly(
            "8 warning newer-constant: this may hold for `Urgency.SECURITY`, which is there since"
                + " version 5; the range of the rule set ends with 4");
  }

  @Test
  void review_rangeThatKnowsTheConstant_isClean() {
    assertThat(review("5", Set.of(), CONSTRAINTS[0], CONSTRAINTS[5])).isEmpty();
    assertThat(review("5", Set.of(), CONSTRAINTS[1])).hasSize(1);
    assertThat(review("4-6", Set.of(), CONSTRAINTS)).isEmpty();
  }

  @Test
  void history_contradictions_areMisuse() {
    assertThatThrownBy(() -> new VocabularyHistory(1, Set.of(), Map.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new VocabularyHistory(1, Set.of(1, 2), Map.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new VocabularyHistory(1, Set.of(1), Map.of("a.b", 2), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new VocabularyHistory(1, Set.of(1), Map.of(), Map.of("a.b", 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void testedConstants_areTheTextsOfCasesAndSets() {
    List<BundleFile> files = SmallBundle.files();
    files.add(
        SmallBundle.file(
            "tests/b.json",
            "{\"case\": {\"a\": \"ONE\"}, \"tests\": [1, {\"name\": \"NAME\","
                + " \"set\": {\"x\": {\"y\": [\"TWO\"]}}, \"expect\": {\"outcome\": \"OUT\"}}]}"));
    files.add(SmallBundle.file("tests/c.json", "{"));
    assertThat(SmallBundle.of(SmallBundle.MANIFEST, files).testedConstants())
        .containsExactlyInAnyOrder("ONE", "TWO");
  }
}
