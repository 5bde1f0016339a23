package org.portcullis.attestation.key;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The identifiers that the attested device must have. Only the hardware list counts; an identifier
 * that is expected and is absent, malformed or another is a mismatch. Only the outcome of the
 * comparison leaves the verifier.
 *
 * <p>A device attests an identifier only if the application asked for it, which needs a privilege
 * or, for brand to model, Android 12.
 *
 * @see <a
 *     href="https://source.android.com/docs/security/features/keystore/attestation#id-attestation">AOSP,
 *     key and ID attestation, ID attestation</a>
 */
public final class ExpectedDeviceIds {
  private final List<Id> ids;

  private ExpectedDeviceIds(List<Id> ids) {
    this.ids = List.copyOf(ids);
  }

  /** One expected identifier. */
  record Id(AuthorizationTag<?> tag, Bytes value) {}

  /**
   * Begins without any identifier.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  List<Id> ids() {
    return ids;
  }

  /** Names what is expected, never its value. */
  @Override
  public String toString() {
    return ids.stream()
        .map(id -> id.tag().name())
        .collect(Collectors.joining(", ", "ExpectedDeviceIds[", "]"));
  }

  /** Builds the set of expected identifiers. Each is text as the device writes it. */
  public static final class Builder {
    private static final int MAX_IMEIS = 2;

    private final List<Id> ids = new ArrayList<>();

    private Builder() {}

    /**
     * Expects an IMEI, as the first or the second of the device. Called twice, it expects both, in
     * either order.
     *
     * @param imei the digits
     * @return this builder
     * @throws IllegalArgumentException if it is blank, or the third
     */
    public Builder imei(String imei) {
      AuthorizationTag<?> tag = AuthorizationTag.ATTESTATION_ID_IMEI;
      if (ids.stream().filter(id -> id.tag() == tag).count() == MAX_IMEIS) {
        throw new IllegalArgumentException("a device attests at most two imeis");
      }
      return add(tag, imei);
    }

    /**
     * Expects a MEID.
     *
     * @param meid the digits
     * @return this builder
     * @throws IllegalArgumentException if it is blank, or expected already
     */
    public Builder meid(String meid) {
      return once(AuthorizationTag.ATTESTATION_ID_MEID, meid);
    }

    /**
     * Expects a serial number.
     *
     * @param serial the text
     * @return this builder
     * @throws IllegalArgumentException if it is blank, or expected already
     */
    public Builder serial(String serial) {
      return once(AuthorizationTag.ATTESTATION_ID_SERIAL, serial);
    }

    /**
     * Expects a brand.
     *
     * @param brand the text
     * @return this builder
     * @throws IllegalArgumentException if it is blank, or expected already
     */
    public Builder brand(String brand) {
      return once(AuthorizationTag.ATTESTATION_ID_BRAND, brand);
    }

    /**
     * Expects a device name.
     *
     * @param device the text
     * @return this builder
     * @throws IllegalArgumentException if it is blank, or expected already
     */
    public Builder device(String device) {
      return once(AuthorizationTag.ATTESTATION_ID_DEVICE, device);
    }

    /**
     * Expects a product name.
     *
     * @param product the text
     * @return this builder
     * @throws IllegalArgumentException if it is blank, or expected already
     */
    public Builder product(String product) {
      return once(AuthorizationTag.ATTESTATION_ID_PRODUCT, product);
    }

    /**
     * Expects a manufacturer.
     *
     * @param manufacturer the text
     * @return this builder
     * @throws IllegalArgumentException if it is blank, or expected already
     */
    public Builder manufacturer(String manufacturer) {
      return once(AuthorizationTag.ATTESTATION_ID_MANUFACTURER, manufacturer);
    }

    /**
     * Expects a model.
     *
     * @param model the text
     * @return this builder
     * @throws IllegalArgumentException if it is blank, or expected already
     */
    public Builder model(String model) {
      return once(AuthorizationTag.ATTESTATION_ID_MODEL, model);
    }

    private Builder once(AuthorizationTag<?> tag, String text) {
      if (ids.stream().anyMatch(id -> id.tag() == tag)) {
        throw new IllegalArgumentException(tag.name() + " is expected already");
      }
      return add(tag, text);
    }

    private Builder add(AuthorizationTag<?> tag, String text) {
      if (text.isBlank()) {
        throw new IllegalArgumentException("an expected " + tag.name() + " is not blank");
      }
      ids.add(new Id(tag, Bytes.of(text.getBytes(StandardCharsets.UTF_8))));
      return this;
    }

    /**
     * Builds the set.
     *
     * @return an immutable set of expected identifiers
     * @throws IllegalArgumentException if there is none
     */
    public ExpectedDeviceIds build() {
      if (ids.isEmpty()) {
        throw new IllegalArgumentException("at least one identifier must be expected");
      }
      return new ExpectedDeviceIds(ids);
    }
  }
}
