package org.portcullis.cli;

import java.util.concurrent.Callable;

/** A command that has an answer. */
interface ToolCommand extends Callable<Integer> {
  /**
   * Finds and prints the answer.
   *
   * @throws Complaint if there can't be one
   */
  ExitCode answer();

  @Override
  default Integer call() {
    return answer().number();
  }
}
