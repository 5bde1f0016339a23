package org.portcullis.rules.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.portcullis.release.json.Printable;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.release.json.StrictJson;
import org.portcullis.rules.confine.RuleSource;

/**
 * Reads a rule set from a folder of {@code ruleset.json} and {@code rules/*.drl}. In {@code rules}
 * nothing else may lie: no folder, no symbolic link, no other file. Beside it other files may, such
 * as tests; they are not read.
 */
public final class RuleSetFolder {
  /** The folder of rules. */
  public static final String RULES = "rules";

  /** The longest file of rules, in bytes. */
  public static final int MAX_FILE_LENGTH = 256 * 1024;

  private static final int MAX_FILES = 256;
  private static final long MAX_TOTAL_LENGTH = 16L << 20;
  private static final Pattern FILE_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}\\.drl");

  private final Path folder;
  private final Problems problems = new Problems();

  private RuleSetFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads a folder.
   *
   * @param folder the folder
   * @return the bundle, or all that is wrong with the folder or with {@code ruleset.json}
   */
  public static Reading<RuleSetBundle> read(Path folder) {
    return new RuleSetFolder(folder).read();
  }

  private Reading<RuleSetBundle> read() {
    if (!Files.isDirectory(folder)) {
      error(".", "missing-folder", "no folder `" + Printable.of(folder.toString()) + "`");
      return new Reading.Refused<>(problems.sorted());
    }
    Optional<byte[]> declarations =
        content(folder.resolve(RuleSetBundle.MANIFEST), RuleSetBundle.MANIFEST, manifestLimit());
    List<RuleSource> rules = rules();
    if (declarations.isEmpty()) {
      return new Reading.Refused<>(problems.sorted());
    }
    Reading<RuleSetBundle> bundle = RuleSetBundle.read(declarations.get(), rules);
    if (bundle instanceof Reading.Refused<RuleSetBundle> refused) {
      problems.addAll(refused.diagnostics());
    }
    return problems.isEmpty() ? bundle : new Reading.Refused<>(problems.sorted());
  }

  private static int manifestLimit() {
    return StrictJson.MAX_LENGTH;
  }

  private List<RuleSource> rules() {
    Path rules = folder.resolve(RULES);
    List<RuleSource> sources = new ArrayList<>();
    if (!Files.isDirectory(rules, LinkOption.NOFOLLOW_LINKS)) {
      error(RULES, "missing-folder", "no folder `" + RULES + "`");
      return sources;
    }
    long total = 0;
    for (Path file : list(rules)) {
      Optional<RuleSource> source = source(file);
      source.ifPresent(sources::add);
      total += source.map(present -> (long) present.content().length).orElse(0L);
      if (total > MAX_TOTAL_LENGTH) {
        error(RULES, "too-large", "the rules are longer than " + MAX_TOTAL_LENGTH + " bytes");
        return sources;
      }
    }
    if (sources.isEmpty() && problems.isEmpty()) {
      error(RULES, "missing-file", "no file `*.drl` in `" + RULES + "`");
    }
    return sources;
  }

  private List<Path> list(Path rules) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(rules)) {
      for (Path file : stream) {
        files.add(file);
        if (files.size() > MAX_FILES) {
          error(RULES, "too-large", "more than " + MAX_FILES + " files");
          return List.of();
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      error(RULES, "unreadable", "the folder can't be read");
      return List.of();
    }
    files.sort(null);
    return files;
  }

  private Optional<RuleSource> source(Path file) {
    String name = String.valueOf(file.getFileName());
    String shown = RULES + "/" + Printable.of(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      error(shown, "not-a-file", "neither a folder nor a symbolic link may lie here");
      return Optional.empty();
    }
    if (!FILE_NAME.matcher(name).matches()) {
      error(shown, "file-name", "a file of rules must have a name of the shape [a-z0-9._-]+.drl");
      return Optional.empty();
    }
    return content(file, shown, MAX_FILE_LENGTH).map(bytes -> new RuleSource(shown, bytes));
  }

  private Optional<byte[]> content(Path file, String shown, int limit) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      error(shown, "missing-file", "no such file");
      return Optional.empty();
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      error(shown, "not-a-file", "no regular file");
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        error(shown, "too-large", "longer than " + limit + " bytes");
        return Optional.empty();
      }
      return Optional.of(bytes);
    } catch (IOException e) {
      error(shown, "unreadable", "the file can't be read");
      return Optional.empty();
    }
  }

  private void error(String file, String code, String message) {
    problems.error(new SourcePosition(file, 1, 1), code, message);
  }
}
