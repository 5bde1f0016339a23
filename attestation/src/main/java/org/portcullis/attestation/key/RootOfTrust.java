package org.portcullis.attestation.key;

import java.util.Optional;

/**
 * What the device started with, as its hardware reports it.
 *
 * @param verifiedBootKey the digest of the key that verified the system: 32 zeros on most unlocked
 *     devices, empty on a few
 * @param deviceLocked whether the bootloader is locked
 * @param verifiedBootState what verified boot found
 * @param verifiedBootHash the digest over the verified partitions as it stands there: empty before
 *     version 3, all zeros where the device has none
 */
public record RootOfTrust(
    Bytes verifiedBootKey,
    boolean deviceLocked,
    VerifiedBootState verifiedBootState,
    Bytes verifiedBootHash) {

  /**
   * The boot hash, where the device has one.
   *
   * @return the digest, or empty if it is absent or all zeros
   */
  public Optional<Bytes> bootHash() {
    boolean none = verifiedBootHash.isEmpty() || verifiedBootHash.isAllZero();
    return none ? Optional.empty() : Optional.of(verifiedBootHash);
  }
}
