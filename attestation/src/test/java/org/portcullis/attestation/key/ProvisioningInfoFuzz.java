package org.portcullis.attestation.key;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever stands in the extension, it is read as info or is malformed with a cause. */
class ProvisioningInfoFuzz {
  @FuzzTest
  void read(byte[] input) {
    Member<ProvisioningInfo> member = ProvisioningInfoReader.read(input);
    if (member instanceof Member.Malformed<ProvisioningInfo> malformed) {
      requireOneLine(malformed.cause());
    } else {
      requireSlices(member.value().orElseThrow(), input.length);
    }
  }

  private static void requireOneLine(String cause) {
    if (cause.isBlank() || cause.contains("\n")) {
      throw new AssertionError("malformed without a cause in one line");
    }
  }

  /** The entries are parts of the input that don't overlap, and no key is there twice. */
  private static void requireSlices(ProvisioningInfo info, int length) {
    int sum = info.entries().stream().mapToInt(entry -> entry.cbor().length()).sum();
    long keys = info.entries().stream().mapToLong(ProvisioningInfo.Entry::key).distinct().count();
    boolean empty = info.entries().stream().anyMatch(entry -> entry.cbor().isEmpty());
    if (sum >= length || keys != info.entries().size() || empty) {
      throw new AssertionError("entries that the input can't hold");
    }
  }
}
