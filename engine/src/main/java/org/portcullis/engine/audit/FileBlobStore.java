package org.portcullis.engine.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.portcullis.facts.Digest;

/** A directory with one file for each blob, named by the hexadecimal digest of its content. */
public final class FileBlobStore implements BlobStore {
  private final Path directory;

  /**
   * A store.
   *
   * @param directory where its files are; made at the first put
   */
  public FileBlobStore(Path directory) {
    this.directory = directory;
  }

  @Override
  public Digest put(byte[] content) throws IOException {
    Digest digest = Digest.of(content);
    Files.createDirectories(directory);
    Path file = directory.resolve(digest.hex());
    if (!isStored(digest)) {
      Path temporary = Files.createTempFile(directory, digest.hex(), ".tmp");
      try {
        write(temporary, content);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    }
    Directories.sync(directory);
    return digest;
  }

  @Override
  public Optional<byte[]> get(Digest digest) throws IOException {
    Path file = directory.resolve(digest.hex());
    try {
      byte[] content = Files.readAllBytes(file);
      if (!Digest.of(content).equals(digest)) {
        throw new IOException("the blob `" + file + "` has another digest than its name");
      }
      return Optional.of(content);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private boolean isStored(Digest digest) throws IOException {
    return get(digest).isPresent();
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }
}
