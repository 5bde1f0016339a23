package org.portcullis.examples;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.attestation.key.KeyAttestationVerifier;
import org.portcullis.attestation.key.StatusList;
import org.portcullis.attestation.key.TrustAnchors;
import org.portcullis.attestation.key.status.FileStatusListSource;
import org.portcullis.attestation.key.status.HttpStatusListSource;
import org.portcullis.attestation.key.status.StatusListHealth;
import org.portcullis.attestation.key.status.StatusListListener;

// lists: begin
/** A list over the network, a deny list in a file, and what to raise an alarm for. */
final class RevocationLists implements AutoCloseable {
  private static final Duration OLD = Duration.ofDays(2);
  private static final Duration TOO_OLD = Duration.ofDays(5);
  private static final Duration OVERDUE = Duration.ofMinutes(2);
  private static final int HOURLY_BY_NOW = 7;

  private final InstantSource clock;
  private final FileStatusListSource denied;
  private final HttpStatusListSource fetched;

  /** With {@link HttpStatusListSource#GOOGLE}, a folder of this process, and a log. */
  RevocationLists(URI list, Path state, StatusListListener log, InstantSource clock)
      throws IOException {
    this.clock = clock;
    denied =
        FileStatusListSource.denyList(state.resolve("denied.json"), clock).listener(log).build();
    fetched =
        HttpStatusListSource.builder(clock)
            .uri(list)
            .store(state.resolve("status-list"))
            .listener(log)
            .start();
  }

  boolean awaitFirst(Duration timeout) throws InterruptedException {
    return fetched.awaitFirst(timeout);
  }

  KeyAttestationVerifier verifier(TrustAnchors anchors) {
    return KeyAttestationVerifier.builder()
        .anchors(anchors)
        .statusList(fetched)
        .denyList(denied)
        .build();
  }

  /** To be asked every minute. */
  List<String> alarms() {
    Instant now = clock.instant();
    StatusListHealth health = fetched.health();
    List<String> alarms = new ArrayList<>();
    Duration age =
        health
            .list()
            .map(StatusList::fetchedAt)
            .map(at -> Duration.between(at, now))
            .orElse(TOO_OLD);
    if (age.compareTo(OLD) > 0) {
      alarms.add((age.compareTo(TOO_OLD) < 0 ? "warn" : "page") + ": old list, or none");
    }
    if (health.nextAttempt().filter(next -> now.isBefore(next.plus(OVERDUE))).isEmpty()) {
      alarms.add("page: nothing is fetched any more");
    }
    health
        .failure()
        .filter(failure -> health.consecutiveFailures() >= HOURLY_BY_NOW)
        .ifPresent(failure -> alarms.add("warn: " + failure.kind() + ": " + failure.detail()));
    health.storeFailure().ifPresent(failure -> alarms.add("warn: " + failure.detail()));
    denied.current(); // looks at the file, also while no device asks
    denied
        .health()
        .failure()
        .ifPresent(failure -> alarms.add("page: deny list: " + failure.kind()));
    return alarms;
  }

  @Override
  public void close() {
    fetched.close();
  }
}
// lists: end
