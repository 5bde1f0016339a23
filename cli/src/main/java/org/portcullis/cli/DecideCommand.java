package org.portcullis.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.portcullis.facts.Outcome;
import org.portcullis.rules.RuleSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portcullis decide}: whether a device may be offered a release. */
@Command(
    name = "decide",
    versionProvider = VersionText.class,
    description = {
      "Decides whether a device may be offered a release, and records the decision.",
      "",
      "A check-in is evidence: its chain is verified first. A case is facts alone, the form in which"
          + " rules are tried. A check-in's decision is given only once its record is durable in the"
          + " audit log.",
      ""
    },
    footer = {
      "",
      "Exits 0 if the device is eligible, 1 if it is not, 2 if there is no decision because the"
          + " command line, a file or the audit log can't be used, 3 if the decision is deferred, 4"
          + " if it is indeterminate.",
      "The time of an audit log never runs backwards: a decision that is made at an earlier --at than"
          + " the last one takes no evidence that depends on time."
    })
final class DecideCommand implements ToolCommand {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--check-in",
      paramLabel = "FILE",
      description = "The check-in (JSON); its chain is a file beside it.")
  private Optional<Path> checkIn = Optional.empty();

  @Option(names = "--case", paramLabel = "FILE", description = "A case of facts (JSON) instead.")
  private Optional<Path> caseFile = Optional.empty();

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      required = true,
      description = "The folder of the rule set.")
  private Path rules = Path.of("");

  @Option(
      names = "--params",
      paramLabel = "FILE",
      description = "Values of the rule set's parameters (JSON), in place of their defaults.")
  private Optional<Path> parameters = Optional.empty();

  @Option(
      names = "--audit",
      paramLabel = "DIR",
      description = "The folder of the audit log, made if need be. A case can do without.")
  private Optional<Path> audit = Optional.empty();

  @Mixin private final BootKeyOptions bootKeys = new BootKeyOptions();
  @Mixin private final EvidenceOptions evidence = new EvidenceOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  DecideCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public ExitCode answer() {
    checkUsage();
    InputFiles files = new InputFiles(surroundings.directory());
    Instant now = common.instant(surroundings.clock());
    DecisionMaker maker = new DecisionMaker(surroundings, files, now, common.isStated());
    // All that was typed or written by hand is read before the rules, whose compilation takes time.
    DecisionMaker.Question question =
        checkIn.isPresent()
            ? maker.checkIn(checkIn.get(), bootKeys, evidence)
            : maker.facts(caseFile.orElseThrow());
    try (RuleSet ruleSet = new RuleSetFiles(files).require(surroundings, rules, parameters)) {
      DecisionReport report = maker.decide(question, ruleSet, audit);
      surroundings.printLine(common.isJson() ? report.toJson().toString() : report.toText());
      return exitCode(report.outcome());
    }
  }

  private static ExitCode exitCode(Outcome outcome) {
    return switch (outcome) {
      case ELIGIBLE -> ExitCode.YES;
      case NOT_ELIGIBLE -> ExitCode.NO;
      case DEFERRED -> ExitCode.DEFERRED;
      case INDETERMINATE -> ExitCode.INDETERMINATE;
    };
  }

  private void checkUsage() {
    if (checkIn.isPresent() == caseFile.isPresent()) {
      throw usage(
          checkIn.isPresent()
              ? "`--check-in` and `--case` exclude each other"
              : "`--check-in` or `--case` is missing");
    }
    if (checkIn.isPresent() && audit.isEmpty()) {
      throw usage("`--audit` is missing: a check-in's decision is recorded before it is given");
    }
    if (caseFile.isPresent() && (bootKeys.isGiven() || evidence.isGiven())) {
      throw usage("a case holds facts, so that no evidence option means anything beside `--case`");
    }
  }

  private WrongUsage usage(String message) {
    return new WrongUsage(spec.commandLine(), message);
  }
}
