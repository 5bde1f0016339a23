package org.portcullis.attestation.key.status;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.portcullis.attestation.key.Reading;
import org.portcullis.attestation.key.StatusList;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

/**
 * The small file beside a list that says when the list was fetched: an instant such as {@code
 * 2026-11-01T12:00:00Z} and optionally, after a blank, the SHA-256 of the list in hexadecimal.
 * {@link FileStatusListSource} reads it by itself; this is for who reads lists in another way. A
 * damaged one is an error and never the same as none: the list would look younger than it is.
 */
public final class FetchedSidecar {
  /** The most bytes of the file. */
  public static final int MAX_BYTES = 256;

  private static final String SUFFIX = ".fetched";

  private final Instant instant;
  private final String digest;

  private FetchedSidecar(Instant instant, String digest) {
    this.instant = instant;
    this.digest = digest;
  }

  /**
   * Where the file of a list is, whether it is there or not.
   *
   * @param list the list's file
   * @return the same name with {@code .fetched} appended, in the same folder
   * @throws IllegalArgumentException if the path names no file
   */
  public static Path beside(Path list) {
    if (list.getFileName() == null) {
      throw new IllegalArgumentException("the path names no file");
    }
    return list.resolveSibling(list.getFileName() + SUFFIX);
  }

  /**
   * Reads the content of the file.
   *
   * @param content its bytes, at most {@link #MAX_BYTES}
   * @return what it says, or why it can't be read, without line and column
   */
  public static Reading<FetchedSidecar> parse(byte[] content) {
    if (content.length > MAX_BYTES) {
      return unreadable("it has more than " + MAX_BYTES + " bytes");
    }
    String text = new String(content, StandardCharsets.ISO_8859_1);
    String[] words = text.strip().split("\\s+", -1);
    if (words.length > 2) {
      return unreadable("something follows the digest");
    }
    String digest = words.length == 2 ? words[1] : "";
    if (!digest.isEmpty() && !digest.matches("[0-9A-Fa-f]{64}")) {
      return unreadable("the digest has not 64 hexadecimal digits");
    }
    try {
      return new Reading.Read<>(new FetchedSidecar(Instant.parse(words[0]), digest));
    } catch (DateTimeException e) {
      return unreadable("it doesn't begin with an instant such as `2026-11-01T12:00:00Z`");
    }
  }

  /** Reads the file, if there is one. */
  static Optional<FetchedSidecar> read(Path file) throws Problem {
    try (InputStream stream = Files.newInputStream(file)) {
      Reading<FetchedSidecar> reading = parse(stream.readNBytes(MAX_BYTES + 1));
      if (reading instanceof Reading.Unreadable<FetchedSidecar> unreadable) {
        throw new Problem(Kind.FETCH_INSTANT_UNREADABLE, unreadable.detail());
      }
      return Optional.of(reading.orElseThrow());
    } catch (NoSuchFileException e) {
      if (Files.isSymbolicLink(file)) {
        throw cantBeRead(e);
      }
      return Optional.empty();
    } catch (IOException e) {
      throw cantBeRead(e);
    }
  }

  private static Problem cantBeRead(IOException cause) {
    return new Problem(
        Kind.FILE_UNREADABLE,
        "the fetch instant's file can't be read: " + cause.getClass().getSimpleName());
  }

  /**
   * When the list was fetched.
   *
   * @return the instant
   */
  public Instant instant() {
    return instant;
  }

  /**
   * Whether the file is about a list: if not, one of the two files was forgotten.
   *
   * @param list the list beside the file
   * @return false if the file names the digest of another list
   */
  public boolean isAbout(StatusList list) {
    return digest.isEmpty() || digest.equalsIgnoreCase(list.digest().toHex());
  }

  private static Reading<FetchedSidecar> unreadable(String cause) {
    return new Reading.Unreadable<>(0, 0, "the fetch instant can't be read: " + cause);
  }
}
