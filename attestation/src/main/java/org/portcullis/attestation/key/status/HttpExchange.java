package org.portcullis.attestation.key.status;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

/** Asks the server once, within one time limit for connection, headers and the whole body. */
final class HttpExchange {
  private final HttpClient client;
  private final URI uri;
  private final Duration timeLimit;
  private final InstantSource clock;

  HttpExchange(HttpClient client, URI uri, Duration timeLimit, InstantSource clock) {
    this.client = client;
    this.uri = uri;
    this.timeLimit = timeLimit;
    this.clock = clock;
  }

  /**
   * The answer to a request on the condition that the list is another one than that.
   *
   * @throws Problem if there is no whole answer
   * @throws InterruptedException if the source is closed meanwhile
   */
  HttpAnswer ask(Validators known) throws Problem, InterruptedException {
    Instant requestedAt = clock.instant();
    AtomicBoolean begun = new AtomicBoolean();
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(
            request(known),
            answer -> {
              begun.set(true);
              return BoundedBody.of(answer);
            });
    try {
      HttpResponse<byte[]> response = pending.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
      return new HttpAnswer(response, requestedAt, clock.instant());
    } catch (TimeoutException e) {
      throw timedOut();
    } catch (ExecutionException e) {
      throw problem(e.getCause(), begun.get());
    } finally {
      // closes the connection if the answer is not complete, and does nothing if it is
      pending.cancel(true);
    }
  }

  private HttpRequest request(Validators known) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(timeLimit).header("Accept", "application/json").GET();
    if (!known.entityTag().isEmpty()) {
      request.header("If-None-Match", known.entityTag());
    }
    if (!known.lastModified().isEmpty()) {
      request.header("If-Modified-Since", known.lastModified());
    }
    return request.build();
  }

  private Problem timedOut() {
    return new Problem(Kind.TIMED_OUT, "there was no whole answer within " + timeLimit);
  }

  /** The message of a cause may name hosts and addresses; its class says enough. */
  private Problem problem(@Nullable Throwable failure, boolean begun) {
    Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof Problem problem) {
        return problem;
      }
      if (cause instanceof HttpTimeoutException) {
        return timedOut();
      }
      cause = cause.getCause();
    }
    String name = failure == null ? "unknown" : failure.getClass().getSimpleName();
    return begun
        ? new Problem(Kind.TRUNCATED, "the answer broke off: " + name)
        : new Problem(Kind.CONNECTION_FAILED, "the connection failed: " + name);
  }
}
