package org.portcullis.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis rules}: holds the commands about rule sets together. */
@Command(
    name = "rules",
    versionProvider = VersionText.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {"Works on rule sets.", ""})
final class RulesCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final CommonOptions common = new CommonOptions();

  @Override
  public void run() {
    throw new WrongUsage(spec.commandLine(), "a command is missing");
  }
}
