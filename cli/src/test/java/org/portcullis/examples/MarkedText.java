package org.portcullis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Code that a document shows and a source file holds, without white space: each has its own. */
final class MarkedText {
  private static final String IN_DOCUMENT =
      "(?s)<!-- %1$s: begin -->\\s*```java\\n(.*?)```\\s*<!-- %1$s: end -->";
  private static final String IN_SOURCE = "(?s)// %1$s: begin\\n(.*?)// %1$s: end";

  private MarkedText() {}

  static Path repository() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("portcullis"))) {
        return at;
      }
    }
    throw new IllegalStateException("the tests run inside the repository");
  }

  static String inDocument(String mark, String document) throws IOException {
    return between(IN_DOCUMENT.formatted(mark), repository().resolve(document));
  }

  static String inSource(String mark, String className) throws IOException {
    Path folder = repository().resolve("cli/src/test/java/org/portcullis/examples");
    return between(IN_SOURCE.formatted(mark), folder.resolve(className + ".java"));
  }

  private static String between(String marks, Path file) throws IOException {
    Matcher matcher = Pattern.compile(marks).matcher(Files.readString(file));
    assertThat(matcher.find()).as("the marks in %s", file).isTrue();
    return matcher.group(1).replaceAll("\\s+", "");
  }
}
