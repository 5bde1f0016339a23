package org.portcullis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.facts.Effect;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.EffectiveParameters;

/** Loading from a folder: what stands in it decides, and what is wrong is said with its place. */
final class RuleSetLoadingTest {
  @TempDir private Path folder;

  @BeforeEach
  void copyStandard() throws IOException {
    Standard.write(folder);
  }

  private static List<String> errors(RuleSetLoading loading) {
    assertThat(loading).isInstanceOf(RuleSetLoading.Refused.class);
    return ((RuleSetLoading.Refused) loading)
        .diagnostics().stream().map(Diagnostic::toString).toList();
  }

  private void replace(String file, String from, String to) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(folder.resolve(file), text.replace(from, to));
  }

  @Test
  void load_standard_hasNoWarning() {
    assertThat(RuleSet.load(BundledRuleSets.standard()))
        .isInstanceOfSatisfying(
            RuleSetLoading.Loaded.class, loaded -> assertThat(loaded.warnings()).isEmpty());
  }

  @Test
  void load_folder_hasTheDigestOfItsContent() {
    try (RuleSet rules = Standard.loaded(RuleSet.load(folder))) {
      assertThat(rules.digest()).isEqualTo(BundledRuleSets.standard().digest());
      assertThat(rules.id()).isEqualTo("standard");
      assertThat(rules.version()).hasToString("2.0.0");
      assertThat(rules.evaluate(CaseMint.good()).ruleSet()).isEqualTo(rules.digest());
      assertThat(rules.evaluate(CaseMint.good()).parameters())
          .isEqualTo(rules.parameters().digest());
    }
  }

  @Test
  void load_parameters_changeAnswersAndTheirDigestAlone() throws IOException {
    Path values = folder.resolve("params.json");
    Files.writeString(values, "{\"minimumOsPatch\": 202611}");
    try (RuleSet ordinary = Standard.loaded(RuleSet.load(folder));
        RuleSet raised = Standard.loaded(RuleSet.load(folder, values))) {
      assertThat(raised.digest()).isEqualTo(ordinary.digest());
      assertThat(raised.parameters().digest()).isNotEqualTo(ordinary.parameters().digest());
      assertThat(notes(raised.evaluate(CaseMint.good())))
          .containsExactly("attestation.patch-level-low");
      assertThat(notes(ordinary.evaluate(CaseMint.good()))).isEmpty();
      Reading<EffectiveParameters> replayed =
          EffectiveParameters.fromCanonical(raised.manifest(), raised.parameters().canonical());
      try (RuleSet again =
          Standard.loaded(
              RuleSet.load(
                  BundledRuleSets.standard(),
                  ((Reading.Parsed<EffectiveParameters>) replayed).value()))) {
        assertThat(again.evaluate(CaseMint.good())).isEqualTo(raised.evaluate(CaseMint.good()));
      }
    }
  }

  private static List<String> notes(Evaluation evaluation) {
    return evaluation.findings().stream()
        .filter(finding -> finding.effect() == Effect.NOTE)
        .map(finding -> finding.reason().value())
        .toList();
  }

  @Test
  void load_wrongParameters_areRefusedWithPlace() throws IOException {
    Path values = folder.resolve("params.json");
    Files.writeString(values, "{\"minimumOsPatch\": 1}");
    assertThat(errors(RuleSet.load(folder, values)))
        .containsExactly(
            values + ":1:20: error bad-value: `minimumOsPatch` must be 200001 to 999912");
    assertThat(errors(RuleSet.load(folder, folder.resolve("none.json"))))
        .singleElement()
        .asString()
        .endsWith(":1:1: error unreadable: the file can't be read");
  }

  @Test
  void load_misspeltPath_isRefusedWithPlaceAndSuggestion() throws IOException {
    replace("rules/release.drl", "channel.name", "channel.nam");
    assertThat(errors(RuleSet.load(folder)))
        .singleElement()
        .asString()
        .startsWith("rules/release.drl:27:30: error unknown-path: ")
        .contains("channel.name");
  }

  @Test
  void load_misspeltCode_isRefusedWithPlace() throws IOException {
    replace(
        "rules/rollout.drl",
        "findings.satisfy(\"rollout.admitted\")",
        "findings.satisfy(\"rollout.admited\")");
    assertThat(errors(RuleSet.load(folder)))
        .anyMatch(
            message ->
                message.startsWith("rules/rollout.drl:15:22: error unknown-code: ")
                    && message.contains("rollout.admited"));
  }

  @Test
  void load_codeThatNoRuleReports_isRefusedInTheManifest() throws IOException {
    replace("rules/release.drl", "release.stepping-stone\");", "release.not-newer\");");
    assertThat(errors(RuleSet.load(folder)))
        .singleElement()
        .asString()
        .startsWith("ruleset.json:1:")
        .contains("release.stepping-stone");
  }

  @Test
  void load_mistakesInSeveralFiles_areReportedTogether() throws IOException {
    replace("rules/rollout.drl", "rollout.admitted == true", "rollout.admitted == 1");
    replace("rules/device.drl", "EnrollmentStatus.ACTIVE", "EnrollmentStatus.ACTIV");
    assertThat(
            errors(RuleSet.load(folder)).stream()
                .map(message -> message.substring(0, message.indexOf(':')))
                .distinct())
        .containsExactly("rules/device.drl", "rules/rollout.drl");
  }

  @Test
  void load_missingFolder_isRefused() {
    assertThat(errors(RuleSet.load(folder.resolve("none")))).hasSize(1);
    assertThat(errors(RuleSet.load(folder.resolve("none"), folder))).hasSize(1);
  }
}
