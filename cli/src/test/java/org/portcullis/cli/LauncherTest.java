package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a JVM and a Maven that only note that they were called. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "dirname",
          "readlink",
          "find",
          "head",
          "sed",
          "grep",
          "sort",
          "mkdir",
          "rm",
          "cat",
          "sleep",
          "touch",
          "tee",
          "mv",
          "echo");

  @TempDir private Path folder = Path.of("");
  private Path root = Path.of("");
  private Path bin = Path.of("");

  @BeforeEach
  void layOut() throws IOException {
    root = Files.createDirectories(folder.resolve("a repository"));
    bin = Files.createDirectories(folder.resolve("bin"));
    Files.copy(Run.repository().resolve("portcullis"), root.resolve("portcullis"));
    Run.write(root.resolve("pom.xml"), "<project/>");
    Run.write(root.resolve("cli/pom.xml"), "<project/>");
    Run.write(root.resolve("cli/src/main/java/A.java"), "class A {}");
    for (String tool : TOOLS) {
      Optional<Path> found =
          List.of("/usr/bin", "/bin").stream()
              .map(at -> Path.of(at, tool))
              .filter(Files::isExecutable)
              .findFirst();
      Files.createSymbolicLink(bin.resolve(tool), found.orElseThrow());
    }
  }

  private void program(String name, String body) throws IOException {
    Path file = Run.write(bin.resolve(name), "#!/bin/sh\n" + body);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void java() throws IOException {
    program(
        "java",
        """
        if [ "$1" = --list-modules ]; then echo jdk.compiler@17; exit; fi
        for word; do echo "<$word>"; done
        exit 3
        """);
  }

  private void maven(String version) throws IOException {
    program(
        "mvn",
        """
        case " $* " in *" -v "*) echo "Apache Maven %s (x)"; exit;; esac
        echo "[INFO] Building Portcullis CLI 1 [1/1]"
        echo built >>"%s"
        if [ -f "%s" ]; then echo "[ERROR] it is broken"; exit 1; fi
        touch cli/target/portcullis.jar
        """
            .formatted(version, folder.resolve("builds"), folder.resolve("broken")));
  }

  private long builds() throws IOException {
    Path log = folder.resolve("builds");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  private Run launch(Path script, String... arguments) throws IOException {
    List<String> command = new java.util.ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return new Run(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @Test
  void launch_withoutJava_saysSo() throws IOException {
    Run run = launch(root.resolve("portcullis"));

    assertThat(run)
        .isEqualTo(
            new Run(
                2, "", "portcullis: no java found; install JDK 17 or newer, or set JAVA_HOME\n"));
  }

  @Test
  void launch_withoutMaven_saysSo() throws IOException {
    java();

    assertThat(launch(root.resolve("portcullis")))
        .isEqualTo(new Run(2, "", "portcullis: no mvn found; install Maven 3.8.7 or newer\n"));
  }

  @Test
  void launch_withOldMaven_saysSo() throws IOException {
    java();
    maven("3.6.3");

    assertThat(launch(root.resolve("portcullis")))
        .isEqualTo(new Run(2, "", "portcullis: Maven 3.6.3 is too old; install 3.8.7 or newer\n"));
  }

  @Test
  void launch_first_buildsWithProgressAndPassesArgumentsAndExitCodeOn() throws IOException {
    java();
    maven("3.10.1");

    Run run = launch(root.resolve("portcullis"), "decide", "a b", "*", "");

    assertThat(run.out()).endsWith("<decide>\n<a b>\n<*>\n<>\n").contains("/portcullis.jar>\n");
    assertThat(run.err())
        .contains("building, which takes a minute", "building Portcullis CLI 1 [1/1]\n");
    assertThat(run.exit()).isEqualTo(3);
  }

  @Test
  void launch_again_buildsOnlyWhenSourcesChanged() throws IOException {
    java();
    maven("3.8.7");
    Path script = root.resolve("portcullis");
    launch(script);
    assertThat(launch(script).err()).isEmpty();
    assertThat(builds()).isEqualTo(1);

    Files.setLastModifiedTime(
        root.resolve("cli/src/main/java/A.java"), FileTime.from(Instant.now().plusSeconds(60)));
    launch(script);

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void launch_throughLinks_findsItsRepository() throws IOException {
    java();
    maven("3.9.9");
    Path link = Files.createSymbolicLink(folder.resolve("link"), root.resolve("portcullis"));
    Path linkToLink = Files.createSymbolicLink(bin.resolve("portcullis"), Path.of("../link"));

    assertThat(link).isSymbolicLink();
    assertThat(launch(linkToLink, "x").out()).endsWith("<x>\n");
  }

  @Test
  void launch_brokenBuild_showsTheErrorAndIsTriedAgain() throws IOException {
    java();
    maven("3.9.9");
    Run.write(folder.resolve("broken"), "");

    Run run = launch(root.resolve("portcullis"));
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("[ERROR] it is broken\n", "portcullis: the build failed; see ");
    assertThat(run.exit()).isEqualTo(2);

    Files.delete(folder.resolve("broken"));
    assertThat(launch(root.resolve("portcullis"), "x").out()).endsWith("<x>\n");
  }
}
