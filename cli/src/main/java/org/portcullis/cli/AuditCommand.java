package org.portcullis.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis audit}: holds the commands about audit logs together. */
@Command(
    name = "audit",
    versionProvider = VersionText.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {"Works on audit logs.", ""})
final class AuditCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final CommonOptions common = new CommonOptions();

  @Override
  public void run() {
    throw new WrongUsage(spec.commandLine(), "a command is missing");
  }
}
