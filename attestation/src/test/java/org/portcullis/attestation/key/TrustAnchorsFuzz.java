package org.portcullis.attestation.key;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever an anchors file holds, reading it ends with anchors or with a place and a cause. */
class TrustAnchorsFuzz {
  @FuzzTest
  void json(byte[] input) {
    requireTyped(TrustAnchors.ofJson(input));
  }

  @FuzzTest
  void pem(byte[] input) {
    requireTyped(TrustAnchors.ofPem(input));
  }

  private static void requireTyped(Reading<TrustAnchors> reading) {
    if (reading instanceof Reading.Unreadable<TrustAnchors> unreadable) {
      if (unreadable.detail().isBlank()
          || unreadable.detail().length() > 400
          || !unreadable.detail().chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
        throw new AssertionError("unreadable anchors without a cause in one line");
      }
      return;
    }
    if (reading.orElseThrow().digests().isEmpty()) {
      throw new AssertionError("anchors without a key");
    }
  }
}
