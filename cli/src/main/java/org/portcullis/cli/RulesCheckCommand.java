package org.portcullis.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Severity;
import org.portcullis.rules.RuleSet;
import org.portcullis.rules.RuleSetLoading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code portcullis rules check}: whether a rule set may be used, and if not, all that's wrong. */
@Command(
    name = "check",
    versionProvider = VersionText.class,
    description = {
      "Checks a rule set: confines its rules, compiles them and compares both evaluators.",
      ""
    },
    footer = {
      "",
      "What is found is the answer, so that it goes to standard output, one line each:",
      "FILE:LINE:COL: SEVERITY CODE: MESSAGE",
      "With --format sarif it is one SARIF 2.1.0 document, which code hosts and editors show.",
      "Exits 0 if the rule set may be used (warnings don't count), 1 if it is refused, 2 if its files"
          + " can't be read."
    })
final class RulesCheckCommand implements ToolCommand {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "DIR",
      description = "The folder of the rule set: ruleset.json and rules/*.drl.")
  private Path folder = Path.of("");

  @Option(
      names = "--params",
      paramLabel = "FILE",
      description = "Values of parameters (JSON), in place of their defaults.")
  private Optional<Path> parameters = Optional.empty();

  @Mixin private final CommonOptions common = new CommonOptions();

  RulesCheckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public ExitCode answer() {
    RuleSetFiles ruleSets = new RuleSetFiles(new InputFiles(surroundings.directory()));
    RuleSetLoading loading = ruleSets.load(folder, parameters);
    if (loading instanceof RuleSetLoading.Loaded loaded) {
      try (RuleSet ruleSet = loaded.ruleSet()) {
        print("clean", Optional.of(ruleSet), loaded.warnings());
      }
      return ExitCode.YES;
    }
    List<Diagnostic> errors = ((RuleSetLoading.Refused) loading).diagnostics();
    if (RuleSetFiles.isUnreadable(errors)) {
      throw JsonInput.refusal(surroundings, errors);
    }
    print("refused", Optional.empty(), errors);
    return ExitCode.NO;
  }

  private void print(String result, Optional<RuleSet> ruleSet, List<Diagnostic> diagnostics) {
    switch (common.format()) {
      case JSON -> surroundings.printLine(json(result, ruleSet, diagnostics).toString());
      case SARIF ->
          surroundings.printLine(
              new SarifReport(surroundings.directory()).of(diagnostics).toString());
      case TEXT -> printText(result, ruleSet, diagnostics);
    }
  }

  private void printText(String result, Optional<RuleSet> ruleSet, List<Diagnostic> diagnostics) {
    diagnostics.forEach(d -> surroundings.printLine(Texts.printable(d.toString())));
    surroundings.printLine(summary(result, ruleSet, diagnostics));
  }

  private static String summary(
      String result, Optional<RuleSet> ruleSet, List<Diagnostic> diagnostics) {
    String counts =
        count(diagnostics, Severity.ERROR, "error")
            + ", "
            + count(diagnostics, Severity.WARNING, "warning");
    String name =
        ruleSet
            .map(set -> ": " + set.id() + " " + set.version() + ", digest " + set.digest())
            .orElse("");
    return result + name + ", " + counts;
  }

  static String count(List<Diagnostic> diagnostics, Severity severity, String word) {
    long count = diagnostics.stream().filter(d -> d.severity() == severity).count();
    return count + " " + word + (count == 1 ? "" : "s");
  }

  private static JsonLine json(
      String result, Optional<RuleSet> ruleSet, List<Diagnostic> diagnostics) {
    return new JsonLine()
        .put("result", result)
        .put("ruleSet", ruleSet.map(RulesCheckCommand::json))
        .put("diagnostics", diagnostics.stream().map(RulesCheckCommand::json).toList());
  }

  private static JsonLine json(RuleSet ruleSet) {
    return new JsonLine()
        .put("id", ruleSet.id())
        .put("version", ruleSet.version().toString())
        .put("digest", ruleSet.digest().hex())
        .put("parameters", ruleSet.parameters().digest().hex());
  }

  static JsonLine json(Diagnostic diagnostic) {
    return new JsonLine()
        .put("file", diagnostic.position().file())
        .put("line", diagnostic.position().line())
        .put("column", diagnostic.position().column())
        .put("severity", Texts.words(diagnostic.severity()))
        .put("code", diagnostic.code())
        .put("message", diagnostic.message())
        .put("suggestion", diagnostic.suggestion());
  }
}
