package org.portcullis.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Options that can't stand together, or of which one is missing: what picocli can't know. */
final class WrongUsage extends ParameterException {
  private static final long serialVersionUID = 1L;

  private final String message;

  WrongUsage(CommandLine command, String message) {
    super(command, message);
    this.message = message;
  }

  String message() {
    return message;
  }
}
