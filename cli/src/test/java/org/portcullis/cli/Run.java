package org.portcullis.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** One run of the tool: what it answered, what it complained about and how it ended. */
record Run(int exit, String out, String err) {
  /** The time of the examples and of every test that names no other. */
  static final String AT = "2026-11-25T12:00:00Z";

  /** Runs the tool in a folder. */
  static Run in(Path directory, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            Surroundings.writer(out),
            Surroundings.writer(err),
            false,
            directory,
            Clock.fixed(Instant.parse(AT), ZoneOffset.UTC));
    int exit = Tool.run(surroundings, arguments).number();
    return new Run(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  List<String> lines() {
    return out.lines().toList();
  }

  /** The root of the repository. */
  static Path repository() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("portcullis"))) {
        return at;
      }
    }
    throw new IllegalStateException("the tests run inside the repository");
  }

  static Path write(Path file, String content) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
