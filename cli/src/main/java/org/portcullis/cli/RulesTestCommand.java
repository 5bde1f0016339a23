package org.portcullis.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.Severity;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portcullis rules test}: whether a rule set decides as its tests say. */
@Command(
    name = "test",
    versionProvider = VersionText.class,
    description = {
      "Checks a rule set and runs its tests, the files tests/*.json.",
      "",
      "With --params or --preset, these values stand in place of the declared defaults; what a file"
          + " of tests or a test sets for itself still counts.",
      ""
    },
    footer = {
      "",
      "Each difference is one line at the place of its test: FILE:LINE:COL: error test-failed:"
          + " `NAME`: MESSAGE",
      "Exits 0 if all tests pass, 1 if one fails, if there is none, or if the rule set is refused, 2"
          + " if its files can't be read."
    })
final class RulesTestCommand implements ToolCommand {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The folder of the rule set.")
  private Path folder = Path.of("");

  @Mixin private final ParameterOptions parameters = new ParameterOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  RulesTestCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public ExitCode answer() {
    parameters.check(spec.commandLine());
    InputFiles files = new InputFiles(surroundings.directory());
    Reading<RuleSetBundle> reading = new RuleSetFiles(files).bundle(folder);
    if (reading instanceof Reading.Refused<RuleSetBundle> refused) {
      return refused(refused.diagnostics());
    }
    RuleSetBundle bundle = ((Reading.Parsed<RuleSetBundle>) reading).value();
    Reading<ParameterOptions.Values> values = parameters.read(files, folder, bundle);
    if (values instanceof Reading.Refused<ParameterOptions.Values> refused) {
      return refused(refused.diagnostics());
    }
    EffectiveParameters effective =
        ((Reading.Parsed<ParameterOptions.Values>) values).value().effective();
    RuleSetTrial.Result result = new RuleSetTrial(surroundings, folder).run(bundle, effective);
    print(bundle, effective, result);
    return result.isPassed() ? ExitCode.YES : ExitCode.NO;
  }

  private ExitCode refused(List<Diagnostic> errors) {
    if (RuleSetFiles.isUnreadable(errors)) {
      throw JsonInput.refusal(surroundings, errors);
    }
    RuleSetTrial.Result result = new RuleSetTrial.Result(false, 0, 0, errors);
    if (common.isJson()) {
      surroundings.printLine(json(Optional.empty(), result).toString());
    } else {
      new Answer("refused, " + RulesCheckCommand.count(errors, Severity.ERROR, "error"))
          .findings(errors)
          .print(surroundings);
    }
    return ExitCode.NO;
  }

  private void print(RuleSetBundle bundle, EffectiveParameters values, RuleSetTrial.Result result) {
    if (common.isJson()) {
      JsonLine name = RuleSetName.of(bundle).toJson().put("parameters", values.digest().hex());
      surroundings.printLine(json(Optional.of(name), result).toString());
    } else {
      new Answer(result.summary(bundle)).findings(result.diagnostics()).print(surroundings);
    }
  }

  private static JsonLine json(Optional<JsonLine> name, RuleSetTrial.Result result) {
    return new JsonLine()
        .put("result", result.word())
        .put("ruleSet", name)
        .put("tests", result.tests())
        .put("failed", result.failed())
        .put("diagnostics", result.diagnostics().stream().map(RulesCheckCommand::json).toList());
  }
}
