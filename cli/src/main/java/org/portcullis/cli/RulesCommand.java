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
    description = {
      "Works on rule sets: from a change to a decision.",
      "",
      "The order: check what you wrote, test it, sign it (each signer), verify what was shipped,"
          + " activate it (first as shadow, then active), look at the status, and roll back if it"
          + " was wrong.",
      ""
    })
final class RulesCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  // Every command has the common options, although these ask for a further command alone.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private final CommonOptions common = new CommonOptions();

  @Override
  public void run() {
    throw new WrongUsage(spec.commandLine(), "a command is missing");
  }
}
