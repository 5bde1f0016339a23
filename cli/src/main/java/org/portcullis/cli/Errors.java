package org.portcullis.cli;

import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.release.json.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into one line of text and an exit code. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final Surroundings surroundings;

  Errors(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public int handleParseException(ParameterException error, String[] arguments) {
    String command = error.getCommandLine().getCommandSpec().qualifiedName();
    surroundings.complain(usage(error) + "; see `" + command + " --help`");
    return ExitCode.UNUSABLE.number();
  }

  @Override
  public int handleExecutionException(
      Exception error, CommandLine commandLine, ParseResult parsed) {
    surroundings.out().flush();
    if (error instanceof Complaint complaint) {
      surroundings.complain(complaint.message());
      return ExitCode.UNUSABLE.number();
    }
    surroundings.complain(internal(error));
    return ExitCode.INDETERMINATE.number();
  }

  /** A defect of the tool: where, never what it was working on, which may be private. */
  static String internal(Throwable error) {
    String place =
        error.getStackTrace().length == 0 ? "an unknown place" : frame(error.getStackTrace());
    return "internal error: "
        + error.getClass().getSimpleName()
        + " at "
        + place
        + "; this is a defect of portcullis, please report it";
  }

  /** The innermost frame of ours, or the innermost of all. */
  private static String frame(StackTraceElement[] frames) {
    for (StackTraceElement frame : frames) {
      if (frame.getClassName().startsWith("org.portcullis.")) {
        return frame.getClassName() + ":" + frame.getLineNumber();
      }
    }
    return frames[0].getClassName() + ":" + frames[0].getLineNumber();
  }

  private static String usage(ParameterException error) {
    if (error.getCause() instanceof Complaint complaint) {
      return "`" + name(error.getArgSpec()) + "`: " + complaint.message();
    }
    if (error instanceof WrongUsage wrong) {
      return wrong.message();
    }
    if (error instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (error instanceof MissingParameterException missing) {
      return missing(missing);
    }
    if (error instanceof OverwrittenOptionException twice) {
      return "`" + name(twice.getOverwritten()) + "` is given twice";
    }
    return lowerCase(firstLine(error)).replaceFirst("\\.$", "").replace('\'', '`');
  }

  private static String unmatched(UnmatchedArgumentException error) {
    String argument = error.getUnmatched().get(0);
    CommandLine command = error.getCommandLine();
    boolean isOption = argument.startsWith("-");
    Set<String> known =
        isOption
            ? command.getCommandSpec().optionsMap().keySet()
            : command.getSubcommands().keySet();
    String kind = isOption ? "option" : known.isEmpty() ? "argument" : "command";
    String line = "unknown " + kind + " `" + Texts.printable(argument) + "`";
    String name = isOption ? argument.replaceFirst("=.*", "") : argument;
    return Nearest.of(name, known).map(meant -> line + Texts.didYouMean(meant)).orElse(line);
  }

  private static String missing(MissingParameterException error) {
    String arguments =
        error.getMissing().stream()
            .map(argument -> "`" + name(argument) + "`")
            .collect(Collectors.joining(" and "));
    if (firstLine(error).contains("parameter for option")) {
      return arguments + " needs a value";
    }
    return arguments + (error.getMissing().size() == 1 ? " is" : " are") + " missing";
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String firstLine(ParameterException error) {
    return Texts.printable(
        String.valueOf(error.getMessage()).lines().findFirst().orElse("wrong usage"));
  }

  private static String lowerCase(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
