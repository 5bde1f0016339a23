package org.portcullis.attestation.bootkeys;

import org.portcullis.attestation.key.Sha256;

/**
 * A build of an operating system, known by what verified boot measured of it.
 *
 * @param name what its vendor calls it, 1 to 128 printable characters
 * @param hash its {@code verifiedBootHash}
 * @param withdrawn whether its vendor withdrew it
 * @see <a href="https://source.android.com/docs/security/features/keystore/attestation">AOSP, key
 *     and ID attestation, RootOfTrust</a>
 */
public record BootBuild(String name, Sha256 hash, boolean withdrawn) {
  /**
   * Checks the build.
   *
   * @param name what its vendor calls it, 1 to 128 printable characters
   * @param hash its {@code verifiedBootHash}
   * @param withdrawn whether its vendor withdrew it
   * @throws IllegalArgumentException if the name has another form, or the hash is all zero, which
   *     says that there is none
   */
  public BootBuild {
    if (!BootKey.isText(name)) {
      throw new IllegalArgumentException("a build's name is " + BootKey.TEXT_FORM);
    }
    if (hash.value().isAllZero()) {
      throw new IllegalArgumentException("a boot hash of zeros stands for none");
    }
  }
}
