package org.portcullis.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.portcullis.release.json.Nearest;

/** Reads input files whole and within bounds; relative paths begin at one folder. */
final class InputFiles {
  /** How many names of a folder are compared with a misspelt one. */
  private static final int MAX_COMPARED = 1_000;

  private final Path directory;

  InputFiles(Path directory) {
    this.directory = directory;
  }

  Path resolve(Path path) {
    return directory.resolve(path);
  }

  /**
   * The bytes of a file.
   *
   * @throws Complaint if it can't be read or has more bytes than allowed
   */
  byte[] read(Path path, int maximum) {
    byte[] content = readSome(path, maximum + 1);
    if (content.length > maximum) {
      throw Complaint.about(path, "has more than " + maximum + " bytes");
    }
    return content;
  }

  /**
   * The bytes of a file that may be missing; a link that leads nowhere is there.
   *
   * @throws Complaint if it is there, but can't be read or has more bytes than allowed
   */
  Optional<byte[]> readIfThere(Path path, int maximum) {
    return Files.notExists(resolve(path), LinkOption.NOFOLLOW_LINKS)
        ? Optional.empty()
        : Optional.of(read(path, maximum));
  }

  /**
   * The first bytes of a file, for a reader that has bounds of its own.
   *
   * @throws Complaint if it can't be read
   */
  byte[] readSome(Path path, int count) {
    Path file = resolve(path);
    if (Files.isDirectory(file)) {
      throw Complaint.about(path, "is a folder, not a file");
    }
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(count);
    } catch (NoSuchFileException e) {
      throw missing(path, "no such file");
    } catch (IOException e) {
      throw Complaint.about(path, cause(e));
    }
  }

  /** That a file or folder isn't there, with the name beside it that may have been meant. */
  Complaint missing(Path path, String what) {
    Path sought = resolve(path).toAbsolutePath().normalize();
    Optional<String> near =
        // A link that leads nowhere has the right name.
        sought.getFileName() == null || Files.exists(sought, LinkOption.NOFOLLOW_LINKS)
            ? Optional.empty()
            : Nearest.of(sought.getFileName().toString(), names(sought.getParent()));
    return Complaint.about(
        path,
        near.map(name -> what + Texts.didYouMean(path.resolveSibling(name).toString()))
            .orElse(what));
  }

  /** Some names of a folder, none if it can't be read. */
  private static List<String> names(@Nullable Path folder) {
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .limit(MAX_COMPARED)
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(name -> !name.startsWith("."))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /**
   * A folder that must be there.
   *
   * @throws Complaint if it isn't
   */
  Path folder(Path path) {
    Path folder = resolve(path);
    if (!Files.exists(folder)) {
      throw missing(path, "no such folder");
    }
    if (!Files.isDirectory(folder)) {
      throw Complaint.about(path, "is a file, not a folder");
    }
    return folder;
  }

  /** What an I/O error means, without the system's own words where they are known. */
  static String cause(IOException error) {
    if (error instanceof NoSuchFileException) {
      return "no such file";
    }
    if (error instanceof AccessDeniedException) {
      return "permission denied";
    }
    return "can't be read";
  }
}
