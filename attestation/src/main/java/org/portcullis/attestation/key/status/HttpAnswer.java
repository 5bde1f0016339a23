package org.portcullis.attestation.key.status;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

/** A whole answer of the server, and what it means. */
final class HttpAnswer {
  private static final int OK = 200;
  private static final int REDIRECTS = 3;
  private static final int HUNDRED = 100;
  private static final int NOT_MODIFIED = 304;

  private final HttpResponse<byte[]> response;
  private final HttpTimes times;
  private final Instant requestedAt;
  private final Instant receivedAt;

  HttpAnswer(HttpResponse<byte[]> response, Instant requestedAt, Instant receivedAt) {
    this.response = response;
    this.times = new HttpTimes(response.headers());
    this.requestedAt = requestedAt;
    this.receivedAt = receivedAt;
  }

  Instant receivedAt() {
    return receivedAt;
  }

  boolean isNotModified() {
    return response.statusCode() == NOT_MODIFIED;
  }

  Validators validators() {
    return Validators.of(response.headers());
  }

  /** When what the answer says was true. */
  Instant generatedAt() {
    return times.generatedAt(requestedAt);
  }

  /** For how long from now on the answer is fresh, if it says so; negative if it isn't. */
  Optional<Duration> remainingFreshness() {
    return times.maxAge().map(age -> age.minus(Duration.between(generatedAt(), receivedAt)));
  }

  byte[] body() {
    return response.body();
  }

  Edition edition() throws Problem {
    return Edition.parse(body(), generatedAt(), times.lastModified(receivedAt));
  }

  /**
   * Lets a list or "not modified" pass.
   *
   * @throws Problem for any other answer, with the time that the server asks to wait
   */
  void requireUsable() throws Problem {
    int status = response.statusCode();
    if (status / HUNDRED == REDIRECTS && status != NOT_MODIFIED) {
      throw new Problem(
          Kind.REDIRECTED, "the server redirected with " + status, times.retryAfter(receivedAt));
    }
    if (status != OK && status != NOT_MODIFIED) {
      throw new Problem(
          Kind.HTTP_STATUS, "the server answered with " + status, times.retryAfter(receivedAt));
    }
    if (!encoding().equals("identity")) {
      throw new Problem(
          Kind.UNREADABLE, "the list came in a content encoding that was not asked for");
    }
  }

  private String encoding() {
    return response
        .headers()
        .firstValue("Content-Encoding")
        .map(value -> value.strip().toLowerCase(Locale.ROOT))
        .orElse("identity");
  }
}
