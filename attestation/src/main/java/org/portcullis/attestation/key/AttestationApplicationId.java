package org.portcullis.attestation.key;

import java.util.List;

/**
 * The application that asked for the attestation, as the operating system reports it.
 *
 * @param packages its packages, several with a shared user id, in the order of the statement
 * @param signatureDigests SHA-256 digests of its signing certificates, in the order of the
 *     statement
 * @see <a href="https://developer.android.com/privacy-and-security/security-key-attestation">Key
 *     attestation, AttestationApplicationId</a>
 */
public record AttestationApplicationId(List<PackageInfo> packages, List<Bytes> signatureDigests) {
  private static final String SYSTEM = "AndroidSystem";
  private static final String UNKNOWN = "UnknownPackage";

  /**
   * Copies the lists.
   *
   * @param packages its packages, several with a shared user id, in the order of the statement
   * @param signatureDigests SHA-256 digests of its signing certificates, in the order of the
   *     statement
   */
  public AttestationApplicationId {
    packages = List.copyOf(packages);
    signatureDigests = List.copyOf(signatureDigests);
  }

  /**
   * Whether this is the form of the system's own user id, which has no signature digests.
   *
   * @return true for {@code AndroidSystem} alone
   */
  public boolean isAndroidSystem() {
    return isAlone(SYSTEM) && signatureDigests.isEmpty();
  }

  /**
   * Whether the device could not tell who asked: a transient fault that a reboot cures, never a
   * wrong application.
   *
   * @return true without packages, for {@code UnknownPackage}, or without digests outside the
   *     system
   */
  public boolean isUnavailable() {
    return packages.isEmpty()
        || isAlone(UNKNOWN)
        || (signatureDigests.isEmpty() && !isAndroidSystem());
  }

  private boolean isAlone(String name) {
    return packages.size() == 1 && packages.get(0).name().equals(name);
  }

  /**
   * One package.
   *
   * @param name its name
   * @param version its version code
   */
  public record PackageInfo(String name, long version) {}
}
