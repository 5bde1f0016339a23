package org.portcullis.cli;

/** The {@code portcullis} command. */
public final class Portcullis {
  private Portcullis() {}

  /**
   * Runs one command and ends the process with its exit code: 0 yes, 1 no, 2 wrong usage or
   * unreadable input, 3 deferred, 4 indeterminate.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    System.exit(Tool.run(Surroundings.ofProcess(), arguments).number());
  }
}
