package org.portcullis.engine.activation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.portcullis.facts.Identifiers;
import org.portcullis.release.files.DurableFiles;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.StrictJson;

/**
 * A folder with one file for each scope, {@code tenant/product/channel.json}. Writers of several
 * processes exclude each other by a lock on the file {@code .lock}; readers need none, since a
 * state is replaced in one step. Not for network file systems.
 */
public final class FileActivationStore implements ActivationStore {
  private static final String LOCK = ".lock";
  private static final String SUFFIX = ".json";

  /**
   * File locks belong to a process: within it, writers of one folder exclude each other by this.
   */
  private static final Map<Path, ReentrantLock> WRITERS = new ConcurrentHashMap<>();

  private final Path directory;

  /**
   * A store.
   *
   * @param directory where its files are; made at the first write
   */
  public FileActivationStore(Path directory) {
    this.directory = directory;
  }

  @Override
  public Optional<ActivationState> read(ActivationScope scope) throws IOException {
    Path file = file(scope);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      // Opening a pipe would wait for whoever writes to it.
      throw new IOException("`" + file + "` is no regular file");
    }
    byte[] content;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      content = in.readNBytes(StrictJson.MAX_LENGTH + 1);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Reading<ActivationState> reading = StateReader.read(file.toString(), content);
    if (reading instanceof Reading.Refused<ActivationState> refused) {
      throw new IOException("the state is damaged: " + refused.diagnostics().get(0));
    }
    ActivationState state = ((Reading.Parsed<ActivationState>) reading).value();
    if (!state.scope().equals(scope)) {
      throw new IOException("the file `" + file + "` holds the state of another scope");
    }
    return Optional.of(state);
  }

  @Override
  public boolean compareAndSet(long expectedRevision, ActivationState next) throws IOException {
    if (next.revision() != expectedRevision + 1) {
      throw new IllegalArgumentException("the next revision must follow the expected one");
    }
    DurableFiles.createDirectories(directory);
    ReentrantLock writer =
        WRITERS.computeIfAbsent(directory.toRealPath(), path -> new ReentrantLock());
    writer.lock();
    try (FileChannel channel =
            FileChannel.open(
                directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      return lock.isValid() && replace(expectedRevision, next);
    } finally {
      writer.unlock();
    }
  }

  private boolean replace(long expectedRevision, ActivationState next) throws IOException {
    long found = read(next.scope()).map(ActivationState::revision).orElse(0L);
    if (found != expectedRevision) {
      return false;
    }
    Path file = file(next.scope());
    byte[] content = StateWriter.write(next);
    if (content.length > StrictJson.MAX_LENGTH) {
      throw new IOException("the state is longer than " + StrictJson.MAX_LENGTH + " bytes");
    }
    DurableFiles.createDirectories(folder(next.scope()));
    DurableFiles.replace(file, content);
    return true;
  }

  @Override
  public List<ActivationScope> scopes() throws IOException {
    List<ActivationScope> scopes = new ArrayList<>();
    for (String tenant : list(directory, "")) {
      for (String product : list(directory.resolve(tenant), "")) {
        for (String channel : list(directory.resolve(tenant).resolve(product), SUFFIX)) {
          scopes.add(new ActivationScope(tenant, product, channel));
        }
      }
    }
    scopes.sort(null);
    return scopes;
  }

  /**
   * Names of entries that are identifiers, less the suffix; other files are no business of ours.
   */
  private static List<String> list(Path folder, String suffix) throws IOException {
    List<String> names = new ArrayList<>();
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return names;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*" + suffix)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        String stem = name.substring(0, name.length() - suffix.length());
        if (Identifiers.isIdentifier(stem)) {
          names.add(stem);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  private Path folder(ActivationScope scope) {
    // Identifiers begin with a letter or digit and hold no separator, so that none is a path.
    return directory.resolve(scope.tenant()).resolve(scope.product());
  }

  private Path file(ActivationScope scope) {
    return folder(scope).resolve(scope.channel() + SUFFIX);
  }
}
