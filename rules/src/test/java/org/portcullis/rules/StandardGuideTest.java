package org.portcullis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.ParameterType;
import org.portcullis.rules.bundle.RuleSetManifest;
import org.portcullis.rules.confine.CodeDeclaration;
import org.portcullis.rules.confine.Literal;
import org.portcullis.rules.confine.ParameterValue;

/** The tables of the guide to the standard rule set say what the rule set says. */
final class StandardGuideTest {
  private static final Path GUIDE = Path.of("..", "docs", "standard-rule-set.md");

  private final RuleSetManifest manifest = BundledRuleSets.standard().manifest();

  /** The rows of the table under a heading, without its own heading. */
  private static List<String> table(String heading) throws IOException {
    List<String> lines = Files.readAllLines(GUIDE);
    List<String> rows = new ArrayList<>();
    for (String line : lines.subList(lines.indexOf(heading), lines.size())) {
      if (line.startsWith("| `")) {
        rows.add(line);
      } else if (!rows.isEmpty()) {
        break;
      }
    }
    return rows;
  }

  @Test
  void parameters_areThoseOfTheRuleSetAndItsPresets() throws IOException {
    EffectiveParameters strict = BundledRuleSets.strict().parameters();
    EffectiveParameters lab = BundledRuleSets.lab().parameters();
    List<String> expected =
        manifest.parameters().values().stream()
            .map(
                declared ->
                    row(
                        "`" + declared.name() + "`",
                        values(declared.type()),
                        text(declared.defaultValue()),
                        text(strict.value(declared.name()).orElseThrow()),
                        text(lab.value(declared.name()).orElseThrow()),
                        declared.text()))
            .toList();
    assertThat(table("## Parameters")).containsExactlyElementsOf(expected);
  }

  @Test
  void codes_areThoseOfTheRuleSet() throws IOException {
    List<String> expected = manifest.codes().values().stream().map(StandardGuideTest::row).toList();
    assertThat(table("## Codes")).containsExactlyElementsOf(expected);
  }

  @Test
  void textsForDevices_sayWhatToDo() {
    assertThat(manifest.codes().values())
        .filteredOn(code -> code.audience() == CodeDeclaration.Audience.DEVICE)
        .filteredOn(
            code ->
                switch (code.effect()) {
                  case DENY, DEFER -> true;
                  case SATISFY, OBLIGE, NOTE -> false;
                })
        .allSatisfy(code -> assertThat(code.text()).matches("[^;]+; [^;]+"));
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String row(CodeDeclaration code) {
    return row(
        "`" + code.code() + "`",
        lower(code.effect()),
        code.layer().map(StandardGuideTest::lower).orElse("–"),
        lower(code.audience()),
        code.text());
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String values(ParameterType type) {
    if (type instanceof ParameterType.IntegerParameter integer) {
      return integer.minimum() + " to " + integer.maximum();
    } else if (type instanceof ParameterType.IdentifierSetParameter set) {
      return "up to " + set.maximumSize() + " identifiers";
    }
    return "`true`, `false`";
  }

  private static String text(ParameterValue value) {
    if (value instanceof ParameterValue.Several several) {
      return several.literals().stream()
          .map(Literal::text)
          .collect(Collectors.joining(", ", "`[", "]`"));
    }
    return "`" + ((ParameterValue.Single) value).literal().text() + "`";
  }
}
