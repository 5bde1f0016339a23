package org.portcullis.engine.intake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Identifiers;
import org.portcullis.facts.SecurityLevel;

/**
 * The verified boot keys that an operator pins, by product: the keys that its own operating system
 * is signed with. Hardware attests a key as the SHA-256 of its public part.
 *
 * @see <a href="https://source.android.com/docs/security/features/verifiedboot/boot-flow">Android
 *     Verified Boot, boot flow</a>
 */
public final class BootKeys {
  /** No key is pinned. */
  public static final BootKeys NONE = builder().build();

  private final Set<Pin> pins;

  /** A key for a product, where one level of hardware attests it. */
  private record Pin(String product, SecurityLevel level, Digest key) {}

  private BootKeys(Set<Pin> pins) {
    this.pins = Set.copyOf(pins);
  }

  /**
   * A builder without pins.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Whether a key is pinned.
   *
   * @param product the product that the device claims to be
   * @param level the level of the hardware that attests the key
   * @param key the attested key
   * @return whether it is
   */
  public boolean isPinned(String product, SecurityLevel level, Digest key) {
    return pins.contains(new Pin(product, level, key));
  }

  @Override
  public String toString() {
    Map<String, Integer> counts = new HashMap<>();
    pins.forEach(pin -> counts.merge(pin.product(), 1, Integer::sum));
    return "BootKeys" + counts;
  }

  /** Collects pins. */
  public static final class Builder {
    private static final Set<SecurityLevel> HARDWARE =
        Set.of(SecurityLevel.TRUSTED_ENVIRONMENT, SecurityLevel.STRONG_BOX);

    private final Set<Pin> pins = new HashSet<>();

    private Builder() {}

    /**
     * Pins a key for a product, whichever hardware attests it.
     *
     * @param product the product; an identifier
     * @param key the SHA-256 of the key's public part
     * @return this builder
     * @throws IllegalArgumentException if the product is none
     */
    public Builder pin(String product, Digest key) {
      HARDWARE.forEach(level -> pin(product, level, key));
      return this;
    }

    /**
     * Pins a key for a product where one level of hardware attests it.
     *
     * @param product the product; an identifier
     * @param level the level, one of hardware
     * @param key the SHA-256 of the key's public part
     * @return this builder
     * @throws IllegalArgumentException if the product is none, or the level no hardware
     */
    public Builder pin(String product, SecurityLevel level, Digest key) {
      if (!HARDWARE.contains(level)) {
        throw new IllegalArgumentException("a boot key is pinned for hardware");
      }
      if (product.equals(Identifiers.NONE)) {
        throw new IllegalArgumentException("a boot key is pinned for a product");
      }
      pins.add(new Pin(Identifiers.check("product", product), level, key));
      return this;
    }

    /**
     * Builds the pins.
     *
     * @return what was pinned
     */
    public BootKeys build() {
      return new BootKeys(pins);
    }
  }
}
