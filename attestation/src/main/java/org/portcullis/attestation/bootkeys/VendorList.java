package org.portcullis.attestation.bootkeys;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.attestation.key.Sha256;

/** A vendor's list of boot keys whose signature holds. Made by {@link BootKeyVendor} alone. */
public final class VendorList {
  /** As many keys as a list may lose at once, or one: a vendor retires models one by one. */
  private static final int SHARE_THAT_MAY_GO = 10;

  private final String vendor;
  private final Instant issued;
  private final Instant expires;
  private final Sha256 digest;
  private final List<BootKey> keys;

  VendorList(String vendor, Instant issued, Instant expires, Sha256 digest, List<BootKey> keys) {
    this.vendor = vendor;
    this.issued = issued;
    this.expires = expires;
    this.digest = digest;
    this.keys =
        keys.stream()
            .filter(key -> key.from().isBefore(expires))
            .map(key -> key.endingBy(expires))
            .toList();
  }

  /**
   * The vendor.
   *
   * @return the name that the host pinned
   */
  public String vendor() {
    return vendor;
  }

  /**
   * When the vendor made the list, by its own words.
   *
   * @return the instant
   */
  public Instant issued() {
    return issued;
  }

  /**
   * When the list ends: no key of it counts from then on. Its own end, the greatest age of the pin
   * and the end of its signer's use, whichever comes first.
   *
   * @return the first instant after its use
   */
  public Instant expires() {
    return expires;
  }

  /**
   * The digest of the list's bytes.
   *
   * @return the SHA-256
   */
  public Sha256 digest() {
    return digest;
  }

  /**
   * The keys.
   *
   * @return the entries that are in use before {@link #expires()}, none of them beyond it
   */
  public List<BootKey> keys() {
    return keys;
  }

  /** Why this list may not take the place of another, if it may not. */
  Optional<String> objection(VendorList current) {
    if (!vendor.equals(current.vendor)) {
      return Optional.of("the current list is of another vendor");
    }
    if (issued.isBefore(current.issued)) {
      return Optional.of("the list of " + issued + " is older than the current one");
    }
    if (issued.equals(current.issued) && !digest.equals(current.digest)) {
      return Optional.of("the list has the current one's instant and other content");
    }
    Set<Sha256> lost = digests(current);
    int before = lost.size();
    lost.removeAll(digests(this));
    return lost.size() > Math.max(1, before / SHARE_THAT_MAY_GO)
        ? Optional.of("the list has lost " + lost.size() + " of " + before + " keys")
        : Optional.empty();
  }

  private static Set<Sha256> digests(VendorList list) {
    Set<Sha256> digests = new HashSet<>();
    list.keys.forEach(key -> digests.add(key.key()));
    return digests;
  }

  /** Names no key. */
  @Override
  public String toString() {
    return "VendorList[" + vendor + ", issued=" + issued + ", keys=" + keys.size() + "]";
  }
}
