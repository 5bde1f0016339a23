package org.portcullis.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis}: holds the other commands together. */
@Command(
    name = "portcullis",
    versionProvider = VersionText.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Decides whether a device may be offered an over-the-air release, and proves afterwards why.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:yes: eligible, verified, clean, identical",
      "1:no",
      "2:wrong usage, or an input can't be read",
      "3:deferred",
      "4:indeterminate, not replayable, or an internal error"
    })
final class RootCommand implements Runnable {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new WrongUsage(spec.commandLine(), "a command is missing");
  }
}
