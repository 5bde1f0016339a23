package org.portcullis.attestation.key;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.portcullis.attestation.key.StatusList.Status;

/**
 * Serial numbers with their status, in two sorted arrays. No hash table, because whoever writes a
 * list can choose numbers with equal hashes; and an array takes the least memory for each entry.
 */
final class ListedSerials {
  private final BigInteger[] revoked;
  private final BigInteger[] suspended;

  private ListedSerials(BigInteger[] revoked, BigInteger[] suspended) {
    this.revoked = revoked;
    this.suspended = suspended;
  }

  /** Where a number stands in both lists the worse counts; repetitions count once. */
  static ListedSerials of(List<BigInteger> revoked, List<BigInteger> suspended) {
    BigInteger[] worse = sortedOnce(revoked);
    BigInteger[] better = sortedOnce(suspended);
    int kept = 0;
    for (BigInteger serial : better) {
      if (!contains(worse, serial)) {
        better[kept++] = serial;
      }
    }
    return new ListedSerials(worse, Arrays.copyOf(better, kept));
  }

  private static BigInteger[] sortedOnce(List<BigInteger> serials) {
    BigInteger[] sorted = serials.toArray(BigInteger[]::new);
    Arrays.sort(sorted);
    int kept = 0;
    for (BigInteger serial : sorted) {
      if (kept == 0 || !sorted[kept - 1].equals(serial)) {
        sorted[kept++] = serial;
      }
    }
    return Arrays.copyOf(sorted, kept);
  }

  private static boolean contains(BigInteger[] sorted, BigInteger serial) {
    return Arrays.binarySearch(sorted, serial) >= 0;
  }

  Status statusOf(BigInteger serial) {
    if (contains(revoked, serial)) {
      return Status.REVOKED;
    }
    return contains(suspended, serial) ? Status.SUSPENDED : Status.NOT_LISTED;
  }

  int size() {
    return revoked.length + suspended.length;
  }

  /** How many of these numbers have no entry in another list. */
  int countMissingIn(ListedSerials other) {
    return countMissing(revoked, other) + countMissing(suspended, other);
  }

  private static int countMissing(BigInteger[] serials, ListedSerials other) {
    int missing = 0;
    for (BigInteger serial : serials) {
      if (other.statusOf(serial) == Status.NOT_LISTED) {
        missing++;
      }
    }
    return missing;
  }
}
