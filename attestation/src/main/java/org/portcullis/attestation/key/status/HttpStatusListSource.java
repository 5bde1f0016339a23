package org.portcullis.attestation.key.status;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.portcullis.attestation.key.RevocationSource;
import org.portcullis.attestation.key.StatusList;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

/**
 * A status list that is fetched in the background. Safe for use by many threads; {@link #current()}
 * never waits.
 *
 * <pre>{@code
 * HttpStatusListSource source =
 *     HttpStatusListSource.builder(InstantSource.system())
 *         .store(Path.of("/var/lib/ota/status-list"))
 *         .listener(update -> log.info("{}", update))
 *         .start();
 * KeyAttestationVerifier verifier = KeyAttestationVerifier.builder().statusList(source).build();
 * }</pre>
 *
 * <ul>
 *   <li>A list's instant is when it left its origin, by {@code Date} and {@code Age} of the answer,
 *       and never after the request: a list that a cache served late is as old as it is. An answer
 *       304 renews the instant in the same way.
 *   <li>{@code Cache-Control} says when to ask next, within {@link Builder#interval}; without it,
 *       in an hour. Up to a tenth is added at random, or taken off the longest interval.
 *   <li>A failure is retried after about one minute, then two, four, up to an hour; {@code
 *       Retry-After} is honoured up to the longest interval.
 *   <li>A list that is unreadable, empty, older than the last good one, or lacks more than a tenth
 *       of its entries is refused. The last good list stays in force, and grows older: the limit is
 *       {@link org.portcullis.attestation.key.KeyAttestationExpectation.Builder#requireStatusList}.
 *   <li>To let a list pass that the guard refuses, stop the source, remove the kept copy, start it.
 * </ul>
 *
 * @see <a
 *     href="https://developer.android.com/privacy-and-security/security-key-attestation#certificate_status">Android,
 *     certificate revocation status list</a>
 */
public final class HttpStatusListSource implements RevocationSource, AutoCloseable {
  /** Where Google publishes the list for attestation keys. */
  public static final URI GOOGLE = URI.create("https://android.googleapis.com/attestation/status");

  private final InstantSource clock;
  private final ListHolder holder;
  private final FetchSchedule schedule;
  private final ListFetcher fetcher;
  private final ScheduledExecutorService scheduler;
  private final boolean schedulerOwned;
  private final CountDownLatch first = new CountDownLatch(1);
  private final Object lock = new Object();
  private @Nullable Future<?> pending;
  private boolean closed;

  private HttpStatusListSource(Builder builder) {
    clock = builder.clock;
    holder = new ListHolder(builder.listener);
    schedule = new FetchSchedule(builder.shortest, builder.longest, builder.random);
    fetcher =
        new ListFetcher(
            new HttpExchange(builder.client(), builder.uri, builder.timeLimit, clock),
            builder.guard,
            holder,
            schedule,
            clock,
            builder.store == null ? null : new ListStore(builder.store));
    schedulerOwned = builder.scheduler == null;
    scheduler = builder.scheduler == null ? DaemonScheduler.create() : builder.scheduler;
  }

  /**
   * A builder for Google's list with the defaults of each setting.
   *
   * @param clock the clock of the host: it dates lists and failures
   * @return the builder
   */
  public static Builder builder(InstantSource clock) {
    return new Builder(clock);
  }

  @Override
  public Optional<StatusList> current() {
    return holder.list();
  }

  /**
   * How the source stands.
   *
   * @return its health at this moment
   */
  public StatusListHealth health() {
    return holder.health();
  }

  /**
   * Waits until the server has given or confirmed a list, for a start that shall not begin with an
   * old list or none.
   *
   * @param timeout how long to wait at most; any duration, {@link
   *     java.time.temporal.ChronoUnit#FOREVER} too
   * @return whether it has; if not, there may still be a kept list of an earlier run
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean awaitFirst(Duration timeout) throws InterruptedException {
    // converted, not asked for its number, which the longest ones don't have in any small unit
    return first.await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS)
        && holder.health().lastSuccess().isPresent();
  }

  /**
   * Stops fetching; a request that is under way is given up. The last list stays available. A
   * scheduler or HTTP client of the host stays open.
   */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (pending != null) {
        pending.cancel(true);
      }
    }
    if (schedulerOwned) {
      scheduler.shutdownNow();
    }
    holder.note(health -> health.withNextAttempt(null));
    first.countDown();
  }

  /** Whatever an attempt ends with, there is a next one until the source is closed. */
  private void run() {
    Duration wait = schedule.afterFault(1);
    try {
      wait = fetcher.attempt();
      if (holder.health().lastSuccess().isPresent()) {
        first.countDown();
      }
    } catch (InterruptedException e) {
      // closed, or the host's scheduler is being shut down, which then takes no next attempt
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      wait = afterFault(e);
    } finally {
      scheduleAfter(wait);
    }
  }

  /**
   * On a thread of its own nobody else would hear of it: health tells, and the source asks again.
   */
  private Duration afterFault(Throwable fault) {
    String detail = "the source failed: " + fault.getClass().getSimpleName();
    holder.fail(new StatusListFailure(Kind.INTERNAL, clock.instant(), detail));
    return schedule.afterFault(holder.health().consecutiveFailures());
  }

  private void scheduleAfter(Duration wait) {
    synchronized (lock) {
      if (closed) {
        return;
      }
      try {
        pending = scheduler.schedule(this::run, wait.toMillis(), TimeUnit.MILLISECONDS);
        holder.note(health -> health.withNextAttempt(clock.instant().plus(wait)));
      } catch (RejectedExecutionException e) {
        holder.note(health -> health.withNextAttempt(null));
        holder.fail(
            new StatusListFailure(Kind.INTERNAL, clock.instant(), "the scheduler is shut down"));
      }
    }
  }

  /** Builds a source. */
  public static final class Builder {
    private final InstantSource clock;
    private URI uri = GOOGLE;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration timeLimit = Duration.ofSeconds(30);
    private Duration shortest = Duration.ofMinutes(5);
    private Duration longest = Duration.ofHours(24);
    private UpdateGuard guard = UpdateGuard.forStatusList(UpdateGuard.DEFAULT_MAX_LOSS_PERCENT);
    private RandomGenerator random = RandomGenerator.getDefault();
    private StatusListListener listener = StatusListListener.none();
    private @Nullable HttpClient client;
    private @Nullable Path store;
    private @Nullable ScheduledExecutorService scheduler;

    private Builder(InstantSource clock) {
      this.clock = clock;
    }

    /**
     * Where to fetch from; {@link #GOOGLE} by default. The list is not signed, so that its
     * transport is all that protects it: https, or http to a mirror on this machine.
     *
     * @param value an https address, or an http address of {@code localhost}
     * @return this builder
     * @throws IllegalArgumentException if it is another, or has a user or fragment in it
     */
    public Builder uri(URI value) {
      Endpoint.check(value);
      uri = value;
      return this;
    }

    /**
     * The HTTP client to use in place of an own one that follows no redirect: for a proxy, or for
     * certificates of the host's.
     *
     * @param value the client; it stays open
     * @return this builder
     * @throws IllegalArgumentException if it would follow a redirect from https to http
     */
    public Builder httpClient(HttpClient value) {
      if (value.followRedirects() == HttpClient.Redirect.ALWAYS) {
        throw new IllegalArgumentException("the client follows redirects from https to http");
      }
      client = value;
      return this;
    }

    /**
     * The time limits of the own client and of each request.
     *
     * @param connect the most time to connect, 10 seconds by default; not for a client of the
     *     host's
     * @param whole the most time from the request to the end of the answer, 30 seconds by default
     * @return this builder
     * @throws IllegalArgumentException if one of them is not positive
     */
    public Builder timeLimits(Duration connect, Duration whole) {
      if (!isPositive(connect) || !isPositive(whole)) {
        throw new IllegalArgumentException("a time limit is positive");
      }
      connectTimeout = connect;
      timeLimit = whole;
      return this;
    }

    private static boolean isPositive(Duration duration) {
      return !duration.isNegative() && !duration.isZero();
    }

    /**
     * The bounds of what {@code Cache-Control} may say.
     *
     * @param least the least time between two fetches, 5 minutes by default
     * @param most the most time between two fetches, 24 hours by default
     * @return this builder
     * @throws IllegalArgumentException if the least is not positive or above the most
     */
    public Builder interval(Duration least, Duration most) {
      if (!isPositive(least) || least.compareTo(most) > 0) {
        throw new IllegalArgumentException(
            "the shortest interval is positive and not above the longest");
      }
      shortest = least;
      longest = most;
      return this;
    }

    /**
     * How many of its entries a list may lose in one step, in percent; 10 by default.
     *
     * @param percent 0 to 100; 100 lets any list pass that isn't empty
     * @return this builder
     * @throws IllegalArgumentException if the percentage is out of range
     */
    public Builder maxLossPercent(int percent) {
      guard = UpdateGuard.forStatusList(percent);
      return this;
    }

    /**
     * Where to keep the last good list, so that a start during an outage begins with it, at its
     * true age. Without it nothing is kept.
     *
     * @param file a file of this source alone, in a folder that it may write to
     * @return this builder
     * @throws IllegalArgumentException if the path names no file
     */
    public Builder store(Path file) {
      if (file.getFileName() == null) {
        throw new IllegalArgumentException("the path names no file");
      }
      store = file;
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
     * Who runs the attempts, in place of an own daemon thread named {@code portcullis-status-list}.
     *
     * @param value a scheduler whose thread an attempt may hold for as long as its time limit; it
     *     stays open
     * @return this builder
     */
    public Builder scheduler(ScheduledExecutorService value) {
      scheduler = value;
      return this;
    }

    /**
     * The randomness that spreads the attempts of many servers; nothing depends on its quality.
     *
     * @param value used by one thread at a time
     * @return this builder
     */
    public Builder random(RandomGenerator value) {
      random = value;
      return this;
    }

    /**
     * Starts the source: reads the kept list, if there is one, and begins to fetch.
     *
     * @return a source that is to be closed
     */
    public HttpStatusListSource start() {
      HttpStatusListSource source = new HttpStatusListSource(this);
      source.fetcher.restore();
      source.scheduleAfter(Duration.ZERO);
      return source;
    }

    private HttpClient client() {
      return client != null
          ? client
          : HttpClient.newBuilder()
              .connectTimeout(connectTimeout)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
    }
  }
}
