package org.portcullis.cli;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that every command has. */
final class CommonOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  private OutputFormat format = OutputFormat.TEXT;

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      converter = Converters.PointInTime.class,
      description =
          "The time to judge at, for example 2026-11-24T12:00:00Z. Default: the system clock, read"
              + " once.")
  private Optional<Instant> at = Optional.empty();

  // The parser alone looks at these two.
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  private boolean help;

  @SuppressWarnings("UnusedVariable")
  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  private boolean version;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      converter = Converters.Format.class,
      description = "How to print the answer: text for people (default), json for programs.")
  void setFormat(OutputFormat format) {
    if (format == OutputFormat.SARIF && !(command.userObject() instanceof RulesCheckCommand)) {
      throw new WrongUsage(
          command.commandLine(), "`--format`: `sarif` is no format; give `text` or `json`");
    }
    this.format = format;
  }

  OutputFormat format() {
    return format;
  }

  boolean isJson() {
    return format == OutputFormat.JSON;
  }

  /** Whether the time to judge at was named. */
  boolean isStated() {
    return at.isPresent();
  }

  /** The time to judge at; call it once in a command. */
  Instant instant(Clock clock) {
    return at.orElseGet(clock::instant);
  }
}
