package org.portcullis.attestation.bootkeys;

/** What the catalogue says of the key that a device booted with. */
public sealed interface BootMatch {
  /**
   * The key is permitted.
   *
   * @param vendor whose key it is
   * @param build what is known of the build
   * @param buildName what the vendor calls the build, empty unless it is known or withdrawn
   */
  record Permitted(String vendor, Build build, String buildName) implements BootMatch {}

  /**
   * The key is not permitted.
   *
   * @param cause why
   */
  record NotPermitted(Cause cause) implements BootMatch {}

  /** What is known of a build whose key is permitted. */
  enum Build {
    /** Nobody tracks builds under this key. */
    NOT_TRACKED,
    /** Builds are tracked, but the statement has no boot hash. */
    NOT_STATED,
    /** Builds are tracked, and this is none of them. */
    UNKNOWN,
    /** The build is one of those that are tracked. */
    KNOWN,
    /** The vendor withdrew the build. */
    WITHDRAWN
  }

  /** Why a key is not permitted. */
  enum Cause {
    /** The statement has no key: empty or all zero. */
    NO_KEY,
    /** Verified boot did not check what the key signs, so that the key says nothing. */
    NOT_CHECKED,
    /** The catalogue doesn't have the key. */
    KEY_UNKNOWN,
    /** The catalogue has the key, but for other models or another level of hardware. */
    OTHER_DEVICE,
    /** The catalogue has the key for this device, but not yet or not any more. */
    NOT_IN_USE
  }
}
