package org.portcullis.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis fixture}: holds the commands that make synthetic evidence together. */
@Command(
    name = "fixture",
    versionProvider = VersionText.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {"Makes synthetic evidence.", ""})
final class FixtureCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final CommonOptions common = new CommonOptions();

  @Override
  public void run() {
    throw new WrongUsage(spec.commandLine(), "a command is missing");
  }
}
