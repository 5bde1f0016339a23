package org.portcullis.engine.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.portcullis.facts.Digest;
import org.portcullis.release.files.DurableFiles;

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
    DurableFiles.createDirectories(directory);
    if (isStored(digest)) {
      // Whoever wrote it may not have come to this.
      DurableFiles.sync(directory);
    } else {
      DurableFiles.replace(directory.resolve(digest.hex()), content);
    }
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
}
