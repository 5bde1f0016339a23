package org.portcullis.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/**
 * All that the tool takes from the process around it, so that a test can give it another.
 *
 * @param out where answers go, UTF-8 with LF
 * @param err where errors and progress go, UTF-8 with LF
 * @param interactive whether a person at a terminal reads what is printed
 * @param directory the folder that relative paths begin at
 * @param clock read once in each command, unless {@code --at} is given
 */
record Surroundings(
    PrintWriter out, PrintWriter err, boolean interactive, Path directory, Clock clock) {

  /** Set by the launcher, since no JVM from 17 on tells it in the same way. */
  private static final String INTERACTIVE = "portcullis.interactive";

  /** Those of this process. */
  static Surroundings ofProcess() {
    return new Surroundings(
        writer(new FileOutputStream(FileDescriptor.out)),
        writer(new FileOutputStream(FileDescriptor.err)),
        Boolean.getBoolean(INTERACTIVE),
        Path.of(""),
        Clock.systemUTC());
  }

  /** A writer of UTF-8, whatever the locale of the machine. */
  static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(stream, false, StandardCharsets.UTF_8);
  }

  void printLine(String line) {
    out.print(line);
    out.print('\n');
  }

  /** An error, a warning or progress, after the name of the tool. */
  void complain(String message) {
    err.print("portcullis: ");
    err.print(message);
    err.print('\n');
    err.flush();
  }
}
