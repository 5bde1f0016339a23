package org.portcullis.attestation.key.status;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

/**
 * Keeps the last good list in one file. A new one takes the place of the old one as a whole: it is
 * written beside it, forced to the disk and renamed. One source owns the file.
 */
final class ListStore {
  private static final String UNFINISHED = ".tmp";

  private final Path file;
  private final Path unfinished;

  ListStore(Path file) {
    this.file = file.toAbsolutePath();
    unfinished = this.file.resolveSibling(this.file.getFileName() + UNFINISHED);
  }

  /** The kept list, or empty if there was never one. */
  Optional<KeptList> read() throws Problem {
    byte[] content;
    try (InputStream stream = Files.newInputStream(file)) {
      content = stream.readNBytes(KeptListFormat.MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new Problem(
          Kind.STORE_UNREADABLE, "the kept list can't be read: " + e.getClass().getSimpleName());
    }
    return Optional.of(KeptListFormat.decode(content));
  }

  void write(KeptList list) throws Problem {
    try {
      writeUnfinished(KeptListFormat.encode(list));
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      forceFolder();
    } catch (IOException e) {
      throw new Problem(
          Kind.STORE_UNWRITABLE, "the list can't be kept: " + e.getClass().getSimpleName());
    }
  }

  private void writeUnfinished(byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            Set.of(
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                LinkOption.NOFOLLOW_LINKS))) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  /** So that the new name outlives a loss of power. */
  private void forceFolder() throws IOException {
    Path folder = file.getParent();
    if (folder == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // some systems can't open a folder; the file itself is on the disk
      if (!Files.exists(file)) {
        throw e;
      }
    }
  }
}
