package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The frame of all commands: options, help, errors and exit codes. */
class ToolTest {
  @TempDir private Path folder = Path.of("");

  private Run run(String commandLine) {
    return Run.in(folder, commandLine.isEmpty() ? new String[0] : commandLine.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|a command is missing; see `portcullis --help`",
        "rules|a command is missing; see `portcullis rules --help`",
        "atest|unknown command `atest`; did you mean `attest`?; see `portcullis --help`",
        "rules chek|unknown command `chek`; did you mean `check`?; see `portcullis rules --help`",
        "frobnicate --help|unknown command `frobnicate`; see `portcullis --help`",
        "help frobnicate|unknown subcommand `frobnicate`; see `portcullis --help`",
        "rules check . extra|unknown argument `extra`; see `portcullis rules check --help`",
        "attest --anchor=x|unknown option `--anchor=x`; did you mean `--anchors`?; see `portcullis attest --help`",
        "attest --anchor x|unknown option `--anchor`; did you mean `--anchors`?; see `portcullis attest --help`",
        "attest --any x|unknown option `--any`; see `portcullis attest --help`",
        "attest --format|`--format` needs a value; see `portcullis attest --help`",
        "attest --challenge --any-challenge|`--challenge` needs a value; see `portcullis attest --help`",
        "attest --format xml|`--format`: `xml` is no format; give `text` or `json`; see `portcullis attest --help`",
        "attest --format JSON|`--format`: `JSON` is no format; give `text` or `json`; see `portcullis attest --help`",
        "attest --at 2026-11-24|`--at`: `2026-11-24` is no instant; give one like `2026-11-24T00:00:00Z`; see `portcullis attest --help`",
        "attest --at yesterday|`--at`: `yesterday` is no instant; give one like `2026-11-24T12:00:00Z`; see `portcullis attest --help`",
        "attest --at +12026-11-24T12:00:00Z|`--at`: `+12026-11-24T12:00:00Z` is not between the years 2000 and 9999; see `portcullis attest --help`",
        "attest --at 1999-12-31T23:59:59Z|`--at`: `1999-12-31T23:59:59Z` is not between the years 2000 and 9999; see `portcullis attest --help`",
        "attest --format text --format json|`--format` is given twice; see `portcullis attest --help`",
        "rules check|`DIR` is missing; see `portcullis rules check --help`",
        "decide|`--rules` is missing; see `portcullis decide --help`",
        "audit replay x|`--rules` is missing; see `portcullis audit replay --help`",
        "fixture device --seed x|invalid value for option `--seed`: `x` is not a long; see `portcullis fixture device --help`",
      })
  void run_wrongUsage_isOneLineAndTwo(String commandLine, String message) {
    Run run = run(commandLine);

    assertThat(run.err()).isEqualTo("portcullis: " + message + "\n");
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "attest",
        "rules",
        "rules check",
        "decide",
        "audit",
        "audit replay",
        "fixture",
        "fixture device"
      })
  void run_anyCommand_hasHelpVersionFormatAndTime(String command) {
    Run help = run((command + " --help").strip());
    Run version = run((command + " --version").strip());

    assertThat(help.exit()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .contains("--format=text|json", "--at=INSTANT", "--help", "--version")
        .doesNotContain("\u001b", "\r");
    assertThat(version.exit()).isZero();
    assertThat(version.lines())
        .hasSize(3)
        .element(0)
        .asString()
        .matches("portcullis [0-9]+\\.[0-9]+\\.[0-9]+.*");
  }

  @Test
  void run_helpOfACommand_isItsHelp() {
    assertThat(run("help decide")).isEqualTo(run("decide --help"));
  }

  @Test
  void run_helpOfTheTool_listsEveryExitCode() {
    assertThat(run("--help").out())
        .contains("0   yes", "1   no", "2   wrong usage", "3   deferred", "4   indeterminate");
  }

  @Test
  void run_controlCharactersInAnArgument_areNotPrinted() {
    Run run = Run.in(folder, "attest", "--any-challenge", "a\u001b[31m\nb\u202ec.pem");

    assertThat(run.err()).isEqualTo("portcullis: a?[31m?b?c.pem: no such file\n");
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void run_defectOfTheTool_isOneLineWithoutItsMessageAndFour() {
    Clock broken =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            throw new IllegalStateException("a private detail");
          }
        };
    StringWriter err = new StringWriter();
    Surroundings surroundings =
        new Surroundings(
            new PrintWriter(new StringWriter()), new PrintWriter(err), false, folder, broken);

    ExitCode exit = Tool.run(surroundings, "attest", "--any-challenge", "x.pem");

    assertThat(exit).isEqualTo(ExitCode.INDETERMINATE);
    assertThat(err.toString())
        .matches(
            "portcullis: internal error: IllegalStateException at org\\.portcullis\\.cli\\..*:[0-9]+;"
                + " this is a defect of portcullis, please report it\n")
        .doesNotContain("private detail");
  }

  @Test
  void run_outputThatCannotBeWritten_isTwo() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left");
          }
        };
    StringWriter err = new StringWriter();
    Surroundings surroundings =
        new Surroundings(
            Surroundings.writer(full), new PrintWriter(err), false, folder, Clock.systemUTC());

    assertThat(Tool.run(surroundings, "--help")).isEqualTo(ExitCode.UNUSABLE);
    assertThat(err.toString())
        .isEqualTo("portcullis: the answer can't be written to standard output\n");
  }

  @Test
  void run_withAt_readsNoClock() {
    InstantSource none =
        () -> {
          throw new AssertionError("the clock was read");
        };
    Surroundings surroundings =
        new Surroundings(
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()),
            false,
            folder,
            none.withZone(ZoneOffset.UTC));

    ExitCode exit =
        Tool.run(surroundings, "fixture", "device", "--at", Run.AT, "--out", folder + "/device");

    assertThat(exit).isEqualTo(ExitCode.YES);
  }

  @Test
  void exitCode_numbers_areThoseOfTheirOrder() {
    // Tool.run maps the number back by position.
    for (ExitCode code : ExitCode.values()) {
      assertThat(ExitCode.values()[code.number()]).isEqualTo(code);
    }
  }
}
