package org.portcullis.attestation.key;

import java.math.BigInteger;
import java.time.Instant;

/**
 * A certificate status list, as Google publishes it for attestation keys, with the instant of its
 * fetching. Immutable. Keys are serial numbers in hexadecimal and are compared as numbers; every
 * entry counts, whatever its status says, and none expires.
 *
 * <p>A list takes at most 8 times the memory of its text, and 16 times while it is read; the time
 * of reading grows with the text as that of sorting does.
 *
 * @see <a href="https://developer.android.com/privacy-and-security/security-key-attestation">Key
 *     attestation, certificate revocation status list</a>
 */
public final class StatusList {
  /** The most bytes of a list. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  private final ListedSerials entries;
  private final int unusableKeys;
  private final Instant fetchedAt;
  private final Sha256 digest;

  StatusList(ListedSerials entries, int unusableKeys, Instant fetchedAt, Sha256 digest) {
    this.entries = entries;
    this.unusableKeys = unusableKeys;
    this.fetchedAt = fetchedAt;
    this.digest = digest;
  }

  /** What a list says of a certificate. */
  public enum Status {
    /** There is no entry. */
    NOT_LISTED,
    /** The entry says suspended. */
    SUSPENDED,
    /** The entry says revoked, something unknown, or nothing. */
    REVOKED
  }

  /**
   * Reads a list.
   *
   * @param json its bytes as they came, at most {@link #MAX_BYTES}, in UTF-8 with or without a byte
   *     order mark
   * @param fetchedAt when they were fetched
   * @return the list, or line and column of the error; a single unusable key is no error, and
   *     neither is a list without entries
   */
  public static Reading<StatusList> parse(byte[] json, Instant fetchedAt) {
    if (json.length > MAX_BYTES) {
      return new Reading.Unreadable<>(0, 0, "the list has more than " + MAX_BYTES + " bytes");
    }
    return new StatusListReader(json, fetchedAt).read();
  }

  /**
   * What the list says of a serial number. A negative one is looked up by its bytes and by its
   * magnitude, since nobody says which of them a list would name.
   *
   * @param serial the serial number of a certificate
   * @return the status
   */
  public Status statusOf(BigInteger serial) {
    if (serial.signum() >= 0) {
      return entries.statusOf(serial);
    }
    Status byMagnitude = entries.statusOf(serial.negate());
    Status byBytes = entries.statusOf(new BigInteger(1, serial.toByteArray()));
    return byMagnitude.compareTo(byBytes) > 0 ? byMagnitude : byBytes;
  }

  /**
   * How many entries of this list another one has not, whatever their status: what is lost if the
   * other takes its place.
   *
   * @param other the other list
   * @return 0 to {@link #size()}
   */
  public int countMissingIn(StatusList other) {
    return entries.countMissingIn(other.entries);
  }

  /**
   * This list with another instant, for a source that learns that its copy is still the current
   * one.
   *
   * @param instant when the list was last known to be current
   * @return a list with the same entries and digest
   */
  public StatusList withFetchedAt(Instant instant) {
    return new StatusList(entries, unusableKeys, instant, digest);
  }

  /**
   * The number of usable entries; a serial number counts once.
   *
   * @return 0 or more
   */
  public int size() {
    return entries.size();
  }

  /**
   * The number of entries whose key is no hexadecimal number.
   *
   * @return 0 in a well-formed list
   */
  public int unusableKeys() {
    return unusableKeys;
  }

  /**
   * When the list was fetched.
   *
   * @return the instant
   */
  public Instant fetchedAt() {
    return fetchedAt;
  }

  /**
   * The digest of the list's bytes.
   *
   * @return the SHA-256
   */
  public Sha256 digest() {
    return digest;
  }

  /** Names no serial number. */
  @Override
  public String toString() {
    return "StatusList[size="
        + entries.size()
        + ", unusableKeys="
        + unusableKeys
        + ", fetchedAt="
        + fetchedAt
        + ", digest="
        + digest
        + "]";
  }
}
