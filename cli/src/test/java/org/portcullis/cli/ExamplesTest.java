package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples are what their options make of them, and the commands in the READMEs do what they
 * say.
 */
class ExamplesTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "vendor-phone, --seed=1",
    "unlocked-phone, --seed=2 --unlocked",
    "revoked-phone, --seed=3 --revoked"
  })
  void examples_madeAgain_haveTheSameBytes(String name, String options) {
    TestDevice made = TestDevice.in(folder.resolve(name), options.split(" "));

    for (String file :
        List.of("chain.pem", "anchor.pem", "boot-keys.json", "status-list.json", "check-in.json")) {
      assertThat(Run.read(TestDevice.EXAMPLES.resolve(name).resolve(file)))
          .as(file)
          .isEqualTo(Run.read(made.file(file)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "examples/README.md"})
  void readme_everyDecideCommand_answersAsItSays(String readme) {
    Path file = Run.repository().resolve(readme);
    List<String> commands =
        Run.read(file).lines().filter(line -> line.startsWith("./portcullis decide ")).toList();

    assertThat(commands).isNotEmpty();
    for (String command : commands) {
      Run run = Run.in(Run.repository(), elsewhere(command));
      boolean isGood = command.contains("vendor-phone/check-in.json");
      assertThat(run.err()).isEmpty();
      assertThat(run.lines().get(0)).isEqualTo(isGood ? "eligible" : "not eligible");
      assertThat(run.exit()).isEqualTo(isGood ? 0 : 1);
      assertThat(command).contains(" --at ");
    }
  }

  /** The command's arguments, with the audit log outside the repository. */
  private String[] elsewhere(String command) {
    String[] words = command.replaceFirst("^\\./portcullis ", "").split(" ");
    for (int i = 1; i < words.length; i++) {
      if (words[i - 1].equals("--audit")) {
        words[i] = folder.resolve("audit").toString();
      }
    }
    return words;
  }

  @Test
  void examples_ruleSet_isClean() {
    assertThat(Run.in(folder, "rules", "check", TestDevice.RULES.toString()).exit()).isZero();
  }

  @Test
  void examples_folder_saysThatTheDevicesAreSynthetic() {
    Path readme = TestDevice.EXAMPLES.resolve("README.md");

    assertThat(Files.exists(readme)).isTrue();
    assertThat(Run.read(readme)).contains("synthetic");
  }
}
