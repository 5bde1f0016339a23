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
import org.portcullis.attestation.key.StatusList;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

/**
 * The small file beside a list that says when the list was fetched: an instant such as {@code
 * 2026-11-01T12:00:00Z} and optionally, after a blank, the SHA-256 of the list in hexadecimal.
 *
 * @param instant when the list was fetched
 * @param digest the digest of the list, or an empty text if the file names none
 */
record FetchedSidecar(Instant instant, String digest) {
  /** What is appended to the name of the list's file. */
  static final String SUFFIX = ".fetched";

  private static final int MAX_BYTES = 256;

  /** Reads the file, if there is one; a damaged one is never taken as absent. */
  static Optional<FetchedSidecar> read(Path file) throws Problem {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] content = stream.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw unreadable("it has more than " + MAX_BYTES + " bytes");
      }
      return Optional.of(parse(new String(content, StandardCharsets.ISO_8859_1)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new Problem(
          Kind.FILE_UNREADABLE,
          "the fetch instant's file can't be read: " + e.getClass().getSimpleName());
    }
  }

  static FetchedSidecar parse(String text) throws Problem {
    String[] words = text.strip().split("\\s+", -1);
    if (words.length > 2) {
      throw unreadable("something follows the digest");
    }
    String digest = words.length == 2 ? words[1] : "";
    if (!digest.isEmpty() && !digest.matches("[0-9A-Fa-f]{64}")) {
      throw unreadable("the digest has not 64 hexadecimal digits");
    }
    try {
      return new FetchedSidecar(Instant.parse(words[0]), digest);
    } catch (DateTimeException e) {
      throw unreadable("it doesn't begin with an instant such as `2026-11-01T12:00:00Z`");
    }
  }

  /** A digest of another list means that one of the two files was forgotten. */
  void requireAbout(StatusList list) throws Problem {
    if (!digest.isEmpty() && !digest.equalsIgnoreCase(list.digest().toHex())) {
      throw new Problem(Kind.FETCH_INSTANT_UNREADABLE, "the fetch instant is that of another list");
    }
  }

  private static Problem unreadable(String cause) {
    return new Problem(Kind.FETCH_INSTANT_UNREADABLE, "the fetch instant can't be read: " + cause);
  }
}
