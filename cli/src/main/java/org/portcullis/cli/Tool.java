package org.portcullis.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParseResult;

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
    return ExitCode.values()[number];
  }

  static CommandLine commandLine(Surroundings surroundings) {
    CommandLine tool =
        new CommandLine(new RootCommand())
            .addSubcommand(new HelpCommand());
    Errors errors = new Errors(surroundings);
    return tool.setOut(surroundings.out())
        .setErr(surroundings.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(surroundings.interactive() ? Ansi.AUTO : Ansi.OFF))
        .setUsageHelpWidth(WIDTH)
        .setAbbreviatedOptionsAllowed(false)
        .setExpandAtFiles(false)
        .setExitCodeExceptionMapper(errors)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }
}
