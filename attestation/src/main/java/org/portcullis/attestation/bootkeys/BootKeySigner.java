package org.portcullis.attestation.bootkeys;

import java.time.Instant;
import org.portcullis.attestation.internal.TimeOfUse;

/**
 * A key that may sign a vendor's lists, and when. Two signers whose times overlap let a vendor
 * change its key without a gap.
 *
 * @param key its public key: type and base64, without the words around it
 * @param from the first instant at which a list may be taken for its signature, {@link Instant#MIN}
 *     if there is none
 * @param until the first instant at which no list counts any more for its signature, {@link
 *     Instant#MAX} if there is none
 */
public record BootKeySigner(String key, Instant from, Instant until) {
  /**
   * Checks the signer.
   *
   * @param key its public key, {@code ssh-ed25519} or {@code ecdsa-sha2-nistp256}, as in a {@code
   *     .pub} or {@code allowed_signers} file: one line without options, of which type and base64
   *     are kept
   * @param from the first instant at which a list may be taken for its signature
   * @param until the first instant at which no list counts any more for its signature
   * @throws IllegalArgumentException if it is no such line, or {@code from} isn't before {@code
   *     until}
   */
  public BootKeySigner {
    key = read(key).line();
    if (!new TimeOfUse(from, until).isSome()) {
      throw new IllegalArgumentException("a signer's use ends after it begins");
    }
  }

  /**
   * A signer without beginning and end.
   *
   * @param key its public key, as in a {@code .pub} or {@code allowed_signers} file
   * @return the signer
   * @throws IllegalArgumentException if it is no such line
   */
  public static BootKeySigner atAnyTime(String key) {
    return new BootKeySigner(key, Instant.MIN, Instant.MAX);
  }

  private static SshKey read(String line) {
    try {
      return SshKey.ofLine(line);
    } catch (SshException e) {
      throw new IllegalArgumentException(e.detail(), e);
    }
  }

  SshKey sshKey() {
    return read(key);
  }

  void requireInUse(Instant now) throws SshException {
    TimeOfUse time = new TimeOfUse(from, until);
    if (!time.hasBegun(now)) {
      throw new SshException("the signature is by a pinned key that is not in use before " + from);
    }
    if (time.isOver(now)) {
      throw new SshException(
          "the signature is by a pinned key that is not in use from " + until + " on");
    }
  }
}
