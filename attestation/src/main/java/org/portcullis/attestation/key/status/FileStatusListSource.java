package org.portcullis.attestation.key.status;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.portcullis.attestation.key.RevocationSource;
import org.portcullis.attestation.key.StatusList;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

/**
 * A list in a file: a status list for a server without network, or the host's own deny list. Safe
 * for use by many threads.
 *
 * <p>The file is looked at when it is asked for, at most once in each interval, by one thread while
 * the others go on with the last good list; it is read again if it or its sidecar has changed.
 * Replace it by renaming, so that no half of it is ever read; a half is refused in any case.
 *
 * <p><b>When the list was fetched</b> is what the file {@code NAME.fetched} beside it says: an
 * instant such as {@code 2026-11-01T12:00:00Z}, optionally followed by a blank and the SHA-256 of
 * the list ({@link FetchedSidecar}). Without that file it is the time of modification, which a copy
 * without {@code cp -p} moves to the time of copying, and so makes a list look younger than it is.
 * A host that knows the instant otherwise uses {@link StatusList#parse} and {@link
 * RevocationSource#of}.
 *
 * <p>Status lists pass the same guard as fetched ones: empty, much shorter and older lists are
 * refused, and the last good one stays. A deny list may shrink and be empty, but it must be
 * readable when the source is built.
 */
public final class FileStatusListSource implements RevocationSource {
  /** How often the file is looked at by default. */
  public static final Duration DEFAULT_CHECK_INTERVAL = Duration.ofSeconds(10);

  private final Path file;
  private final Path sidecar;
  private final InstantSource clock;
  private final Duration checkInterval;
  private final UpdateGuard guard;
  private final ListHolder holder;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Instant lookedAt = Instant.MIN;
  private List<FileStamp> seen = List.of();

  private FileStatusListSource(Builder builder) {
    file = builder.file;
    sidecar = FetchedSidecar.beside(file);
    clock = builder.clock;
    checkInterval = builder.checkInterval;
    guard = builder.guard;
    holder = new ListHolder(builder.listener);
  }

  /**
   * A source of a status list.
   *
   * @param file the list's file, JSON in the form that Google publishes; it need not be there yet
   * @param clock the clock of the host
   * @return a builder for the rest
   */
  public static Builder statusList(Path file, InstantSource clock) {
    return new Builder(file, clock, false);
  }

  /**
   * A source of the host's own deny list.
   *
   * @param file the list's file, in the same form
   * @param clock the clock of the host
   * @return a builder for the rest
   */
  public static Builder denyList(Path file, InstantSource clock) {
    return new Builder(file, clock, true);
  }

  /** The last good list; may read the file if the interval is over, but never waits for others. */
  @Override
  public Optional<StatusList> current() {
    Instant now = clock.instant();
    if (isDue(now) && lock.tryLock()) {
      try {
        if (isDue(now)) {
          lookedAt = now;
          readIfChanged(now);
        }
      } finally {
        lock.unlock();
      }
    }
    return holder.list();
  }

  /**
   * Reads the file now, whether it has changed or not.
   *
   * @return what came of it
   */
  public StatusListUpdate reload() {
    lock.lock();
    try {
      Instant now = clock.instant();
      lookedAt = now;
      return read(now);
    } finally {
      lock.unlock();
    }
  }

  /**
   * How the source stands.
   *
   * @return its health at this moment, without looking at the file
   */
  public StatusListHealth health() {
    return holder.health();
  }

  /** A clock that stepped back makes the source look at once, not wait until it has caught up. */
  private boolean isDue(Instant now) {
    Instant last = lookedAt;
    return now.isBefore(last) || Duration.between(last, now).compareTo(checkInterval) >= 0;
  }

  private void readIfChanged(Instant now) {
    boolean mayHaveHealed =
        holder.health().failure().filter(f -> f.kind().mayHealByItself()).isPresent();
    if (mayHaveHealed || !stamps().equals(seen)) {
      read(now);
    }
  }

  private StatusListUpdate read(Instant now) {
    seen = stamps();
    try {
      return holder.accept(guard.judge(holder.edition(), edition(), now), now);
    } catch (Problem problem) {
      return holder.fail(problem.at(now));
    }
  }

  private List<FileStamp> stamps() {
    try {
      return List.of(FileStamp.of(file), FileStamp.of(sidecar));
    } catch (IOException e) {
      return List.of();
    }
  }

  private Edition edition() throws Problem {
    Optional<FetchedSidecar> fetched = FetchedSidecar.read(sidecar);
    try (InputStream stream = Files.newInputStream(file)) {
      Instant modified = Files.getLastModifiedTime(file).toInstant();
      byte[] json = stream.readNBytes(StatusList.MAX_BYTES + 1);
      if (json.length > StatusList.MAX_BYTES) {
        throw new Problem(
            Kind.TOO_LARGE, "the list has more than " + StatusList.MAX_BYTES + " bytes");
      }
      Instant instant = fetched.map(FetchedSidecar::instant).orElse(modified);
      Edition edition = Edition.parse(json, instant, Optional.empty());
      if (fetched.isPresent() && !fetched.get().isAbout(edition.list())) {
        throw new Problem(
            Kind.FETCH_INSTANT_UNREADABLE, "the fetch instant is that of another list");
      }
      return edition;
    } catch (IOException e) {
      throw new Problem(
          Kind.FILE_UNREADABLE, "the file can't be read: " + e.getClass().getSimpleName());
    }
  }

  /** Builds a source. */
  public static final class Builder {
    private final Path file;
    private final InstantSource clock;
    private final boolean denies;
    private Duration checkInterval = DEFAULT_CHECK_INTERVAL;
    private UpdateGuard guard;
    private StatusListListener listener = StatusListListener.none();

    private Builder(Path file, InstantSource clock, boolean denies) {
      this.file = file;
      this.clock = clock;
      this.denies = denies;
      guard =
          denies
              ? UpdateGuard.forOwnList()
              : UpdateGuard.forStatusList(UpdateGuard.DEFAULT_MAX_LOSS_PERCENT);
    }

    /**
     * How often the file is looked at.
     *
     * @param interval the least time between two looks, 0 for each time
     * @return this builder
     * @throws IllegalArgumentException if the interval is negative
     */
    public Builder checkInterval(Duration interval) {
      if (interval.isNegative()) {
        throw new IllegalArgumentException("the interval is not negative");
      }
      checkInterval = interval;
      return this;
    }

    /**
     * How many of its entries a list may lose in one step; 10 by default, 100 for a deny list.
     *
     * @param percent 0 to 100
     * @return this builder
     * @throws IllegalArgumentException if the percentage is out of range
     */
    public Builder maxLossPercent(int percent) {
      guard = new UpdateGuard(percent, guard.own());
      return this;
    }

    /**
     * Who is told what happens.
     *
     * @param value the listener
     * @return this builder
     */
    public Builder listener(StatusListListener value) {
      listener = value;
      return this;
    }

    /**
     * Builds the source and reads the file for the first time. A status list may be missing: the
     * verifier says so, and refuses if the expectation demands one.
     *
     * @return the source
     * @throws IOException if a deny list can't be read: without it nothing would be denied
     * @throws IllegalArgumentException if the path names no file
     */
    public FileStatusListSource build() throws IOException {
      FileStatusListSource source = new FileStatusListSource(this);
      if (source.reload() instanceof StatusListUpdate.Failed failed && denies) {
        throw new IOException("the deny list is not usable: " + failed.failure().detail());
      }
      return source;
    }
  }
}
