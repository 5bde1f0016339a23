package org.portcullis.attestation.key;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigInteger;

/** Whatever comes in, a status list is read, or refused with a cause in one line. */
class StatusListFuzz {
  @FuzzTest
  void parse(byte[] input) {
    Reading<StatusList> reading = StatusList.parse(input, Minted.NOW);
    if (reading instanceof Reading.Unreadable<StatusList> unreadable) {
      if (unreadable.detail().isBlank() || unreadable.detail().contains("\n")) {
        throw new AssertionError("an unreadable list without a cause in one line");
      }
    } else {
      requireConsistent(reading.orElseThrow());
    }
  }

  private static void requireConsistent(StatusList list) {
    if (list.countMissingIn(list) != 0 || list.size() < 0 || list.unusableKeys() < 0) {
      throw new AssertionError("a list that lacks its own entries");
    }
    list.statusOf(BigInteger.ZERO);
    list.statusOf(BigInteger.ONE.negate());
  }
}
