package org.portcullis.attestation.key;

/**
 * The application that must have asked for the attestation. The operating system claims it, so it
 * is worth what the boot state is worth.
 */
public final class ExpectedApplication {
  private final String packageName;
  private final Bytes signer;
  private final boolean sharedUidAllowed;

  private ExpectedApplication(String packageName, Bytes signer, boolean sharedUidAllowed) {
    this.packageName = packageName;
    this.signer = signer;
    this.sharedUidAllowed = sharedUidAllowed;
  }

  /**
   * An application that has its user id for itself.
   *
   * @param packageName its package name
   * @param signer the SHA-256 of its signing certificate
   * @return the expectation
   * @throws IllegalArgumentException if the name is blank
   */
  public static ExpectedApplication of(String packageName, Sha256 signer) {
    return new ExpectedApplication(requireName(packageName), signer.value(), false);
  }

  /**
   * An application that may share its user id with others of the same signer.
   *
   * @param packageName its package name
   * @param signer the SHA-256 of its signing certificate
   * @return the expectation
   * @throws IllegalArgumentException if the name is blank
   */
  public static ExpectedApplication withSharedUid(String packageName, Sha256 signer) {
    return new ExpectedApplication(requireName(packageName), signer.value(), true);
  }

  /**
   * The system's own user id, which has no signature digests.
   *
   * @return the expectation
   */
  public static ExpectedApplication androidSystem() {
    return new ExpectedApplication("", Bytes.of(new byte[0]), false);
  }

  private static String requireName(String packageName) {
    if (packageName.isBlank()) {
      throw new IllegalArgumentException("an expected application needs a package name");
    }
    return packageName;
  }

  boolean isSystem() {
    return packageName.isEmpty();
  }

  String packageName() {
    return packageName;
  }

  Bytes signer() {
    return signer;
  }

  boolean isSharedUidAllowed() {
    return sharedUidAllowed;
  }

  @Override
  public String toString() {
    return isSystem() ? "ExpectedApplication[system]" : "ExpectedApplication[" + packageName + "]";
  }
}
