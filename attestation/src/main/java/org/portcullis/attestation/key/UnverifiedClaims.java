package org.portcullis.attestation.key;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rejected chain says about itself, as far as it could be read. Nobody vouches for it: it is
 * for display to a support engineer and must never reach a decision.
 */
public final class UnverifiedClaims {
  private static final UnverifiedClaims NONE = new UnverifiedClaims(null, null, null, null);

  private final @Nullable KeyDescription description;
  private final @Nullable AttestedKey key;
  private final @Nullable Provisioning provisioning;
  private final @Nullable String root;

  private UnverifiedClaims(
      @Nullable KeyDescription description,
      @Nullable AttestedKey key,
      @Nullable Provisioning provisioning,
      @Nullable String root) {
    this.description = description;
    this.key = key;
    this.provisioning = provisioning;
    this.root = root;
  }

  static UnverifiedClaims none() {
    return NONE;
  }

  UnverifiedClaims withKey(AttestedKey value) {
    return new UnverifiedClaims(description, value, provisioning, root);
  }

  UnverifiedClaims withDescription(KeyDescription value) {
    return new UnverifiedClaims(value, key, provisioning, root);
  }

  UnverifiedClaims withProvisioning(Provisioning value) {
    return new UnverifiedClaims(description, key, value, root);
  }

  UnverifiedClaims withRoot(String value) {
    return new UnverifiedClaims(description, key, provisioning, value);
  }

  /**
   * The statement, if the leaf has a readable one.
   *
   * @return the unauthenticated statement, or empty
   */
  public Optional<KeyDescription> description() {
    return Optional.ofNullable(description);
  }

  /**
   * The leaf's key, if the leaf could be read.
   *
   * @return the unauthenticated key, or empty
   */
  public Optional<AttestedKey> key() {
    return Optional.ofNullable(key);
  }

  /**
   * The form of the chain by its names.
   *
   * @return the unauthenticated form, or empty
   */
  public Optional<Provisioning> provisioning() {
    return Optional.ofNullable(provisioning);
  }

  /**
   * The root by name, if it is a known one.
   *
   * @return the name of an anchor or of a root that is never trusted, or empty
   */
  public Optional<String> root() {
    return Optional.ofNullable(root);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnverifiedClaims that
        && Objects.equals(description, that.description)
        && Objects.equals(key, that.key)
        && provisioning == that.provisioning
        && Objects.equals(root, that.root);
  }

  @Override
  public int hashCode() {
    return Objects.hash(description, key, provisioning, root);
  }

  /** Says what is there, not what it says. */
  @Override
  public String toString() {
    return "UnverifiedClaims[description="
        + (description != null)
        + ", key="
        + (key != null)
        + ", root="
        + (root != null)
        + "]";
  }
}
