package org.portcullis.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;

/**
 * A file that an option gives under a name: {@code NAME=FILE}.
 *
 * @param name the name
 * @param file the file
 */
record NamedFile(String name, Path file) {
  /** {@code NAME=FILE}; only the first {@code =} divides. */
  static final class Converter implements ITypeConverter<NamedFile> {
    @Override
    public NamedFile convert(String value) {
      int end = value.indexOf('=');
      if (end < 1 || end == value.length() - 1) {
        throw new Complaint("`" + Texts.printable(value) + "` is no name, `=` and file");
      }
      return new NamedFile(value.substring(0, end), Converters.path(value.substring(end + 1)));
    }
  }

  /**
   * The files by their names.
   *
   * @throws Complaint if a name is there twice: one of the files would be left out unseen
   */
  static Map<String, Path> byName(String option, List<NamedFile> files) {
    Map<String, Path> named = new LinkedHashMap<>();
    for (NamedFile file : files) {
      if (named.put(file.name(), file.file()) != null) {
        throw new Complaint("`" + option + "` gives `" + Texts.printable(file.name()) + "` twice");
      }
    }
    return named;
  }
}
