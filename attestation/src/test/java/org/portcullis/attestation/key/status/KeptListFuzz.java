package org.portcullis.attestation.key.status;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.portcullis.attestation.key.Bytes;
import org.portcullis.attestation.key.Reading;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

/** Whatever stands in the files beside a source, it is read or refused with a typed problem. */
class KeptListFuzz {
  @FuzzTest
  void torn(byte[] input) {
    try {
      KeptListFormat.decode(input);
    } catch (Problem problem) {
      require(problem, Kind.STORE_DAMAGED);
    }
  }

  /** Behind a right digest, so that the rest is reached; what is read is written as it was. */
  @FuzzTest
  void edited(byte[] input) {
    byte[] content = withDigest(input);
    try {
      KeptList list = KeptListFormat.decode(content);
      KeptList again = KeptListFormat.decode(KeptListFormat.encode(list));
      if (!again.fetchedAt().equals(list.fetchedAt())
          || !again.validators().equals(list.validators())
          || !again.lastModified().equals(list.lastModified())
          || !Arrays.equals(again.text().bytes(), list.text().bytes())) {
        throw new AssertionError("a kept list that changes");
      }
    } catch (Problem problem) {
      require(problem, Kind.STORE_DAMAGED);
    }
  }

  @FuzzTest
  void sidecar(byte[] input) {
    Reading<FetchedSidecar> reading = FetchedSidecar.parse(input);
    if (reading instanceof Reading.Unreadable<FetchedSidecar> unreadable
        && !unreadable.detail().startsWith("the fetch instant can't be read: ")) {
      throw new AssertionError("a cause of another kind: " + unreadable.detail());
    }
  }

  private static byte[] withDigest(byte[] input) {
    byte[] start =
        ("portcullis-status-list 1\n" + Bytes.of(input).sha256().toHex() + "\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] content = Arrays.copyOf(start, start.length + input.length);
    System.arraycopy(input, 0, content, start.length, input.length);
    return content;
  }

  private static void require(Problem problem, Kind kind) {
    if (problem.kind() != kind) {
      throw new AssertionError("a problem of another kind: " + problem.kind());
    }
  }
}
