package org.portcullis.attestation.key;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.portcullis.attestation.key.StatusList.Status;
import org.portcullis.attestation.key.internal.ParsedCertificate;

/**
 * Looks every certificate up in the current status list and the host's deny list. A hit on the leaf
 * proves nothing, because an application chooses that serial number.
 *
 * @see <a
 *     href="https://developer.android.com/privacy-and-security/security-key-attestation#certificate_status">Android,
 *     certificate revocation status list</a>
 */
final class RevocationCheck {
  /** A list may be fetched a moment after the request's instant was read, by another thread. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final String name;
  private final Optional<StatusList> list;
  private final Optional<StatusList> denied;

  /**
   * A check against two lists.
   *
   * @param name the name of the status list, which an operator who gave several must be told
   */
  RevocationCheck(String name, Optional<StatusList> list, Optional<StatusList> denied) {
    this.name = name;
    this.list = list;
    this.denied = denied;
  }

  RevocationSnapshot run(
      ParsedChain chain, Optional<Duration> maxAge, Instant now, Oddities oddities, CheckLog log) {
    return run(
        chain.certificates().stream().map(ParsedCertificate::serial).toList(),
        maxAge,
        now,
        oddities,
        log);
  }

  /** The same for the serial numbers alone, leaf first. */
  RevocationSnapshot run(
      List<BigInteger> serials,
      Optional<Duration> maxAge,
      Instant now,
      Oddities oddities,
      CheckLog log) {
    for (int i = 1; i < serials.size(); i++) {
      lookUp(serials.get(i), i, log);
    }
    BigInteger leaf = serials.get(0);
    if (isIn(list, leaf) || isIn(denied, leaf)) {
      oddities.addInLeaf(Oddity.Kind.LEAF_SERIAL_LISTED, "serialNumber");
    }
    if (maxAge.isPresent()) {
      log.passes(
          Check.Kind.STATUS_LIST, Where.NO_CERTIFICATE, () -> requireFresh(maxAge.get(), now));
    } else {
      log.notAsked(Check.Kind.STATUS_LIST, Where.NO_CERTIFICATE);
    }
    return list.<RevocationSnapshot>map(current -> snapshot(current, now))
        .orElseGet(() -> new RevocationSnapshot.NoList(name));
  }

  /** Without a status list nothing is known of a certificate that the host doesn't deny. */
  private void lookUp(BigInteger serial, int index, CheckLog log) {
    if (list.isEmpty() && !isIn(denied, serial)) {
      log.notAsked(Check.Kind.REVOCATION, index, missing());
    } else {
      log.passes(Check.Kind.REVOCATION, index, () -> requireNotListed(serial, index));
    }
  }

  private String missing() {
    return "there is no status list `" + name + "`";
  }

  private RevocationSnapshot snapshot(StatusList current, Instant now) {
    return new RevocationSnapshot.Checked(
        name,
        current.fetchedAt(),
        Duration.between(current.fetchedAt(), now),
        current.digest(),
        current.size());
  }

  private void requireNotListed(BigInteger serial, int index) throws Refusal {
    Status status = list.map(current -> current.statusOf(serial)).orElse(Status.NOT_LISTED);
    if (status == Status.REVOKED) {
      throw listed(
          KeyAttestationReason.CERTIFICATE_REVOKED, index, "the list `" + name + "` revokes it");
    }
    if (status == Status.SUSPENDED) {
      throw listed(
          KeyAttestationReason.CERTIFICATE_SUSPENDED, index, "the list `" + name + "` suspends it");
    }
    if (isIn(denied, serial)) {
      throw listed(
          KeyAttestationReason.CERTIFICATE_DENIED_LOCALLY, index, "the host's deny list has it");
    }
  }

  private static boolean isIn(Optional<StatusList> list, BigInteger serial) {
    return list.map(current -> current.statusOf(serial) != Status.NOT_LISTED).orElse(false);
  }

  private static Refusal listed(KeyAttestationReason reason, int index, String detail) {
    return new Refusal(reason, new Where(index, "serialNumber"), detail);
  }

  private void requireFresh(Duration maxAge, Instant now) throws Refusal {
    if (list.isEmpty()) {
      throw new Refusal(
          KeyAttestationReason.STATUS_LIST_MISSING, Where.chain("statusList"), missing());
    }
    Instant fetchedAt = list.get().fetchedAt();
    // between any two instants there is a duration, but not after any instant and duration another
    Duration age = Duration.between(fetchedAt, now);
    if (age.compareTo(maxAge) > 0 || age.compareTo(CLOCK_SKEW.negated()) < 0) {
      throw new Refusal(
          KeyAttestationReason.STATUS_LIST_STALE,
          Where.chain("statusList"),
          "the list `" + name + "` was fetched at " + fetchedAt + ", the most age is " + maxAge);
    }
  }
}
