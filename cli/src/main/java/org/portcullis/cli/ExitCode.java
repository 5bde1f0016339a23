package org.portcullis.cli;

/** What the exit code of every command means. */
enum ExitCode {
  /** The answer is yes: eligible, verified, clean, identical. */
  YES(0),
  /** The answer is no: not eligible, rejected, refused, different. */
  NO(1),
  /** No answer: the command line is wrong or an input can't be read. */
  UNUSABLE(2),
  /** Not now: the decision is deferred. */
  DEFERRED(3),
  /** No answer can be given: indeterminate, not replayable, or a defect of the tool. */
  INDETERMINATE(4);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** The code with a number that a command gave. */
  static ExitCode of(int number) {
    for (ExitCode code : values()) {
      if (code.number == number) {
        return code;
      }
    }
    throw new IllegalArgumentException("no exit code has the number " + number);
  }

  int number() {
    return number;
  }
}
