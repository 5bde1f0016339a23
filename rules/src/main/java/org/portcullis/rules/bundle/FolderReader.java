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
import org.portcullis.release.json.SourcePosition;
import org.portcullis.release.json.StrictJson;

/** Reads the bytes of a bundle's folder within limits; no link is followed below the folder. */
final class FolderReader {
  private static final int MAX_FILES = 256;
  private static final long MAX_TOTAL_LENGTH = 16L << 20;

  /** A folder of the bundle: the ending and the longest length of its files. */
  private record Part(String folder, String what, String ending, int limit, boolean required) {
    Pattern names() {
      return Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}\\" + ending);
    }
  }

  private static final List<Part> PARTS =
      List.of(
          new Part(RuleSetFolder.RULES, "rules", ".drl", RuleSetFolder.MAX_FILE_LENGTH, true),
          new Part(RuleSetFolder.TESTS, "tests", ".json", StrictJson.MAX_LENGTH, false),
          new Part(RuleSetFolder.PRESETS, "values", ".json", StrictJson.MAX_LENGTH, false));

  /** Whether a file of a bundle may have a path, which so never leads out of a folder. */
  static boolean isPath(String path) {
    return path.equals(RuleSetFolder.CHANGES)
        || PARTS.stream()
            .filter(part -> path.startsWith(part.folder() + "/"))
            .anyMatch(
                part -> part.names().matcher(path.substring(part.folder().length() + 1)).matches());
  }

  private final Path folder;
  private final Problems problems;
  private final List<BundleFile> files = new ArrayList<>();
  private long total;

  FolderReader(Path folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /** Whether the folder is there, which is reported otherwise. */
  boolean exists() {
    boolean exists = Files.isDirectory(folder);
    if (!exists) {
      error(".", "missing-folder", "no folder `" + Printable.of(folder.toString()) + "`");
    }
    return exists;
  }

  /** A file beside the parts, or empty if it is not there. */
  Optional<byte[]> optional(String name, int limit) {
    Path file = folder.resolve(name);
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        ? content(file, name, limit)
        : Optional.empty();
  }

  /** A file beside the parts, which must be there. */
  Optional<byte[]> required(String name, int limit) {
    return content(folder.resolve(name), name, limit);
  }

  /** All files that a manifest lists, sorted by path. */
  List<BundleFile> files() {
    PARTS.forEach(this::read);
    optional(RuleSetFolder.CHANGES, RuleSetFolder.MAX_FILE_LENGTH)
        .ifPresent(bytes -> files.add(new BundleFile(RuleSetFolder.CHANGES, bytes)));
    return files.stream().sorted().toList();
  }

  /** The names of what lies in the folder and belongs to no bundle, sorted. */
  List<String> strangers() {
    return list(folder, ".").stream()
        .map(file -> String.valueOf(file.getFileName()))
        .filter(name -> !RuleSetFolder.MEMBERS.contains(name))
        .toList();
  }

  private void read(Part part) {
    Path place = folder.resolve(part.folder());
    if (!part.required() && !Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      error(part.folder(), "missing-folder", "no folder `" + part.folder() + "`");
      return;
    }
    int before = files.size();
    for (Path file : list(place, part.folder())) {
      source(part, file).ifPresent(this::add);
      if (total > MAX_TOTAL_LENGTH) {
        error(part.folder(), "too-large", "all files are longer than " + MAX_TOTAL_LENGTH);
        return;
      }
    }
    if (part.required() && files.size() == before && problems.isEmpty()) {
      error(
          part.folder(),
          "missing-file",
          "no file `*" + part.ending() + "` in `" + part.folder() + "`");
    }
  }

  private void add(BundleFile file) {
    files.add(file);
    total += file.size();
  }

  private List<Path> list(Path place, String shown) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(place)) {
      for (Path file : stream) {
        found.add(file);
        if (found.size() > MAX_FILES) {
          error(shown, "too-large", "more than " + MAX_FILES + " files");
          return List.of();
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      error(shown, "unreadable", "the folder can't be read");
      return List.of();
    }
    found.sort(null);
    return found;
  }

  private Optional<BundleFile> source(Part part, Path file) {
    String name = String.valueOf(file.getFileName());
    String shown = part.folder() + "/" + Printable.of(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      error(shown, "not-a-file", "neither a folder nor a symbolic link may lie here");
      return Optional.empty();
    }
    if (!part.names().matcher(name).matches()) {
      error(
          shown,
          "file-name",
          "a file of "
              + part.what()
              + " must have a name of the shape [a-z0-9._-]+"
              + part.ending());
      return Optional.empty();
    }
    return content(file, shown, part.limit()).map(bytes -> new BundleFile(shown, bytes));
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
