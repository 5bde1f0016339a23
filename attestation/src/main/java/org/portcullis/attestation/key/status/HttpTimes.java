package org.portcullis.attestation.key.status;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the headers of an answer say about times. A header that can't be read counts as absent. */
final class HttpTimes {
  /** What a larger number of seconds counts as (RFC 9111, section 1.2.2). */
  private static final long MAX_SECONDS = Integer.MAX_VALUE;

  private static final Pattern SECONDS = Pattern.compile("[0-9]+");
  private static final Pattern MAX_AGE =
      Pattern.compile("(?:^|[,\\s])max-age=\"?([0-9]+)\"?(?:$|[,\\s;])");
  private static final Pattern NO_STORE =
      Pattern.compile("(?:^|[,\\s])no-(?:store|cache)(?:$|[,\\s=])");

  private final HttpHeaders headers;

  HttpTimes(HttpHeaders headers) {
    this.headers = headers;
  }

  /**
   * The latest instant at which the answer can have left its origin: a cache may have kept it.
   * Never after the request, so that the answer is never taken for younger than it is.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-4.2.3">RFC 9111, section 4.2.3</a>
   */
  Instant generatedAt(Instant requestedAt) {
    Instant byAge =
        requestedAt.minus(header("Age").flatMap(HttpTimes::seconds).orElse(Duration.ZERO));
    return date("Date").filter(byAge::isAfter).orElse(byAge);
  }

  /** When the publisher last changed the list; an instant to come is an error of his. */
  Optional<Instant> lastModified(Instant now) {
    return date("Last-Modified").filter(i -> !i.isAfter(now.plus(UpdateGuard.CLOCK_SKEW)));
  }

  /** For how long after its generation the answer counts as fresh, if it says so. */
  Optional<Duration> maxAge() {
    String directives =
        String.join(",", headers.allValues("Cache-Control")).toLowerCase(Locale.ROOT);
    if (NO_STORE.matcher(directives).find()) {
      return Optional.of(Duration.ZERO);
    }
    Matcher matcher = MAX_AGE.matcher(directives);
    return matcher.find() ? seconds(matcher.group(1)) : Optional.empty();
  }

  /** How long the server asks to wait: seconds, or a date. */
  Duration retryAfter(Instant now) {
    Optional<Duration> wait = header("Retry-After").flatMap(HttpTimes::seconds);
    return wait.or(() -> date("Retry-After").map(then -> Duration.between(now, then)))
        .filter(duration -> !duration.isNegative())
        .orElse(Duration.ZERO);
  }

  private Optional<String> header(String name) {
    return headers.firstValue(name).map(String::strip);
  }

  private Optional<Instant> date(String name) {
    return header(name).flatMap(HttpTimes::parsed);
  }

  private static Optional<Instant> parsed(String text) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> seconds(String text) {
    if (!SECONDS.matcher(text).matches()) {
      return Optional.empty();
    }
    long value = text.length() > 10 ? MAX_SECONDS : Math.min(Long.parseLong(text), MAX_SECONDS);
    return Optional.of(Duration.ofSeconds(value));
  }
}
