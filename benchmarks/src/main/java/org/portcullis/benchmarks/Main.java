package org.portcullis.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** JMH's own command, which leaves out the security providers that this platform hasn't. */
public final class Main {
  private static final String PARAMETER = "provider";

  private Main() {}

  /**
   * Runs JMH.
   *
   * @param arguments as JMH takes them
   * @throws IOException if JMH can't write what it should
   * @throws RunnerException if a benchmark fails and JMH was told to end then
   * @throws CommandLineOptionException if JMH can't read the arguments
   */
  public static void main(String[] arguments)
      throws IOException, RunnerException, CommandLineOptionException {
    CommandLineOptions given = new CommandLineOptions(arguments);
    String[] providers = Providers.available();
    if (given.getParameter(PARAMETER).hasValue()
        || Arrays.asList(providers).contains(Providers.CORRETTO)) {
      org.openjdk.jmh.Main.main(arguments);
      return;
    }
    System.out.println("# provider `" + Providers.CORRETTO + "`: not available on this platform");
    ChainedOptionsBuilder options = new OptionsBuilder().parent(given);
    new org.openjdk.jmh.runner.Runner(options.param(PARAMETER, providers).build()).run();
  }
}
