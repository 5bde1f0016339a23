package org.portcullis.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Puts the commands together and runs one. Whatever happens ends in an exit code and, if it is no
 * answer, in one line of text: there is no stack trace, not even of a defect.
 */
final class Tool {
  private static final int WIDTH = 100;

  private Tool() {}

  static ExitCode run(Surroundings surroundings, String... arguments) {
    int number;
    try {
      number = commandLine(surroundings).execute(arguments);
    } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
      surroundings.complain(Errors.internal(e));
      number = ExitCode.INDETERMINATE.number();
    }
    surroundings.out().flush();
    surroundings.err().flush();
    if (surroundings.out().checkError()) {
      surroundings.complain("the answer can't be written to standard output");
      return ExitCode.UNUSABLE;
    }
    return ExitCode.of(number);
  }

  static CommandLine commandLine(Surroundings surroundings) {
    CommandLine tool =
        new CommandLine(new RootCommand())
            .addSubcommand(new AttestCommand(surroundings))
            .addSubcommand(
                new CommandLine(new RulesCommand())
                    .addSubcommand(new RulesCheckCommand(surroundings))
                    .addSubcommand(new RulesTestCommand(surroundings))
                    .addSubcommand(new RulesSignCommand(surroundings))
                    .addSubcommand(new RulesVerifyCommand(surroundings))
                    .addSubcommand(new RulesActivateCommand(surroundings))
                    .addSubcommand(new RulesStatusCommand(surroundings))
                    .addSubcommand(new RulesRollbackCommand(surroundings)))
            .addSubcommand(new DecideCommand(surroundings))
            .addSubcommand(
                new CommandLine(new AuditCommand())
                    .addSubcommand(new AuditReplayCommand(surroundings)))
            .addSubcommand(
                new CommandLine(new FixtureCommand())
                    .addSubcommand(new FixtureDeviceCommand(surroundings)))
            .addSubcommand(new HelpCommand());
    inOrder(tool);
    Errors errors = new Errors(surroundings);
    return tool.setOut(surroundings.out())
        .setErr(surroundings.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(surroundings.interactive() ? Ansi.AUTO : Ansi.OFF))
        .setUsageHelpWidth(WIDTH)
        .setAbbreviatedOptionsAllowed(false)
        .setExpandAtFiles(false)
        .setExecutionStrategy(Tool::execute)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }

  /** Help lists the options in the order of their declaration, the common ones last. */
  private static void inOrder(CommandLine command) {
    command.getCommandSpec().usageMessage().sortOptions(false).sortSynopsis(false);
    command.getSubcommands().values().forEach(Tool::inOrder);
  }

  /** Asking for help is no excuse for an unknown command. */
  private static int execute(ParseResult parsed) {
    for (ParseResult part = parsed; part != null; part = part.subcommand()) {
      if (!part.unmatched().isEmpty()) {
        throw new UnmatchedArgumentException(part.commandSpec().commandLine(), part.unmatched());
      }
    }
    return new CommandLine.RunLast().execute(parsed);
  }
}
