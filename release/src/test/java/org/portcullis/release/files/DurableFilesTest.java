package org.portcullis.release.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurableFilesTest {
  @TempDir private Path folder;

  @Test
  void replace_fileThatIsThere_holdsTheNewContentAlone() throws IOException {
    Path file = folder.resolve("state");
    DurableFiles.replace(file, new byte[] {1, 2, 3});
    DurableFiles.replace(file, new byte[] {4});
    assertThat(file).hasBinaryContent(new byte[] {4});
    assertThat(names()).containsExactly("state");
  }

  @Test
  void replace_targetThatIsAFolder_leavesItAndNoOtherFile() throws IOException {
    Path target = folder.resolve("state");
    Path file = Files.createDirectories(target.resolve("inside"));
    assertThatThrownBy(() -> DurableFiles.replace(target, new byte[] {1}))
        .isInstanceOf(IOException.class);
    assertThat(file).isDirectory();
    assertThat(names()).containsExactly("state");
  }

  @Test
  void replace_whoMayRead_isAsForAnyFileOfTheProcess() throws IOException {
    Path plain = Files.write(folder.resolve("plain"), new byte[1]);
    Path file = folder.resolve("state");
    DurableFiles.replace(file, new byte[] {1});
    assumeThat(Files.getFileStore(file).supportsFileAttributeView("posix")).isTrue();
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
  }

  @Test
  void replace_byAnotherFolder_leavesNothingThere() throws IOException {
    Path by = Files.createDirectories(folder.resolve("by"));
    Path in = Files.createDirectories(folder.resolve("in"));
    DurableFiles.replace(in.resolve("state"), new byte[] {1}, by);
    assertThat(in.resolve("state")).hasBinaryContent(new byte[] {1});
    assertThat(by).isEmptyDirectory();
  }

  @Test
  void write_longerFileThatIsThere_isCutToTheNewContent() throws IOException {
    Path file = Files.write(folder.resolve("state"), new byte[100]);
    DurableFiles.write(file, new byte[] {7});
    assertThat(file).hasBinaryContent(new byte[] {7});
  }

  @Test
  void createDirectories_severalMissing_areMadeAndMayBeThere() throws IOException {
    Path deep = folder.resolve("a/b/c");
    DurableFiles.createDirectories(deep);
    DurableFiles.createDirectories(deep);
    assertThat(deep).isDirectory();
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
