package org.portcullis.attestation.bootkeys;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The keys that may sign a vendor's lists, one or more. */
final class PinnedSigners {
  private final Map<SshKey, BootKeySigner> byKey;

  private PinnedSigners(Map<SshKey, BootKeySigner> byKey) {
    this.byKey = byKey;
  }

  /**
   * Pins signers.
   *
   * @throws IllegalArgumentException if there is none, or a key twice
   */
  static PinnedSigners of(List<BootKeySigner> signers) {
    Map<SshKey, BootKeySigner> byKey = new HashMap<>();
    signers.forEach(signer -> byKey.put(signer.sshKey(), signer));
    if (byKey.isEmpty()) {
      throw new IllegalArgumentException("a vendor has a signer or more");
    }
    if (byKey.size() < signers.size()) {
      throw new IllegalArgumentException("two signers have one key");
    }
    return new PinnedSigners(byKey);
  }

  /**
   * Requires that a signature over a list is by a pinned key, and that this one is in use. Whose
   * signature doesn't hold at all is never told that a time is wrong.
   *
   * @return the signer
   * @throws SshException if it is not
   */
  BootKeySigner require(String namespace, byte[] list, byte[] signature, Instant now)
      throws SshException {
    SshKey key = SshSignature.require(byKey.keySet(), namespace, list, signature);
    BootKeySigner signer = Objects.requireNonNull(byKey.get(key));
    signer.requireInUse(now);
    return signer;
  }
}
